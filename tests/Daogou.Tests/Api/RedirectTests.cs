using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using CsCheck;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class RedirectTests
{
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Links:Secret"] = A.Secret,
        ["Links:ClickBudgetMs"] = "10000",
        ["Networks:0:Key"] = "demo",
        ["Networks:0:LinkTemplate"] = "https://go.demo.example/click?to={url}&ref={clickref}",
        ["Networks:0:Programmes:0:Merchant"] = "shop",
        ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
        ["Networks:0:Programmes:0:AllowsRebate"] = "true",
        ["Networks:0:Programmes:0:AllowsChat"] = "true",
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_sent_on_with_a_ref_and_the_click_is_there_before_the_answer()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = Person(door);
        using var answer = await browser.GetAsync($"/r/{link.Code}", Now);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["noindex"], answer.Headers.GetValues("X-Robots-Tag"));
        var ordinal = Ordinal(answer);
        Assert.Equal(
            $"https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2Fkettle&ref={new ClickRefs(A.Secret).Make(link.Code, ordinal)}",
            answer.Headers.Location!.OriginalString);
        var click = await ClickAsync(door, ordinal);
        Assert.Equal((link.Code, link.DealId, ClickVerdict.Human, "GET", "Chrome"), (click!.LinkCode, click.DealId, click.Verdict, click.Method, click.AgentFamily));
        Assert.Equal(("127.0.0.0/24", "t.me", door.Clock.GetUtcNow()), (click.Address, click.ReferrerHost, click.At));
        Assert.NotNull(click.Visitor);
    }

    [Fact]
    public async Task Nothing_that_a_visitor_writes_changes_where_he_goes()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = Person(door);
        var hostile = Gen.OneOf(
            Gen.Const("?url=https://evil.example/"), Gen.Const("?redir_url=//evil.example&to=evil"), Gen.Const("?clickref={clickref}"), Gen.Const("?ref=zzz"),
            Gen.Const("?bot=1&dub-no-track"), Gen.String.Select(text => "?" + Uri.EscapeDataString(text)), Gen.String.Select(text => "?to=" + Uri.EscapeDataString(text)));
        await hostile.SampleAsync(
            async query =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/r/{link.Code}{query}");
                request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
                request.Headers.TryAddWithoutValidation("X-Original-URL", "/evil");
                using var answer = await browser.SendAsync(request, Now);
                var location = answer.Headers.Location!;
                Assert.StartsWith("https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2Fkettle&ref=" + link.Code, location.OriginalString, StringComparison.Ordinal);
                Assert.Equal("go.demo.example", location.Host);
                Assert.Equal(20, location.OriginalString.Length - location.OriginalString.LastIndexOf('=') - 1);
            },
            iter: 150);
    }

    [Fact]
    public async Task Whatever_code_is_asked_for_the_answer_is_the_own_link_or_a_kind_page()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        await LinkAsync(door);
        using var browser = Person(door);
        // A browser takes "." and ".." out of the path before it asks.
        await Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789abcdefghijklmnopqrstuvwxyz"], 7, 7], Gen.String[Gen.Char["abcABC019+%./\\-_ "], 1, 12])
            .Where(code => code.Trim() is not ("" or "." or "..")).SampleAsync(
            async code =>
            {
                using var answer = await browser.GetAsync("/r/" + Uri.EscapeDataString(code), Now);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                Assert.Null(answer.Headers.Location);
            },
            iter: 150);
    }

    [Theory]
    [InlineData("HEAD", A.ChromeOnAndroid, null, ClickVerdict.Bot, "head")]
    [InlineData("GET", A.ChromeOnAndroid, "Sec-Purpose: prefetch;prerender", ClickVerdict.Bot, "prefetch")]
    [InlineData("GET", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", null, ClickVerdict.Bot, "bot")]
    [InlineData("GET", null, null, ClickVerdict.Suspect, "no-agent")]
    public async Task Hits_that_do_not_count_are_sent_on_and_stored_apart(string method, string? agent, string? header, ClickVerdict verdict, string reasons)
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = door.Browser();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/r/{link.Code}");
        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }
        if (header?.Split(": ") is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await browser.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var click = await ClickAsync(door, Ordinal(answer));
        Assert.Equal((verdict, reasons, method), (click!.Verdict, click.Reasons, click.Method));
        var count = await door.Services.GetRequiredService<ClickReports>().CountForLinkAsync(link.Code, Now);
        Assert.Equal((0L, 1L), (count.Humans, count.Suspects + count.Bots));
    }

    [Theory]
    [InlineData("DNT")]
    [InlineData("Sec-GPC")]
    public async Task Who_asks_not_to_be_tracked_counts_without_a_trace_of_who_it_was(string header)
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = Person(door);
        browser.DefaultRequestHeaders.Add(header, "1");
        using var answer = await browser.GetAsync($"/r/{link.Code}", Now);
        var click = await ClickAsync(door, Ordinal(answer));
        Assert.Equal((ClickVerdict.Human, null, null), (click!.Verdict, click.Visitor, click.Agent));
    }

    [Fact]
    public async Task A_chat_that_draws_cards_gets_a_card_and_not_the_shop()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door, title: "Kettle \"<b>1.7 l</b>\"");
        using var browser = door.Browser();
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "TelegramBot (like TwitterBot)");
        using var answer = await browser.GetAsync($"/r/{link.Code}", Now);
        var page = await answer.Content.ReadAsStringAsync(Now);
        Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Headers.Location));
        Assert.Contains("<meta property=\"og:title\" content=\"Kettle &quot;&lt;b&gt;1.7 l&lt;/b&gt;&quot;\">", page, StringComparison.Ordinal);
        Assert.Contains("推广 · Ad", page, StringComparison.Ordinal);
        Assert.Equal(1, (await door.Services.GetRequiredService<ClickReports>().CountForLinkAsync(link.Code, Now)).Bots);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "没有找到这个链接", "这个链接已经停用", "这个链接会带你去")]
    [InlineData("de, en-GB;q=0.7, zh;q=0.3", "We do not know this link", "This link was stopped", "This link leads to")]
    public async Task Pages_speak_the_readers_language(string languages, string missing, string stopped, string leads)
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = Person(door);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
        await AssertPageAsync("/r/zzzzzzz", HttpStatusCode.NotFound, missing);
        await AssertPageAsync($"/r/{link.Code}+", HttpStatusCode.OK, leads, "go.demo.example", "shop");
        await door.Services.GetRequiredService<LinkDesk>().StopAsync(link.Code, "abuse", Now);
        await AssertPageAsync($"/r/{link.Code}", HttpStatusCode.Gone, stopped);
        await AssertPageAsync($"/r/{link.Code}+", HttpStatusCode.Gone, stopped);

        async Task AssertPageAsync(string path, HttpStatusCode status, params string[] words)
        {
            using var answer = await browser.GetAsync(path, Now);
            var page = await answer.Content.ReadAsStringAsync(Now);
            Assert.Equal((status, null), (answer.StatusCode, answer.Headers.Location));
            Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
            Assert.Contains("width=device-width", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Looking_at_a_link_is_no_click()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        var link = await LinkAsync(door);
        using var browser = Person(door);
        (await browser.GetAsync($"/r/{link.Code}+", Now)).EnsureSuccessStatusCode();
        Assert.Equal(ClickCount.None, await door.Services.GetRequiredService<ClickReports>().CountForLinkAsync(link.Code, Now));
    }

    [Fact]
    public async Task While_the_clicks_cannot_be_written_visitors_are_sent_on_without_the_header()
    {
        await using var door = await Door.OpenAsync(settings: new(Settings, StringComparer.OrdinalIgnoreCase) { ["Links:ClickBudgetMs"] = "50" });
        var link = await LinkAsync(door);
        using var browser = Person(door);
        var holds = new TaskCompletionSource();
        var lets = new TaskCompletionSource();
        var holder = door.Services.GetRequiredService<ClickBook>().Database.WriteAsync(
            async session =>
            {
                holds.TrySetResult();
                await lets.Task;
                return await session.ExecuteAsync("UPDATE ordinal_blocks SET taken_at = taken_at");
            },
            Now);
        await holds.Task;
        using var answer = await browser.GetAsync($"/r/{link.Code}", Now);
        lets.SetResult();
        await holder;
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Click"));
        var text = answer.Headers.Location!.OriginalString;
        Assert.Equal(link.Code, new ClickRefs(A.Secret).TryRead(text[(text.LastIndexOf('=') + 1)..])!.Value.Code);
        Assert.Equal(1, door.Services.GetRequiredService<ClickMeter>().Late);
    }

    [Fact]
    public async Task A_host_that_left_the_list_is_not_led_to_any_more()
    {
        await using var door = await Door.OpenAsync(settings: Settings);
        await door.Book.WriteAsync(session => LinkStore.AddAsync(session, A.Link() with { Destination = "https://old.example/?ref={clickref}" }), Now);
        using var browser = Person(door);
        using var answer = await browser.GetAsync("/r/abc0123", Now);
        Assert.Equal((HttpStatusCode.Gone, null), (answer.StatusCode, answer.Headers.Location));
    }

    private static HttpClient Person(Door door)
    {
        var browser = door.Browser();
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", A.ChromeOnAndroid);
        browser.DefaultRequestHeaders.Referrer = new Uri("https://t.me/deals/7");
        browser.DefaultRequestHeaders.CacheControl = new CacheControlHeaderValue { NoCache = true };
        return browser;
    }

    private static async Task<TrackedLink> LinkAsync(Door door, string title = "Kettle")
    {
        var deal = await door.Book.WriteAsync(
            async session =>
            {
                var pasted = await A.PastedDealAsync(session);
                var named = pasted with { Title = title, ImageUrl = "https://img.example/kettle.png", PriceMinor = 12_900, Currency = "CNY", State = DealState.Active };
                await DealStore.SaveAsync(session, named);
                return named;
            },
            Now);
        var answer = await door.Services.GetRequiredService<LinkDesk>().ForDealAsync(deal.Id, Place.Request(7), Now);
        return answer.Link!;
    }

    private static long Ordinal(HttpResponseMessage answer) => long.Parse(answer.Headers.GetValues("X-Click").Single(), CultureInfo.InvariantCulture);

    private static Task<Click?> ClickAsync(Door door, long ordinal) => door.Services.GetRequiredService<ClickReports>().FindAsync(ordinal, Now);
}
