using System.Diagnostics;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class DealIntakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Rows_become_deals_with_a_first_price_and_the_source_s_own_words(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var counts = await TakeAsync(test, 1, Item("1"), Item("2") with { Row = 2, Price = "a lot" });
        Assert.Equal((1, 0, 0), (counts.Added, counts.Changed, counts.Unchanged));
        Assert.Equal([new RefusedItem(2, "2", Refusal.BrokenPrice, "'a lot' names no amount")], counts.Refused);
        var deal = await DealAsync(test);
        Assert.Equal((Yuan(80), Yuan(100), DealState.Active, Monday), (deal.Price, deal.ListPrice, deal.State, deal.ChangedAt));
        Assert.Equal([Point(Monday, 8_000, 10_000, deal.Id)], await HistoryAsync(test, deal.Id));
        var row = Assert.Single(await test.ReadAsync(session => FeedItemStore.OfDealAsync(session, deal.Id)));
        Assert.Contains("\"Price\":\"80.00 CNY\"", row.Body, StringComparison.Ordinal);
        Assert.Equal(deal.FeedItemId, row.Id);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_rows_again_change_nothing_and_only_a_changed_price_makes_history(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        var before = await DealAsync(test);
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await TakeAsync(test, 2, Item() with { Row = 9 })).Unchanged);
        Assert.Equal(before, await DealAsync(test));
        Assert.Equal(1, (await TakeAsync(test, 3, Item() with { Title = "Better kettle" })).Changed);
        Assert.Single(await HistoryAsync(test, before.Id));
        Assert.Equal(1, (await TakeAsync(test, 4, Item() with { Title = "Better kettle", Price = "70.00 CNY" })).Changed);
        Assert.Equal([8_000L, 7_000L], (await HistoryAsync(test, before.Id)).Select(point => point.PriceMinor));
        var after = await DealAsync(test);
        Assert.Equal(("Better kettle", before.Id, before.FirstSeenAt, test.Clock.GetUtcNow()), (after.Title, after.Id, after.FirstSeenAt, after.ChangedAt));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_cent_up_or_down_is_history_but_no_news(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        test.Clock.Advance(TimeSpan.FromHours(1));
        await TakeAsync(test, 2, Item() with { Price = "80.01 CNY" });
        var deal = await DealAsync(test);
        Assert.Equal((8_001L, Monday), (deal.PriceMinor, deal.ChangedAt));
        Assert.Equal(2, (await HistoryAsync(test, deal.Id)).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_first_poll_of_a_source_brings_is_no_news(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await Intake(test).TakeAsync(Terms() with { IsBaseline = true }, [Item()], 1, Token);
        var deal = await DealAsync(test);
        Assert.Equal((Monday.AddDays(-3), Monday), (deal.ChangedAt, deal.FirstSeenAt));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_implausible_price_waits_for_a_person_and_makes_no_history(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        test.Clock.Advance(TimeSpan.FromHours(1));
        await TakeAsync(test, 2, Item() with { Price = "8.00 CNY" });
        var held = await DealAsync(test);
        Assert.Equal((DealState.Held, "implausible price: it went from 80.00 CNY to 8.00 CNY, ten times or more"), (held.State, held.StateReason));
        await TakeAsync(test, 3, Item() with { Price = "8.00 CNY", Title = "Kettle, now blue" });
        Assert.Equal(DealState.Held, (await DealAsync(test)).State);
        Assert.Single(await HistoryAsync(test, held.Id));
        Assert.Equal(DealAct.Done, await Desk(test).ApproveAsync(held.Id, Token));
        test.Clock.Advance(TimeSpan.FromHours(1));
        await TakeAsync(test, 4, Item() with { Price = "7.90 CNY" });
        Assert.Equal(DealState.Active, (await DealAsync(test)).State);
        Assert.Equal([8_000L, 800L, 790L], (await HistoryAsync(test, held.Id)).Select(point => point.PriceMinor));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_held_price_that_turns_plausible_is_let_go_but_a_person_s_hold_is_not(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        await TakeAsync(test, 2, Item() with { Price = "8000 CNY" });
        await TakeAsync(test, 3, Item() with { Price = "79 CNY" });
        var deal = await DealAsync(test);
        Assert.Equal((DealState.Active, 7_900L), (deal.State, deal.PriceMinor));
        Assert.Equal(DealAct.Done, await Desk(test).HoldAsync(deal.Id, "looks wrong", Token));
        await TakeAsync(test, 4, Item() with { Price = "78 CNY" });
        Assert.Equal((DealState.Held, "looks wrong"), ((await DealAsync(test)).State, (await DealAsync(test)).StateReason));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_currency_waits_for_a_person(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        await TakeAsync(test, 2, Item() with { Price = "80 USD", ListPrice = null });
        Assert.Equal("implausible price: the currency went from CNY to USD", (await DealAsync(test)).StateReason);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_removed_deal_stays_removed_whatever_its_source_says(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        await Desk(test).RemoveAsync((await DealAsync(test)).Id, "counterfeit", Token);
        await TakeAsync(test, 2, Item() with { Price = "70 CNY" });
        Assert.Equal((DealState.Removed, "counterfeit"), ((await DealAsync(test)).State, (await DealAsync(test)).StateReason));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_sold_out_ends_and_comes_back_with_the_stock(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        await TakeAsync(test, 2, Item() with { Availability = "out of stock" });
        Assert.Equal((DealState.Ended, "out of stock"), ((await DealAsync(test)).State, (await DealAsync(test)).StateReason));
        test.Clock.Advance(TimeSpan.FromHours(7));
        await TakeAsync(test, 3, Item());
        var back = await DealAsync(test);
        Assert.Equal((DealState.Active, test.Clock.GetUtcNow()), (back.State, back.ChangedAt));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_source_no_longer_lists_ends_and_comes_back_when_it_is_listed_again(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item("1"), Item("2"), CouponItem());
        await TakeAsync(test, 2, Item("2"));
        Assert.Equal(2, await Intake(test).EndMissingAsync(1, 2, Token));
        Assert.Equal((DealState.Ended, "no longer listed"), ((await DealAsync(test)).State, (await DealAsync(test)).StateReason));
        Assert.Equal(DealState.Active, (await DealAsync(test, "shop:2")).State);
        Assert.Empty(await test.ReadAsync(session => CouponStore.ActiveAsync(session, Monday)));
        Assert.Equal(1, (await TakeAsync(test, 3, Item("1"), Item("2"))).Changed);
        Assert.Equal(DealState.Active, (await DealAsync(test)).State);
        Assert.Equal(0, await Intake(test).EndMissingAsync(1, 3, Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_deal_whose_row_can_no_longer_be_believed_ends(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        Assert.Single((await TakeAsync(test, 2, Item() with { Price = "?" })).Refused);
        Assert.Equal(1, await Intake(test).EndMissingAsync(1, 2, Token));
        await TakeAsync(test, 3, Item());
        Assert.Equal(DealState.Active, (await DealAsync(test)).State);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_unchanged_document_keeps_its_rows_alive(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item(), CouponItem());
        test.Clock.Advance(TimeSpan.FromDays(1));
        await Intake(test).TouchAllAsync(1, 1, 2, Token);
        Assert.Equal(0, await Intake(test).EndMissingAsync(1, 2, Token));
        Assert.Equal(test.Clock.GetUtcNow(), (await DealAsync(test)).LastSeenAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_sources_of_one_deal_do_not_flap_and_the_second_takes_over_when_the_first_is_gone(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, Item());
        await SecondAsync(1);
        Assert.Equal((1L, 8_000L), await OwnerAndPriceAsync());
        await TakeAsync(test, 2);
        Assert.Equal(0, await Intake(test).EndMissingAsync(1, 2, Token));
        await SecondAsync(2);
        Assert.Equal((2L, 7_500L), await OwnerAndPriceAsync());
        await TakeAsync(test, 3, Item());
        Assert.Equal((2L, 7_500L), await OwnerAndPriceAsync());

        Task<IntakeCounts> SecondAsync(long generation) => Intake(test).TakeAsync(Terms(2), [Item("other-key") with { MerchantItem = "1", Price = "75 CNY" }], generation, Token);
        async Task<(long?, long?)> OwnerAndPriceAsync() => (await DealAsync(test)) is var deal ? (deal.SourceId, deal.PriceMinor) : default;
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_fell_silent_no_longer_speaks_for_its_deals(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var second = Item("other-key") with { MerchantItem = "1", Price = "75 CNY" };
        await TakeAsync(test, 1, Item());
        await Intake(test).TakeAsync(Terms(2), [second], 1, Token);
        test.Clock.Advance(TimeSpan.FromDays(3));
        await Intake(test).TakeAsync(Terms(2), [second], 2, Token);
        Assert.Equal((2L, 7_500L), ((await DealAsync(test)).SourceId, (await DealAsync(test)).PriceMinor));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_key_that_stands_twice_is_taken_once_also_across_batches(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var counts = await TakeAsync(test, 1, Item(), Item() with { Row = 2, Price = "10 CNY" });
        Assert.Equal((1, Refusal.DuplicateKey, 2L), (counts.Added, counts.Refused[0].Reason, counts.Refused[0].Row));
        Assert.Equal(Refusal.DuplicateKey, (await TakeAsync(test, 1, Item() with { Price = "11 CNY" })).Refused[0].Reason);
        Assert.Equal(8_000L, (await DealAsync(test)).PriceMinor);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_rows_that_are_the_same_deal_the_first_speaks_and_the_second_when_the_first_is_gone(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var (newer, older) = (Item() with { MerchantItem = "1" }, Item("older") with { MerchantItem = "1", Price = "75 CNY", Row = 2 });
        await TakeAsync(test, 1, newer, older);
        test.Clock.Advance(TimeSpan.FromHours(1));
        await TakeAsync(test, 2, newer with { Price = "79 CNY" }, older with { Price = "76 CNY" });
        var deal = await DealAsync(test);
        Assert.Equal(7_900L, deal.PriceMinor);
        Assert.Equal([8_000L, 7_900L], (await HistoryAsync(test, deal.Id)).Select(point => point.PriceMinor));
        await TakeAsync(test, 3, older with { Price = "76.50 CNY" });
        Assert.Equal(7_650L, (await DealAsync(test)).PriceMinor);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_sale_that_begins_is_seen_although_the_row_is_the_same(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var item = Item() with { ListPrice = null, SalePrice = "60 CNY", SaleWindow = "2026-11-03T00:00Z/2026-11-05T00:00Z" };
        await TakeAsync(test, 1, item);
        Assert.Equal(8_000L, (await DealAsync(test)).PriceMinor);
        test.Clock.Advance(TimeSpan.FromDays(1));
        await TakeAsync(test, 2, item);
        Assert.Equal((6_000L, 8_000L), ((await DealAsync(test)).PriceMinor, (await DealAsync(test)).ListPriceMinor));
        test.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await new DealExpiry(test.Book, test.Time).RunAsync(Token));
        Assert.Equal("window over", (await DealAsync(test)).StateReason);
        await TakeAsync(test, 3, item);
        Assert.Equal((8_000L, DealState.Active), ((await DealAsync(test)).PriceMinor, (await DealAsync(test)).State));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_coupon_s_window_ends_it(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, 1, CouponItem() with { EndsAt = "2026-11-02T09:00Z" });
        Assert.Single(await test.ReadAsync(session => CouponStore.ActiveAsync(session, Monday, "shop")));
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await new DealExpiry(test.Book, test.Time).RunAsync(Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_person_s_deal_goes_through_the_same_reader(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var (deal, _) = await Desk(test).SubmitAsync(Item(), Terms(), Token);
        Assert.Equal(Yuan(80), deal!.Price);
        var (none, refused) = await Desk(test).SubmitAsync(Item("2") with { Price = "?" }, Terms(), Token);
        Assert.Equal((null, Refusal.BrokenPrice), (none, refused!.Reason));
        Assert.Equal(DealAct.WrongState, await Desk(test).ApproveAsync(deal.Id, Token));
        Assert.Equal(DealAct.NotFound, await Desk(test).ApproveAsync(12345, Token));
    }

    [Fact]
    public async Task Twenty_thousand_unchanged_rows_go_in_within_seconds()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        FeedItem[][] batches = [.. Enumerable.Range(0, 20_000).Select(number => Item($"{number}") with { Row = number }).Chunk(5_000)];
        foreach (var batch in batches)
        {
            await TakeAsync(test, 1, batch);
        }
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            Assert.Equal(5_000, (await TakeAsync(test, 2, batch)).Unchanged);
        }
        TestContext.Current.SendDiagnosticMessage("20,000 unchanged rows: {0} ms", watch.ElapsedMilliseconds);
        // About a second when the machine is free; the bound leaves room for a busy one.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static DealIntake Intake(TestBook test) => new(test.Book, test.Time);

    private static DealDesk Desk(TestBook test) => new(test.Book, Intake(test), test.Time);

    private static Task<IntakeCounts> TakeAsync(TestBook test, long generation, params FeedItem[] items) => Intake(test).TakeAsync(Terms(), items, generation, Token);

    private static async Task<Deal> DealAsync(TestBook test, string identity = "shop:1") =>
        (await test.ReadAsync(session => DealStore.FindByIdentityAsync(session, identity)))!;

    private static Task<IReadOnlyList<PricePoint>> HistoryAsync(TestBook test, long dealId) => test.ReadAsync(session => PriceHistory.ForAsync(session, dealId));
}
