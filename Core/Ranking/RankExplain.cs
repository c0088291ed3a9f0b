using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Members;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>Why a deal was or was not chosen for a group at one time.</summary>
/// <param name="Slot">The digest's slot, or <c>now</c>.</param>
/// <param name="Position">Its place when it was chosen.</param>
/// <param name="Rule">What stopped it when it was not.</param>
public sealed record Explanation(
    string Slot, long? DigestId, DateTimeOffset At, int? Position, PassRule? Rule, string Detail, int? Score, IReadOnlyList<ScorePart> Parts)
{
    public bool IsPicked => Position is not null;
}

/// <summary>Answers "why was this deal (not) posted in my group?", for now and for the digests that were.</summary>
public sealed class RankExplain(Database book, TasteDesk tastes, ExpectedCommission commission, IOptions<RankingOptions> options, TimeProvider time)
{
    private const int DigestsLookedAt = 10;
    private readonly RankingOptions _options = options.Value;

    /// <summary>Now first, then the group's last digests, newest first. Null when group or deal is unknown.</summary>
    public Task<IReadOnlyList<Explanation>?> ForAsync(long groupId, long dealId, CancellationToken cancellationToken) =>
        book.ReadAsync<IReadOnlyList<Explanation>?>(
            async session =>
            {
                if (await GroupStore.FindAsync(session, groupId) is not { } group || await DealStore.FindAsync(session, dealId) is not { } deal)
                {
                    return null;
                }
                List<Explanation> explanations = [await NowAsync(session, group, deal)];
                foreach (var digest in await DigestStore.LastAsync(session, groupId, DigestsLookedAt))
                {
                    explanations.Add(await ThenAsync(session, digest, deal));
                }
                return explanations;
            },
            cancellationToken);

    private async Task<Explanation> NowAsync(Session session, Group group, Deal deal)
    {
        var now = time.GetUtcNow();
        var all = await Candidates.LoadAsync(session, commission, now, _options.ToRule());
        if (all.FirstOrDefault(candidate => candidate.Deal.Id == deal.Id) is not { } own)
        {
            return new Explanation("now", null, now, null, PassRule.NotActive, deal.StateReason ?? deal.State.ToString(), null, []);
        }
        var shown = await ShownProducts.LoadAsync(session, group.Id, all.Select(one => one.Deal.Id), now.AddDays(-_options.NotAgainForDays));
        var (taste, week) = await tastes.OfAsync(session, group, DigestSlots.Today(group, now), now);
        var draft = DigestBuilder.Build(all, GroupWishes.Of(group), shown, _options, now, tastes.ArmOf(group) == TasteDesk.ByScore ? null : taste, week);
        if (draft.Picks.Index().FirstOrDefault(pick => pick.Item.Deal.Id == deal.Id) is { Item: not null } picked)
        {
            return new Explanation("now", null, now, picked.Index + 1, null, "", picked.Item.Score.Total, picked.Item.Score.Parts);
        }
        var pass = draft.Passes.First(candidate => candidate.Candidate.Deal.Id == deal.Id);
        return new Explanation("now", null, now, null, pass.Rule, pass.Detail, own.Score.Total, own.Score.Parts);
    }

    private async Task<Explanation> ThenAsync(Session session, DigestRow digest, Deal deal)
    {
        if ((await DigestStore.PicksAsync(session, digest.Id)).FirstOrDefault(pick => pick.DealId == deal.Id) is { } picked)
        {
            var parts = JsonSerializer.Deserialize<List<ScorePart>>(picked.Parts) ?? [];
            return new Explanation(digest.Slot, digest.Id, digest.BuiltAt, picked.Position, null, "", picked.Score, parts);
        }
        if (await DigestStore.FindPassAsync(session, digest.Id, deal.Id) is { } pass)
        {
            return new Explanation(digest.Slot, digest.Id, digest.BuiltAt, null, pass.Rule, pass.Detail, pass.Score, []);
        }
        return digest.Kind == DigestKind.Push
            ? new Explanation(digest.Slot, digest.Id, digest.BuiltAt, null, PassRule.BelowTheBest, "a person chose the deals of this post", null, [])
            : await WorkOutAsync(session, digest, deal);
    }

    /// <summary>The same rules on the deal as it was then: its price from the history, the group's wishes from the digest.</summary>
    private async Task<Explanation> WorkOutAsync(Session session, DigestRow digest, Deal deal)
    {
        var at = digest.BuiltAt;
        if (deal.State is not DealState.Active && deal.ChangedAt <= at)
        {
            return Not(PassRule.NotActive, deal.StateReason ?? deal.State.ToString(), null);
        }
        if (deal.FirstSeenAt > at || await Candidates.ThenAsync(session, deal, commission, at, _options.ToRule()) is not { } candidate)
        {
            return Not(PassRule.NotThereYet, $"first seen {deal.FirstSeenAt:u}", null);
        }
        var shown = await ShownProducts.LoadAsync(session, digest.GroupId, [deal.Id], at.AddDays(-_options.NotAgainForDays), at);
        var wishes = JsonSerializer.Deserialize<GroupWishes>(digest.Settings)!;
        var (rule, detail) = DigestBuilder.Stops(candidate, wishes, shown.GetValueOrDefault(deal.Id), _options, at)
            ?? (PassRule.BelowTheBest, $"score {candidate.Score.Total}, not among the best of {digest.Considered}");
        return Not(rule, detail, candidate);

        Explanation Not(PassRule why, string words, Candidate? own) =>
            new(digest.Slot, digest.Id, at, null, why, words, own?.Score.Total, own?.Score.Parts ?? []);
    }
}
