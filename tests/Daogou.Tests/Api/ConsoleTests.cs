using System.Net;
using Daogou.Core.Access;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class ConsoleTests
{
    private static readonly string[] Pages =
        ["/console", "/console/sources", "/console/networks", "/console/deals", "/console/matches", "/console/evaluation", "/console/groups", "/console/orders", "/console/rebates", "/console/payouts", "/console/ledger", "/console/trail", "/console/settings"];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browser();
        foreach (var page in Pages.Append("/console/rebates.csv"))
        {
            var answer = await browser.GetAsync(page, Now);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/console/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_page_opens_empty_in_both_languages()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            await browser.GetAsync("/console/language/" + language, Now);
            foreach (var page in Pages)
            {
                var answer = await browser.GetAsync(page, Now);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page} in {language}: {answer.StatusCode}");
                Assert.Contains($"lang=\"{(language == "zh" ? "zh-CN" : "en")}\"", await answer.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_sign_in_link_works_once_and_only_by_its_button()
    {
        await using var door = await Door.OpenAsync();
        var token = await door.Services.GetRequiredService<OperatorDesk>().EnsureFirstAsync(Now);
        using var first = door.Browser();
        using var second = door.Browser();

        var page = await first.GetStringAsync("/console/sign-in?token=" + token, Now);
        await second.GetStringAsync("/console/sign-in?token=" + token, Now);
        var entered = await Door.PostFormAsync(first, "/console/enter", page, ("token", token!));
        var pageAgain = await second.GetStringAsync("/console/sign-in?token=" + token, Now);
        var refused = await Door.PostFormAsync(second, "/console/enter", pageAgain, ("token", token!));

        Assert.Equal("/console", entered.Headers.Location!.OriginalString);
        Assert.Equal("/console/sign-in?used=1", refused.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/console", Now)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/console", Now)).StatusCode);
    }

    [Fact]
    public async Task A_disabled_operator_is_out_at_once()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        var desk = door.Services.GetRequiredService<OperatorDesk>();
        await desk.AddAsync("second", Now);
        var first = (await desk.ListAsync(Now)).Single(person => person.Name == OperatorDesk.FirstName);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console", Now)).StatusCode);
        Assert.True(await desk.DisableAsync(first.Id, Now));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/console", Now)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_led_elsewhere(string to)
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browser();
        var answer = await browser.GetAsync("/console/language/en?to=" + Uri.EscapeDataString(to), Now);
        Assert.Equal("/console", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_act_needs_its_form_leads_back_and_stands_in_the_audit()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        var deal = await SubmitAsync(door);
        var page = await browser.GetStringAsync("/console/deals", Now);

        var forged = await browser.PostAsync($"/console/act/deals/{deal.Id}/hold", new FormUrlEncodedContent([]), Now);
        var held = await Door.PostFormAsync(browser, $"/console/act/deals/{deal.Id}/hold", page, ("back", "/console/deals?state=2"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("/console/deals?state=2", held.Headers.Location!.OriginalString);
        var after = await browser.GetStringAsync("/console/deals?state=2", Now);
        Assert.Contains(deal.Title, after, StringComparison.Ordinal);
        Assert.Contains("class=\"said good\"", after, StringComparison.Ordinal);
        var audit = await door.Book.ReadAsync(session => AuditStore.ListAsync(session, 10), Now);
        Assert.Contains(audit, row => row is { Act: "deal.hold", Actor: "operator:operator" } && row.Subject == $"deal:{deal.Id}");
    }

    [Fact]
    public async Task A_title_of_a_source_is_text_and_never_markup()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        var deal = await SubmitAsync(door, "<script>alert(1)</script> kettle");
        foreach (var page in new[] { "/console/deals", $"/console/deals/{deal.Id}" })
        {
            Assert.DoesNotContain("<script>", await browser.GetStringAsync(page, Now), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_new_key_is_shown_once()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        var page = await browser.GetStringAsync("/console/settings", Now);
        await Door.PostFormAsync(browser, "/console/act/keys", page, ("name", "shop"), ("scope", Scopes.DealsRead), ("back", "/console/settings"));
        Assert.Contains("class=\"secret\"", await browser.GetStringAsync("/console/settings", Now), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"secret\"", await browser.GetStringAsync("/console/settings", Now), StringComparison.Ordinal);
    }

    private static async Task<Deal> SubmitAsync(Door door, string title = "Electric kettle")
    {
        var item = new FeedItem { Key = "k1", Title = title, Link = "https://shop.example.com/p/1", Price = "129.00 CNY", Row = 1 };
        var (deal, _) = await door.Services.GetRequiredService<DealDesk>().SubmitAsync(item, new SourceTerms(0, "shop", "CNY", [], false), Now);
        return deal!;
    }
}
