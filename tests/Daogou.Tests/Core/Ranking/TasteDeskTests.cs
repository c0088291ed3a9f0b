using System.Text.Json;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

/// <summary>Digests are posted, clicked and learnt from, on both engines.</summary>
public sealed class TasteDeskTests
{
    private const long Gadgets = 7;
    private const long Kitchen = 8;

    /// <summary>Nine in the morning in Shanghai.</summary>
    private static readonly DateTimeOffset Hour = new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_group_is_shown_more_of_what_it_clicked_and_told_why_and_a_restart_forgets_nothing(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6, People = 212 });
        await SaveAsync(test, Group(Kitchen) with { MaxItems = 6 });
        for (var day = 0; day < 9; day++)
        {
            await DayAsync(test, day);
        }
        await Tastes.Of(test).RebuildAsync(Token);
        test.Clock.SetUtcNow(Hour.AddDays(9));
        await AddDealsAsync(test, 9);
        var gadgets = (await Desk(test).PreviewAsync(Gadgets, Token))!;
        var kitchen = (await Desk(test).PreviewAsync(Kitchen, Token))!;
        Assert.Equal(["phones", "phones"], gadgets.Picks.Take(2).Select(pick => pick.Deal.Category));
        Assert.Equal(["pans", "pans"], kitchen.Picks.Take(2).Select(pick => pick.Deal.Category));
        var interest = Assert.Single(gadgets.Picks[0].Score.Parts, part => part.Kind == ScorePartKind.Interest);
        Assert.Matches("^about [0-9]+ of 212 members are expected to open it$", interest.En);
        Assert.Matches("^预计212位群友中约[0-9]+位会点开$", interest.Zh);
        Assert.Equal([1, 1, 1, 1, 1], gadgets.Picks.Take(5).Select(pick => pick.Chosen!.Propensity));
        Assert.True(gadgets.Picks[5].Chosen is { IsTrial: true, Propensity: > 0 });
        Assert.Contains(gadgets.Passes, pass => pass is { Rule: PassRule.BelowTheBest or PassRule.CategoryFull or PassRule.MerchantFull, Candidate.Expected: > 0 });

        // The same slot draws the same, and what was built says how it was chosen.
        Assert.Equal(gadgets.Picks.Select(pick => pick.Deal.Id), (await Desk(test).PreviewAsync(Gadgets, Token))!.Picks.Select(pick => pick.Deal.Id));
        var digest = (await Desk(test).BuildDueAsync(Gadgets, Token))!;
        var rows = await test.ReadAsync(session => DigestStore.PicksAsync(session, digest.Id));
        Assert.Equal(gadgets.Picks.Select(pick => (pick.Deal.Id, (long?)Math.Round(pick.Chosen!.Propensity!.Value * 1_000_000))), rows.Select(row => (row.DealId, row.PropensityPpm)));
        Assert.All(rows, row => Assert.InRange(row.ExpectedPpm!.Value, 1, 999_999));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_learnt_can_be_thrown_away_and_learnt_again_from_what_is_stored(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6 });
        await SaveAsync(test, Group(Kitchen) with { MaxItems = 6 });
        for (var day = 0; day < 4; day++)
        {
            await DayAsync(test, day);
        }
        var first = await Tastes.Of(test).RebuildAsync(Token);
        Assert.InRange(first.Shown, GroupTaste.LeastShown, 48);
        await test.WriteAsync(session => session.ExecuteAsync("DELETE FROM learnt_tastes"));
        Assert.Equal(0, (await test.ReadAsync(session => Tastes.Of(test).CurrentAsync(session))).Shown);
        var again = await Tastes.Of(test).RebuildAsync(Token);
        Assert.Equal(first.Clicks.Effects, again.Clicks.Effects);
        var read = await test.ReadAsync(session => Tastes.Of(test).CurrentAsync(session));
        Assert.Equal(first.Clicks.Effects.OrderBy(effect => effect.Key), read.Clicks.Effects.OrderBy(effect => effect.Key));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_week_holds_no_more_than_it_may_and_what_is_weak_is_not_posted_at_all(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6, WeekItems = 8 });
        await SaveAsync(test, Group(Kitchen) with { MaxItems = 6, LeastScore = 99 });
        var built = new List<int>();
        for (var day = 0; day < 8; day++)
        {
            test.Clock.SetUtcNow(Hour.AddDays(day));
            await AddDealsAsync(test, day);
            built.Add((await Desk(test).BuildDueAsync(Gadgets, Token))?.Picks.Count ?? 0);
            Assert.Null(await Desk(test).BuildDueAsync(Kitchen, Token));
        }
        Assert.Equal([6, 2, 0, 0, 0, 0, 0, 6], built);
        var weak = await test.ReadAsync(session => DigestStore.LastAsync(session, Kitchen, 1));
        Assert.Contains(nameof(PassRule.TooWeak), weak[0].PassedOver, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Where_revenue_weighs_what_earns_more_comes_first(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6 });
        await SaveAsync(test, Group(Kitchen) with { MaxItems = 6 });
        for (var day = 0; day < 5; day++)
        {
            await DayAsync(test, day);
        }
        await Tastes.Of(test).RebuildAsync(Token);
        test.Clock.SetUtcNow(Hour.AddDays(5));
        await AddDealsAsync(test, 5);
        Assert.Equal("phones", (await Desk(test).PreviewAsync(Gadgets, Token))!.Picks[0].Deal.Category);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6, RevenueBp = 10_000 });
        var earns = (await Desk(test, deal => deal.Merchant == "shop2" ? 5_000 : 1).PreviewAsync(Gadgets, Token))!;
        Assert.Equal(("phones", "shop2"), (earns.Picks[0].Deal.Category, earns.Picks[0].Deal.Merchant));
        Assert.Equal("shop2", earns.Picks[1].Deal.Merchant);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_posted_is_a_log_and_the_slots_left_to_chance_are_what_others_are_judged_by(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await SaveAsync(test, Group(Gadgets) with { MaxItems = 6 });
        await SaveAsync(test, Group(Kitchen) with { MaxItems = 6 });
        for (var day = 0; day < 8; day++)
        {
            await DayAsync(test, day);
            await Tastes.Of(test).RebuildAsync(Token);
        }
        var outcomes = new PickOutcomes(test.Book, new ClickBook(test.Clicks), test.Time);
        var all = await AllAsync(new StoredSlates(test.Book, outcomes).ReadAsync(Hour.AddDays(-1), Hour.AddDays(30), Token));
        Assert.Equal(16, all.Count);
        Assert.All(all, slate => Assert.Equal(6, slate.Shown.Count));
        Assert.Equal([14d, 14d], all.Single(slate => slate.Group == "group:7" && slate.At == Hour.AddDays(7)).Shown.Take(2).Select(pick => pick.Clicks));
        var trials = await AllAsync(new TrialSlots(test.Book, outcomes).ReadAsync(Hour.AddDays(-1), Hour.AddDays(30), Token));
        Assert.NotEmpty(trials);
        Assert.All(trials, trial => Assert.InRange(Assert.Single(trial.Shown).Propensity, 1e-6, 0.999_999));
        Assert.All(trials, trial => Assert.True(trial.Candidates.Count > 1));
        Assert.Empty(await AllAsync(new StoredSlates(test.Book, outcomes).ReadAsync(Hour.AddDays(30), Hour.AddDays(40), Token)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_experiment_deals_groups_out_over_its_arms_and_keeps_which_they_were_in(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var options = new RankingOptions { Experiment = "first" };
        var desk = new DigestDesk(test.Book, Tastes.Of(test, options), _ => 0, Options.Create(options), test.Time);
        test.Clock.SetUtcNow(Hour);
        await AddDealsAsync(test, 0);
        var arms = new List<string>();
        for (var group = 1; group <= 20; group++)
        {
            await SaveAsync(test, Group(group) with { MaxItems = 3 });
            var digest = (await desk.BuildDueAsync(group, Token))!;
            var row = (await test.ReadAsync(session => DigestStore.FindAsync(session, digest.Id)))!;
            arms.Add(JsonSerializer.Deserialize<GroupWishes>(row.Settings)!.Arm!);
        }
        Assert.Equal(["score", "taste"], arms.Distinct().Order());
        Assert.InRange(arms.Count(arm => arm == "taste"), 4, 16);
    }

    private static async Task<List<LoggedSlate>> AllAsync(IAsyncEnumerable<LoggedSlate> slates)
    {
        var all = new List<LoggedSlate>();
        await foreach (var slate in slates)
        {
            all.Add(slate);
        }
        return all;
    }

    private static DigestDesk Desk(TestBook test, ExpectedCommission? commission = null) =>
        new(test.Book, Tastes.Of(test), commission ?? (_ => 0), Options.Create(new RankingOptions()), test.Time);

    /// <summary>New deals, a digest for each group, and what its people click: gadgets phones, kitchen pans.</summary>
    private static async Task DayAsync(TestBook test, int day)
    {
        test.Clock.SetUtcNow(Hour.AddDays(day));
        await AddDealsAsync(test, day);
        foreach (var (group, liked) in new[] { (Gadgets, "phones"), (Kitchen, "pans") })
        {
            var digest = (await Desk(test).BuildDueAsync(group, Token))!;
            await using var journal = Journal(test);
            await journal.StartAsync(Token);
            foreach (var pick in digest.Picks)
            {
                var code = LinkCodes.New();
                await test.WriteAsync(session => LinkStore.AddAsync(session, new TrackedLink
                {
                    Code = code, DealId = pick.Deal.Id, MemberId = 0, PlaceKind = PlaceKind.Digest, PlaceId = digest.Id, GroupId = group,
                    Network = "demo", Destination = "https://go.demo.example/click?ref={clickref}", CreatedAt = test.Time.GetUtcNow(),
                }));
                for (var click = 0; click < (pick.Deal.Category == liked ? 14 : 1); click++)
                {
                    await journal.AppendAsync(Hit(code, ClickVerdict.Human) with { At = test.Time.GetUtcNow() });
                    await journal.AppendAsync(Hit(code, ClickVerdict.Bot) with { At = test.Time.GetUtcNow() });
                }
            }
        }
        test.Clock.Advance(TimeSpan.FromHours(12));
    }

    private static Task<bool> AddDealsAsync(TestBook test, int day) => test.WriteAsync(async session =>
    {
        foreach (var (at, category) in new[] { "phones", "pans", "books", "toys" }.SelectMany(category => Enumerable.Repeat(category, 4)).Index())
        {
            var id = ((day + 1) * 100) + at;
            var deal = Deal(id) with { Title = $"{category} {id}", Category = category, Merchant = "shop" + (at % 4), ChangedAt = test.Time.GetUtcNow(), FirstSeenAt = test.Time.GetUtcNow() };
            await DealStore.SaveAsync(session, deal);
            await PriceHistory.AddAsync(session, Point(test.Time.GetUtcNow().AddDays(-40), 10_000, null, id));
            await PriceHistory.AddAsync(session, Point(test.Time.GetUtcNow(), deal.PriceMinor!.Value, null, id));
        }
        return true;
    });

    private static Task<bool> SaveAsync(TestBook test, Group group) => test.WriteAsync(async session =>
    {
        await GroupStore.SaveAsync(session, group with { ExternalId = "chat" + group.Id });
        return true;
    });
}
