using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Members;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Core.Ranking.Learning;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>
/// What was learnt of members' clicks and orders: kept in the book, learnt again now and then from what is stored (posted picks, their clicks and
/// orders), and so lost by nothing.
/// </summary>
public sealed class TasteDesk(Database book, IPickOutcomes outcomes, IOptions<RankingOptions> options, TimeProvider time)
{
    /// <summary>Half of a pick's clicks have come after so long, half of a click's orders after as many days.</summary>
    private static readonly TimeSpan ClicksHalf = TimeSpan.FromHours(4);
    private static readonly TimeSpan OrdersHalf = TimeSpan.FromDays(1);
    private static readonly TimeSpan TooFresh = TimeSpan.FromMinutes(30);

    /// <summary>How far back changes of taste are followed day by day.</summary>
    private const int DaysFollowed = 8;

    /// <summary>So many half-lives back is worth reading.</summary>
    private const int HalfLives = 5;

    /// <summary>Where a chat's people are not known: so many times the most that ever clicked, and no fewer than these.</summary>
    private const int PeopleForAClick = 4;
    private const int LeastPeople = 50;

    /// <summary>The arm that is ranked by the score alone.</summary>
    public const string ByScore = "score";
    private readonly RankingOptions _options = options.Value;
    private volatile Learnt _known = Learnt.Nothing;

    /// <summary>As last learnt, by this or another process.</summary>
    public async Task<Learnt> CurrentAsync(Session session)
    {
        var at = await TasteStore.LearntAtAsync(session);
        if (at is not null && at != _known.At && await TasteStore.BodyAsync(session) is { } body)
        {
            _known = JsonSerializer.Deserialize<Learnt>(body) ?? Learnt.Nothing;
        }
        return at is null ? Learnt.Nothing : _known;
    }

    /// <summary>What is known of one group when its digest is built.</summary>
    /// <param name="seedOf">The digest's slot, so that the same slot draws the same.</param>
    public async Task<(GroupTaste Taste, int ShownThisWeek)> OfAsync(Session session, Group group, string seedOf, DateTimeOffset now)
    {
        var (times, week) = await DigestStore.TimesShownAsync(session, group.Id, now.AddDays(-90), now);
        var taste = new GroupTaste(await CurrentAsync(session), Name(group.Id), times, Seed(group.Id, seedOf))
        {
            Revenue = new Rate(group.RevenueBp), People = group.People,
        };
        return (taste, week);
    }

    /// <summary>The arm of the running experiment that a group is in; null when none runs.</summary>
    public string? ArmOf(Group group) =>
        _options.Experiment.Length == 0 ? null : Experiment.Of(_options.Experiment, "", _options.ExperimentArms).Assign($"group:{group.Id}").Arm;

    /// <summary>Learns everything again from what is stored, and keeps it.</summary>
    public async Task<Learnt> RebuildAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now.AddDays(-_options.TasteHalfLifeDays * HalfLives);
        var (picks, people) = await book.ReadAsync(
            async session => (await DigestStore.WithFactsAsync(session, since), (await GroupStore.ListAsync(session)).ToDictionary(group => group.Id, group => group.People)),
            cancellationToken);
        var came = (await outcomes.SinceAsync(since, cancellationToken)).ToDictionary(outcome => (outcome.DigestId, outcome.DealId));
        var learnt = Learn(picks, came, people, now);
        await book.WriteAsync(session => TasteStore.SaveAsync(session, now, learnt.Shown, JsonSerializer.Serialize(learnt)), cancellationToken);
        return learnt;
    }

    /// <summary>Whether it is time to learn again.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        await book.ReadAsync(TasteStore.LearntAtAsync, cancellationToken) is not { } at || time.GetUtcNow() - at >= TimeSpan.FromMinutes(_options.LearnEveryMinutes);

    private Learnt Learn(
        IReadOnlyList<LearntFrom> picks, Dictionary<(long, long), PickOutcome> came, Dictionary<long, int?> people, DateTimeOffset now)
    {
        var most = picks.GroupBy(pick => pick.GroupId).ToDictionary(group => group.Key, group => group.Max(pick => came.GetValueOrDefault((pick.DigestId, pick.DealId))?.Clicks ?? 0));
        var model = new ClickModel(TimeSpan.FromDays(_options.TasteHalfLifeDays), Learnt.Nothing.PriceUnit);
        DateTimeOffset? fitted = null;
        foreach (var pick in picks)
        {
            var age = now - pick.BuiltAt;
            if (age < TooFresh || !came.TryGetValue((pick.DigestId, pick.DealId), out var outcome) || JsonSerializer.Deserialize<PickFacts>(pick.Facts) is not { } facts)
            {
                continue;
            }
            if (age < TimeSpan.FromDays(DaysFollowed) && (fitted is null || pick.BuiltAt - fitted >= TimeSpan.FromDays(1)))
            {
                model.Fit(pick.BuiltAt);
                fitted = pick.BuiltAt;
            }
            var audience = people.GetValueOrDefault(pick.GroupId) ?? Math.Max(LeastPeople, PeopleForAClick * most[pick.GroupId]);
            var showing = new Showing(Name(pick.GroupId), pick.BuiltAt, pick.Position - 1, facts.TimesShown, facts.OfCategory);
            model.Learn(facts.Offer, showing, new Outcome(audience * Share(age, ClicksHalf), outcome.Clicks, outcome.Clicks * Share(age, OrdersHalf), outcome.Orders));
        }
        return model.Fit(now);
    }

    /// <summary>How much of what comes has come by now.</summary>
    private static double Share(TimeSpan age, TimeSpan half) => 1 - Math.Pow(2, -(age / half));

    private static string Name(long groupId) => groupId.ToString(CultureInfo.InvariantCulture);

    private static ulong Seed(long groupId, string slot)
    {
        // FNV-1a, so that a digest can be drawn again anywhere.
        var hash = 14695981039346656037UL;
        foreach (var letter in $"{groupId}:{slot}")
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }
        return hash;
    }
}
