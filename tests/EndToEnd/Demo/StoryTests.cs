using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Api.Demo.Market;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daogou.EndToEnd.Demo;

/// <summary>The whole story in a real browser: a deal asked for, bought, tracked, confirmed, paid back in part, withdrawn, and reported to the cent.</summary>
public sealed class StoryTests(DemoInBrowser demo)
{
    [Fact]
    public async Task From_a_deal_in_the_chat_to_a_paid_rebate_and_a_report_that_agrees_with_the_ledger()
    {
        await using var visit = await demo.VisitAsync(1440, 900, "zh-CN");
        var room = await RoomPage.OpenAsync(await visit.NewPageAsync(), demo.Demo.Address, "alice", "weekend", "zh");
        // By the hour of the day the group has had its daily picks, or only a first taste of them.
        await Expect(room.Messages.First).ToContainTextAsync(new Regex("好价|今日精选", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Pictures.TakeAsync(room.Page, "story-1-group");

        await AskForDealsAsync(room);
        var kept = await BuyAsync(room, card: 0);
        var returned = await BuyAsync(room, card: 1);
        await Expect(room.Story("click", "点击已记下")).ToHaveCountAsync(2);
        await Expect(room.Story("order", "订单已跟踪")).ToHaveCountAsync(2);
        await room.SayAsync("/orders");
        await room.HearAsync("已跟踪");
        await Pictures.TakeAsync(room.Page, "story-4-tracked");

        await PushUntilPayableAsync(room);
        var fromGroup = await BuyFromTheGroupAsync();
        await RefundAsync(room, returned);
        await WithdrawAllAsync(room);

        var console = await visit.RunAndWaitForPageAsync(() => room.Page.Locator("#toconsole").ClickAsync());
        await PayAsync(console);
        await Expect(room.Story("payout", "已打款")).ToHaveCountAsync(1);
        await room.HearAsync("打款");
        await Pictures.TakeAsync(room.Page, "story-8-paid");

        await CompareReportAsync(console, [kept, fromGroup]);

        var chain = await visit.RunAndWaitForPageAsync(() => room.Story("order", "订单已跟踪").First.Locator("a").ClickAsync());
        await Expect(chain.Locator("ol.steps > li.here .kind")).ToHaveTextAsync("订单");
        string[] steps = ["采集源", "原始条目", "好价", "推广链接", "点击", "联盟回报", "订单", "账目"];
        Assert.Subset((await chain.Locator("ol.steps .kind").AllInnerTextsAsync()).ToHashSet(), steps.ToHashSet());
        await Pictures.TakeAsync(chain, "story-10-trail");
    }

    private static async Task AskForDealsAsync(RoomPage room)
    {
        await room.PrivateChatAsync();
        await room.SayAsync("/deals 山岚");
        await Expect(room.Cards).ToHaveCountAsync(3);
        Assert.True(await room.Cards.Nth(0).Locator("img").EvaluateAsync<bool>("img => img.decode().then(() => img.naturalWidth > 0)"), "The picture did not load.");
        await Pictures.TakeAsync(room.Page, "story-2-deals");
        Pictures.Show("story-2-deals", inReadme: "room");
        await Pictures.TakeAsync(room.Cards.Nth(0), "story-2-deal");
        Pictures.Show("story-2-deal", inReadme: "deal");
    }

    /// <summary>From the card through the tracked link into the shop, and back with the order's number.</summary>
    private static async Task<Bought> BuyAsync(RoomPage room, int card)
    {
        var shop = await room.ToShopAsync(room.Cards.Nth(card));
        return await OrderAsync(shop, $"story-3-{card}");
    }

    /// <summary>Another member buys through the group's own post: nobody's rebate, but the group admin's share.</summary>
    private async Task<Bought> BuyFromTheGroupAsync()
    {
        await using var visit = await demo.VisitAsync(1440, 900, "en-GB");
        var carol = await RoomPage.OpenAsync(await visit.NewPageAsync(), demo.Demo.Address, "carol", "weekend", "en");
        var shop = await visit.RunAndWaitForPageAsync(() => carol.Page.Locator("#log .body a[href*='/r/']").First.ClickAsync());
        var bought = await OrderAsync(shop, "story-3-group");
        await Expect(carol.Story("order", "Order tracked")).Not.ToHaveCountAsync(0);
        await Pictures.TakeAsync(carol.Page, "story-5-carol");
        return bought;
    }

    private static async Task<Bought> OrderAsync(IPage shop, string name)
    {
        await Expect(shop.Locator("#buy")).ToBeVisibleAsync();
        await Pictures.TakeAsync(shop, name + "-product");
        var key = new Uri(shop.Url).Segments[2].Trim('/');
        await shop.Locator("#buy").ClickAsync();
        await Expect(shop.Locator("#number")).ToContainTextAsync("-00");
        await Pictures.TakeAsync(shop, name + "-order");
        var paid = await shop.Locator("main dd").First.InnerTextAsync();
        return new Bought(shop, Shops.Find(key)!, decimal.Parse(paid.Trim('¥', '$', ' '), NumberStyles.Number, CultureInfo.InvariantCulture));
    }

    private static async Task PushUntilPayableAsync(RoomPage room)
    {
        for (var day = 0; day < 3; day++)
        {
            await room.PushAsync(24);
        }
        await room.PushAsync(1);
        await Expect(room.Story("order", "订单已确认")).ToHaveCountAsync(2);
        await room.PushAsync(168);
        await Expect(room.Story("entry", "可提现 +")).ToHaveCountAsync(2);
        await room.SayAsync("/balance");
        await room.HearAsync("可提现");
        await Pictures.TakeAsync(room.Page, "story-5-payable");
    }

    private static async Task RefundAsync(RoomPage room, Bought returned)
    {
        await returned.Page.BringToFrontAsync();
        await returned.Page.ReloadAsync();
        await returned.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "全额退款" }).ClickAsync();
        await Expect(returned.Page.Locator("#state")).ToHaveTextAsync("已全额退款");
        await Pictures.TakeAsync(returned.Page, "story-6-refund");
        await room.Page.BringToFrontAsync();
        await Expect(room.Story("back", "订单作废")).ToHaveCountAsync(1);
        await Expect(room.Story("entry", "可提现 −")).ToHaveCountAsync(1);
        await Pictures.TakeAsync(room.Page, "story-6-clawback");
    }

