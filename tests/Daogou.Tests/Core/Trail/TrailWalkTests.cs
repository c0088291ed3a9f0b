using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Daogou.Core.Trail;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Trail;

public sealed class TrailWalkTests
{
    private const string Code = "trail01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task From_every_step_the_whole_chain_is_walked_from_source_to_payout(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var (digest, payout) = await TellTheStoryAsync(book);
        TrailKind[] all =
        [
            TrailKind.Source, TrailKind.Item, TrailKind.Deal, TrailKind.Digest, TrailKind.Post, TrailKind.Link, TrailKind.Click, TrailKind.Report,
            TrailKind.Order, TrailKind.Entry, TrailKind.Payout,
        ];
        var fromLink = await WalkAsync(book, $"link:{Code}");
        Assert.Equal(all, Kinds(fromLink));
        foreach (var step in fromLink.Steps)
        {
            var page = await WalkAsync(book, step.Id.ToString());
            Assert.Equal(step.Id, page.Id);
            TrailKind[] beside = step.Id.Kind == TrailKind.Source ? [TrailKind.Source, TrailKind.Deal] : all;
            Assert.Equal(beside, Kinds(page).Where(beside.Contains));
            Assert.All(page.Steps, one => Assert.All(one.From.Concat(one.To), other => Assert.True(
                page.Steps.All(two => two.Id != other) || page.Steps.Any(two => two.Id == other && two.From.Concat(two.To).Contains(one.Id)),
                $"{one.Id} points to {other}, which does not point back")));
        }
        Assert.Equal($"digest:{digest}", fromLink.Steps.Single(step => step.Id.Kind == TrailKind.Digest).Id.ToString());
        Assert.Contains(fromLink.Steps, step => step.Id.ToString() == $"payout:{payout}");
        Assert.Empty(fromLink.Missing);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_entry_tells_why_somebody_got_this_money(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await TellTheStoryAsync(book);

        var page = await WalkAsync(book, "entry:1");

        var entry = page.Steps.Single(step => step.Id == page.Id);
        Assert.Equal("confirmed by the network", entry.Title);
        Assert.Equal("+¥1", Fact(entry, "admin:3:pending · m3 (#3)"));
        var order = page.Steps.Single(step => step.Id.Kind == TrailKind.Order);
        Assert.Equal(("confirmed", "our own signed click ref", "version 1: rebate 60%, share 20%, group 10%, 7 days of hold"), (Fact(order, "state"), Fact(order, "attribution"), Fact(order, "terms")));
        Assert.Equal("human", Fact(page.Steps.Single(step => step.Id.Kind == TrailKind.Click), "verdict"));
        var deal = page.Steps.Single(step => step.Id.Kind == TrailKind.Deal);
        Assert.Equal(("Wok", "¥199"), (deal.Title, Fact(deal, "price")));
        Assert.Equal("199.00 CNY", Fact(page.Steps.Single(step => step.Id.Kind == TrailKind.Item), "price as written"));
        Assert.Equal("Shop feed", page.Steps[0].Title);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_deal_that_was_not_posted_says_which_rule_stopped_it(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await TellTheStoryAsync(book);
        await book.Test.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO digest_passes (digest_id, deal_id, rule, detail, score) VALUES ((SELECT MAX(id) FROM digests), 100, @Rule, 'tea', 12)",
            new { Rule = PassRule.ExcludedWord }));

        var page = await Walk(book).ForAsync("deal:100", OrderBook.Group, Token);

