using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daogou.EndToEnd.Demo;

/// <summary>Every page of the demo in both languages, on a desk and on a phone: it opens, nothing sticks out, no script fails.</summary>
public sealed class PageTests(DemoInBrowser demo)
{
    public static TheoryData<string, int> Views => new()
    {
        { "zh", 1440 },
        { "en", 1440 },
        { "zh", 390 },
        { "en", 390 },
    };

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_fits_its_window_and_no_script_fails(string language, int width)
    {
        await using var visit = await demo.VisitAsync(width, width < 600 ? 844 : 900, language == "zh" ? "zh-CN" : "en-GB");
        var page = await visit.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        foreach (var (name, address) in new (string, Uri)[]
        {
            ("landing", new(demo.Demo.Address, $"/?lang={language}")),
            ("bazaar", new(demo.Demo.Market.Bazaar, $"/?lang={language}")),
            ("room", new(demo.Demo.Address, $"/room?as=alice&chat=weekend&lang={language}")),
        })
        {
            await page.GotoAsync(address.AbsoluteUri);
            if (name == "room")
            {
                await Expect(page.Locator("#title")).Not.ToBeEmptyAsync();
            }
            await Pictures.TakeAsync(page, $"{name}-{language}-{width}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}.");
        }
        Assert.Empty(faults);
    }
}
