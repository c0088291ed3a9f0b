using Daogou.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
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
            // A page that is not there says so with its status, which the browser reports as an error.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                faults.Add(message.Text);
            }
        };
        foreach (var (name, address) in await AddressesAsync(language))
        {
            await page.GotoAsync(address.AbsoluteUri);
            await Expect(page.Locator(name.StartsWith("room", StringComparison.Ordinal) ? "#log .msg" : "main").First).ToBeVisibleAsync();
            await Pictures.TakeAsync(page, $"page-{name}-{language}-{width}");
            var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            Assert.True(wide <= 0, $"{name} sticks out by {wide} pixels at a width of {width}.");
            Assert.True(faults.Count == 0, $"{name}: {string.Join("; ", faults)}");
        }
    }

    private async Task<IReadOnlyList<(string Name, Uri Address)>> AddressesAsync(string language)
    {
        var market = demo.Demo.Market;
        var deal = await demo.Demo.Services.GetRequiredService<Database>().ReadAsync(
            session => session.ValueAsync<long>("SELECT MIN(id) FROM deals WHERE merchant = 'shanlan' AND merchant_item = 'SL101'"),
            TestContext.Current.CancellationToken);
        var group = await demo.Demo.Services.GetRequiredService<Database>().ReadAsync(
            session => session.ValueAsync<long>("SELECT MIN(id) FROM groups"), TestContext.Current.CancellationToken);
        return
        [
            ("landing", Ours($"/?lang={language}")),
            ("deal", Ours($"/d/{deal}?lang={language}")),
            ("nodeal", Ours($"/d/1?lang={language}")),
            ("room-group", Ours($"/room?as=bob&chat=weekend&lang={language}")),
            ("room-gadgets", Ours($"/room?as=dan&chat=gadgets&lang={language}")),
            ("bazaar", new Uri(market.Bazaar, $"/?lang={language}")),
            ("shop", new Uri(market.ByShop["shiye"], $"/s/shiye?lang={language}")),
            ("product", new Uri(market.ByShop["lumo"], $"/s/lumo/p/LW-2001?lang={language}")),
            ("console-trail", Ours($"/room/console?lang={language}&to={Uri.EscapeDataString($"/console/trail?id=deal:{deal}&group={group}")}")),
            .. from place in (string[])["", "/sources", "/sources/lumo", "/sources?test=lumo", "/networks", "/networks/demo", "/deals", $"/deals/{deal}", "/groups", "/orders", "/rebates", "/payouts", "/ledger", "/settings"]
               select (
                   "console" + place.Replace('/', '-').Replace('?', '-').Replace('=', '-'),
                   Ours($"/room/console?lang={language}&to={Uri.EscapeDataString("/console" + place)}")),
        ];

        Uri Ours(string path) => new(demo.Demo.Address, path);
    }
}