    private static async Task WithdrawAllAsync(RoomPage room)
    {
        await room.SayAsync("/withdraw");
        await room.PressAsync("全部");
        await room.HearAsync("请回复");
        await room.SayAsync("手机钱包 138****0000 小艾");
        await room.PressAsync("确认提现");
        await room.HearAsync("已申请提现");
        await Pictures.TakeAsync(room.Page, "story-7-withdraw");
    }

    private static async Task PayAsync(IPage console)
    {
        await Expect(console.Locator("main h1")).ToBeVisibleAsync();
        await Pictures.TakeAsync(console, "story-8-console");
        Pictures.Show("story-8-console", inReadme: "console");
        await console.Locator("nav.side a[href='/console/payouts']").ClickAsync();
        await console.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "批准" }).ClickAsync();
        await console.Locator("form[action$='/paid'] input[name=words]").FillAsync("T20261206-001");
        await Pictures.TakeAsync(console, "story-8-payouts");
        await console.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "标记已付" }).ClickAsync();
        await Expect(console.Locator("main section.card").First).ToContainTextAsync("T20261206-001");
    }

    /// <summary>The report on the page, the ledger's own lines and the shop's receipts: three counts, one result.</summary>
    private async Task CompareReportAsync(IPage console, IReadOnlyList<Bought> kept)
    {
        var today = demo.Demo.Clock.GetUtcNow();
        await console.GotoAsync(new Uri(
            demo.Demo.Address, $"/console/rebates?by=Member&from={Day(today.AddDays(-60))}&to={Day(today.AddDays(1))}").AbsoluteUri);
        await Expect(console.Locator(".tie")).ToContainTextAsync("与账本一致");
        await console.Locator("details summary").Last.ClickAsync();
        await Pictures.TakeAsync(console, "story-9-report");
        Pictures.Show("story-9-report", inReadme: "report");

        var shown = await console.Locator("tfoot tr").Filter(new LocatorFilterOptions { HasText = "CNY" }).Locator("td").AllInnerTextsAsync();
        var book = demo.Demo.Services.GetRequiredService<Database>();
        Assert.Equal(Text(-await SumAsync(book, "network:%")), shown[3]);
        Assert.Equal(Text(await SumAsync(book, "member:%")), shown[4]);
        Assert.Equal(Text(await SumAsync(book, "admin:%")), shown[6]);
        Assert.Equal(Text(await SumAsync(book, "house:%")), shown[7]);
        Assert.Equal(Text(kept.Where(bought => bought.Shop.Currency == "CNY").Sum(bought => bought.CommissionMinor)), shown[3]);
        Assert.True((await demo.Demo.Services.GetRequiredService<Verification>().RunAsync(TestContext.Current.CancellationToken)).Sound);
    }

    /// <summary>What orders earned on accounts of this kind; withdrawals only move it.</summary>
    private static Task<long> SumAsync(Database book, string accounts) => book.ReadAsync(
        session => session.ValueAsync<long>(
            """
            SELECT CAST(COALESCE(SUM(l.amount_minor), 0) AS BIGINT) FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
            WHERE l.account LIKE @Accounts AND l.currency = 'CNY' AND e.subject LIKE 'order:%'
            """,
            new { Accounts = accounts }),
        TestContext.Current.CancellationToken);

    private static string Text(long minor) => new Money(minor, "CNY").ToText();

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Page">The order's page in the shop.</param>
    private sealed record Bought(IPage Page, Shop Shop, decimal Paid)
    {
        public long CommissionMinor => (long)decimal.Floor(Paid * Shop.CommissionBp / 100);
    }
}
