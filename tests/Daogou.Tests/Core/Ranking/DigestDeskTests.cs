using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

public sealed class DigestDeskTests
{
    private const long GroupId = 7;

    // Nine in the morning in Shanghai.
    private static readonly DateTimeOffset Hour = new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_digest_is_built_at_its_hour_once_for_ever_and_kept_with_why(string engine)
    {
        await using var test = await OpenAsync(engine, Deal(1), Deal(2) with { PriceMinor = 10_000, ListPriceMinor = null }, Deal(3) with { Title = "fake kettle" });
        var desk = Desk(test);
        Assert.Empty(await desk.DueGroupsAsync(Token));
        Assert.Null(await desk.BuildDueAsync(GroupId, Token));
        test.Clock.SetUtcNow(Hour);
        Assert.Equal([GroupId], await desk.DueGroupsAsync(Token));
        var digest = (await desk.BuildDueAsync(GroupId, Token))!;
        Assert.Equal(("2026-11-03", DigestKind.Daily, 1L), (digest.Slot, digest.Kind, Assert.Single(digest.Picks).Deal.Id));
        Assert.Empty(await desk.DueGroupsAsync(Token));
        Assert.Null(await desk.BuildDueAsync(GroupId, Token));
        var row = (await test.ReadAsync(session => DigestStore.FindAsync(session, digest.Id)))!;
        Assert.Equal((3, """{"ExcludedWord":1,"NotADeal":1}"""), (row.Considered, row.PassedOver));
        Assert.Equal(["fake"], JsonSerializer.Deserialize<GroupWishes>(row.Settings)!.ExcludedWords);
        Assert.Equal([(2L, PassRule.NotADeal), (3L, PassRule.ExcludedWord)], (await test.ReadAsync(session => DigestStore.PassesAsync(session, digest.Id))).Select(pass => (pass.DealId, pass.Rule)).Order());
        var loaded = (await desk.LoadAsync(digest.Id, Token))!;
        Assert.Equal(digest.Picks[0].Score.Parts, loaded.Picks[0].Score.Parts);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_who_build_the_same_slot_at_once_make_one_digest(string engine)
    {
        await using var test = await OpenAsync(engine, Deal());
        test.Clock.SetUtcNow(Hour);
        var built = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Desk(test).BuildDueAsync(GroupId, Token)));
        Assert.Single(built, digest => digest is not null);
        Assert.Single(await test.ReadAsync(session => DigestStore.LastAsync(session, GroupId, 10)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_shown_does_not_come_again_until_it_is_much_cheaper(string engine)
    {
        await using var test = await OpenAsync(engine, Deal());
        test.Clock.SetUtcNow(Hour);
        Assert.NotNull(await Desk(test).BuildDueAsync(GroupId, Token));
        test.Clock.SetUtcNow(Hour.AddDays(1));
        Assert.Null(await Desk(test).BuildDueAsync(GroupId, Token));
        await PriceAsync(test, Deal(), 7_000);
        test.Clock.SetUtcNow(Hour.AddDays(2));
        Assert.Equal(7_000, (await Desk(test).BuildDueAsync(GroupId, Token))!.Picks[0].Deal.PriceMinor);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reduction_that_deepens_step_by_step_is_reckoned_from_its_first_step_where_the_setting_says_so(string engine)
    {
        await using var test = await OpenAsync(engine, Deal() with { ListPriceMinor = null });
        test.Clock.SetUtcNow(Hour.AddDays(1));
        await PriceAsync(test, Deal() with { ListPriceMinor = null }, 7_600);
        test.Clock.SetUtcNow(Hour.AddDays(2));
        Task<Candidate?> OneAsync(bool stepwise) =>
            new RankedDeals(test.Book, _ => 0, test.Time, Options.Create(new RankingOptions { StepwiseReductions = stepwise })).OneAsync(1, Token);
        Assert.Equal((8_000L, 500), ((await OneAsync(false))!.Verdict.Low30BeforeMinor, (await OneAsync(false))!.Verdict.TrueDiscount.BasisPoints));
        Assert.Equal((10_000L, 2_400), ((await OneAsync(true))!.Verdict.Low30BeforeMinor, (await OneAsync(true))!.Verdict.TrueDiscount.BasisPoints));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_missed_hour_is_caught_up_within_four_hours_and_then_left_for_the_next_day(string engine)
    {
        await using var test = await OpenAsync(engine, Deal());
        test.Clock.SetUtcNow(Hour.AddHours(5));
        Assert.Null(await Desk(test).BuildDueAsync(GroupId, Token));
        test.Clock.SetUtcNow(Hour.AddDays(1).AddHours(3));
        Assert.Equal("2026-11-04", (await Desk(test).BuildDueAsync(GroupId, Token))!.Slot);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_preview_keeps_nothing(string engine)
    {
        await using var test = await OpenAsync(engine, Deal());
        Assert.Equal([1L], (await Desk(test).PreviewAsync(GroupId, Token))!.Picks.Select(pick => pick.Deal.Id));
        Assert.Empty(await test.ReadAsync(session => DigestStore.LastAsync(session, GroupId, 10)));
        Assert.Null(await Desk(test).PreviewAsync(99, Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Deals_that_a_person_pushes_are_kept_once_for_each_key(string engine)
    {
        await using var test = await OpenAsync(engine, Deal(1), Deal(2) with { State = DealState.Removed });
        var first = (await Desk(test).PushAsync(GroupId, [2, 1, 1, 99], "k1", Token))!;
        Assert.Equal((DigestKind.Push, "push-k1", 1L), (first.Kind, first.Slot, Assert.Single(first.Picks).Deal.Id));
        Assert.Equal(first.Id, (await Desk(test).PushAsync(GroupId, [1], "k1", Token))!.Id);
        Assert.NotEqual(first.Id, (await Desk(test).PushAsync(GroupId, [1], "k2", Token))!.Id);
        Assert.Null(await Desk(test).PushAsync(GroupId, [2], "k3", Token));
        Assert.Null(await Desk(test).PushAsync(99, [1], "k4", Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Why_a_deal_was_or_was_not_posted_is_told_for_now_and_for_the_digests_that_were(string engine)
    {
        await using var test = await OpenAsync(engine, Deal(1), Deal(2) with { Title = "fake kettle" });
        test.Clock.SetUtcNow(Hour);
        var digest = (await Desk(test).BuildDueAsync(GroupId, Token))!;
        var explain = Explain(test);
        var picked = (await explain.ForAsync(GroupId, 1, Token))!;
        Assert.Equal([("now", PassRule.ShownLately), ("2026-11-03", null)], picked.Select(one => (one.Slot, one.Rule)));
        Assert.Equal((1, digest.Picks[0].Score.Total, digest.Id), (picked[1].Position, picked[1].Score, picked[1].DigestId));
        Assert.Equal(digest.Picks[0].Score.Parts, picked[1].Parts);
        var passed = (await explain.ForAsync(GroupId, 2, Token))!;
        Assert.Equal([(PassRule.ExcludedWord, "fake"), (PassRule.ExcludedWord, "fake")], passed.Select(one => (one.Rule!.Value, one.Detail)));
        Assert.Null(await explain.ForAsync(GroupId, 99, Token));
        Assert.Null(await explain.ForAsync(99, 1, Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_past_digest_is_explained_with_the_price_and_the_wishes_of_its_time(string engine)
    {
        // More than the digest keeps by name, all better than the last one, which cost ¥95 then and costs ¥20 now.
        Deal[] many = [.. Enumerable.Range(1, 210).Select(id => Deal(id) with { PriceMinor = 5_000, ListPriceMinor = null })];
        var last = Deal(900) with { PriceMinor = 9_500, ListPriceMinor = null };
        await using var test = await OpenAsync(engine, [.. many, last]);
        test.Clock.SetUtcNow(Hour);
        var digest = (await Desk(test).BuildDueAsync(GroupId, Token))!;
        Assert.Null(await test.ReadAsync(session => DigestStore.FindPassAsync(session, digest.Id, last.Id)));
        await PriceAsync(test, last, 2_000);
        await SaveAsync(test, Group(GroupId) with { MinDiscountBp = 9_000 });
        await AddAsync(test, Deal(901) with { FirstSeenAt = Hour.AddHours(1) }, Hour.AddHours(1));
        test.Clock.SetUtcNow(Hour.AddHours(2));
        var told = (await Explain(test).ForAsync(GroupId, last.Id, Token))!;
        Assert.Equal([PassRule.TooLittleOff, PassRule.BelowTheBest], told.Select(one => one.Rule!.Value));
        Assert.Contains(told[1].Parts, part => part.En == "lowest ever seen, 5% below its 30-day low");
        Assert.Equal(PassRule.NotThereYet, (await Explain(test).ForAsync(GroupId, 901, Token))![1].Rule);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_best_deals_now_are_found_by_words_and_go_on_where_the_last_answer_ended(string engine)
    {
        await using var test = await OpenAsync(engine, Deal(1) with { PriceMinor = 9_000 }, Deal(2) with { PriceMinor = 6_000 }, Deal(3) with { Title = "水壶", PriceMinor = 7_000 }, Deal(4) with { PriceMinor = 10_000, ListPriceMinor = null });
        var ranked = new RankedDeals(test.Book, _ => 0, test.Time);
        await FindsAsync(new DealWish(), 2L, 3L, 1L);
        await FindsAsync(new DealWish { Words = "KETTLE" }, 2L, 1L);
        await FindsAsync(new DealWish { Words = "水壶" }, 3L);
        await FindsAsync(new DealWish { Skip = 2 }, 1L);
        await FindsAsync(new DealWish { OnlyReduced = false }, 2L, 3L, 1L, 4L);

        async Task FindsAsync(DealWish wish, params long[] ids)
        {
            var found = await ranked.ForAsync(wish, 10, Token);
            Assert.Equal(ids, found.Select(candidate => candidate.Deal.Id));
        }
    }

    private static DigestDesk Desk(TestBook test) => new(test.Book, Tastes.Of(test), _ => 0, Options.Create(new RankingOptions()), test.Time);

    private static RankExplain Explain(TestBook test) => new(test.Book, Tastes.Of(test), _ => 0, Options.Create(new RankingOptions()), test.Time);

    /// <summary>A book with one group that excludes <c>fake</c>, and deals that cost ¥100 for a month until Monday.</summary>
    private static async Task<TestBook> OpenAsync(string engine, params Deal[] deals)
    {
        var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(GroupId) with { ExcludedWords = Json("fake") });
        foreach (var deal in deals)
        {
            await AddAsync(test, deal, Monday);
        }
        return test;
    }

    private static Task<bool> SaveAsync(TestBook test, Group group) => test.WriteAsync(async session =>
    {
        await GroupStore.SaveAsync(session, group);
        return true;
    });

    private static Task<bool> AddAsync(TestBook test, Deal deal, DateTimeOffset at) => test.WriteAsync(async session =>
    {
        await DealStore.SaveAsync(session, deal);
        await PriceHistory.AddAsync(session, Point(at.AddDays(-40), 10_000, null, deal.Id));
        await PriceHistory.AddAsync(session, Point(at, deal.PriceMinor!.Value, null, deal.Id));
        return true;
    });

    private static Task<bool> PriceAsync(TestBook test, Deal deal, long priceMinor) => test.WriteAsync(async session =>
    {
        await DealStore.SaveAsync(session, deal with { PriceMinor = priceMinor, ChangedAt = test.Clock.GetUtcNow().AddHours(1) });
        await PriceHistory.AddAsync(session, Point(test.Clock.GetUtcNow().AddHours(1), priceMinor, null, deal.Id));
        return true;
    });
}