        Assert.Contains("has a word this group excludes (tea)", Fact(page!.Steps.Single(step => step.Id == page.Id), "not chosen"), StringComparison.Ordinal);
        Assert.Equal((OrderBook.Group, 100L), (page.Why!.GroupId, page.Why.DealId));
        Assert.Contains(page.Why.Explanations, then => then is { Rule: PassRule.ExcludedWord, Detail: "tea" });
        Assert.Contains(page.Missing, text => text.En.StartsWith("no feed item", StringComparison.Ordinal));
        var nowhere = await Walk(book).ForAsync("deal:100", 999, Token);
        Assert.Equal("there is no group 999", nowhere!.Missing[^1].En);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_gone_is_said_to_be_missing_and_the_rest_is_shown(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await TellTheStoryAsync(book);
        await book.Test.Clicks.WriteAsync(session => session.ExecuteAsync("DELETE FROM clicks"), Token);
        await book.Test.WriteAsync(session => session.ExecuteAsync("DELETE FROM feed_items"));
        await book.Test.WriteAsync(session => session.ExecuteAsync("DELETE FROM links"));

        var page = await WalkAsync(book, "order:demo/1001/1");

        Assert.Contains(TrailKind.Payout, Kinds(page));
        Assert.Contains(TrailKind.Click, Kinds(page));
        Assert.Contains(page.Missing, text => text.En == $"the link link:{Code} is not there");
        Assert.Contains(page.Missing, text => text.En.Contains("no money depends on it", StringComparison.Ordinal));
        Assert.All(page.Missing, text => Assert.NotEqual(text.Zh, text.En));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_is_found_for_what_never_was_and_it_does_not_throw(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        foreach (var id in new[]
        {
            "", ":", "deal:", "deal:0", "deal:x", "deal:-1", "deal:99999999999999999999", "link:nothere", "click:notaref", "click:aaaaaaaaaaaaaaaaaaaa",
            "order:demo", "order:demo/none/1", "entry:7", "payout:7", "digest:7", "post:7", "item:7", "report:7", "source:none", "weather:sunny", "3:4",
        })
        {
            Assert.Null(await Walk(book).ForAsync(id, Token));
        }
    }

    [Fact]
    public void An_id_is_read_as_it_is_written()
    {
        foreach (var id in new[] { "source:shop-a", "order:demo/10%2F1/2", "link:abc1234", "entry:12" })
        {
            Assert.Equal(id, TrailId.Parse(id).ToString());
        }
        Assert.Equal(TrailKind.Click, TrailId.Parse("abc1234000000zabcdef")!.Value.Kind);
        Assert.Equal(TrailKind.Link, TrailId.Parse(" abc1234 ")!.Value.Kind);
        Assert.Equal("order:demo/1001", TrailId.Parse("demo/1001").ToString());
        Assert.Equal("\"deal:7\"", System.Text.Json.JsonSerializer.Serialize(new TrailId(TrailKind.Deal, "7")));
    }

    private static IEnumerable<TrailKind> Kinds(TrailPage page) => page.Steps.Select(step => step.Id.Kind).Distinct();

    private static string? Fact(TrailStep step, string label) => step.Facts.FirstOrDefault(fact => fact.Label.En == label)?.Value.En;

    private static async Task<TrailPage> WalkAsync(OrderBook book, string id) => (await Walk(book).ForAsync(id, Token))!;

    private static TrailWalk Walk(OrderBook book) =>
        new(book.Test.Book, new ClickBook(book.Test.Clicks), book.Refs, new RankExplain(book.Test.Book, Tastes.Of(book.Test), _ => 0, Options.Create(new RankingOptions()), book.Test.Time));

    /// <summary>One wok from its feed to the group admin's withdrawal.</summary>
    private static async Task<(long Digest, long Payout)> TellTheStoryAsync(OrderBook book)
    {
        var test = book.Test;
        await test.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO sources (id, source_key, name, kind, location, settings, enabled, every_seconds, next_due_at, rung, generation, generation_rows, created_at)
            VALUES (7, 'shop-feed', 'Shop feed', 1, 'https://shop.example/feed.xml', '{}', TRUE, 60, @Now, 0, 1, 1, @Now)
            """,
            new { Now = A.Monday }));
        var item = new FeedItem { Key = "w1", Row = 1, Title = "Wok", Link = "https://shop.example/wok", MerchantItem = "w1", Price = "199.00 CNY", ListPrice = "299.00 CNY" };
        await new DealIntake(test.Book, test.Time).TakeAsync(new SourceTerms(7, "shop", "CNY", ["shop.example"], false), [item], 1, Token);
        var deal = await test.ReadAsync(session => session.ValueAsync<long>("SELECT id FROM deals WHERE title = 'Wok'"));
        var desk = new DigestDesk(test.Book, Tastes.Of(test), _ => 0, Options.Create(new RankingOptions()), test.Time);
        var digest = (await desk.PushAsync(OrderBook.Group, [deal], "push-1", Token))!;
        await test.WriteAsync(async session =>
        {
            var message = A.Message($"digest:{digest.Id}", "g", MessageKind.Digest) with { GroupId = OrderBook.Group, DigestId = digest.Id };
            await OutboxStore.QueueAsync(session, message, A.Monday);
            return await LinkStore.AddAsync(session, new TrackedLink
            {
                Code = Code, DealId = deal, MemberId = 0, PlaceKind = PlaceKind.Digest, PlaceId = digest.Id, GroupId = OrderBook.Group,
                Network = "demo", Destination = "https://go.demo.example/click?ref={clickref}", CreatedAt = A.Monday,
            });
        });
        await test.Clicks.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO clicks (ordinal, link_code, deal_id, group_id, at, method, verdict, reasons) VALUES (5, @Code, @Deal, 10, @Now, 'GET', 1, '');
                INSERT INTO click_counts (link_code, day, deal_id, group_id, humans, suspects, bots, first_ordinal, last_ordinal) VALUES (@Code, @Day, @Deal, 10, 1, 0, 0, 5, 5);
                """,
                new { Code, Deal = deal, Now = A.Monday, Day = A.Monday.ToUnixTimeMilliseconds() / 86_400_000 }),
            Token);
        await book.TakeAsync(A.Report() with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(Code, 5) });
        test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        var payouts = new PayoutDesk(
            test.Book, test.Time, new PayoutMethods([new ManualPayout(new ManualPayoutOptions())]), new PayoutOptions(), NullLogger<PayoutDesk>.Instance);
        test.Clock.Advance(TimeSpan.FromHours(1));
        var payout = (await payouts.RequestAsync(OrderBook.Admin, A.Yuan(1), "manual", "wu@example.com", "k", Token)).Payout!;
        await payouts.ApproveAsync(payout.Id, "operator:li", Token);
        await payouts.MarkPaidAsync(payout.Id, "operator:li", "TX-9", Token);
        return (digest.Id, payout.Id);
    }
}
