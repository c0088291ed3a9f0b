using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Ranking;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>Posted daily digests as a log: what was sent, what else could have been, how likely each choice was, and what came of it.</summary>
public sealed class StoredSlates(Database book, IPickOutcomes outcomes)
{
    /// <summary>The digests built in [from, until), oldest first; of each at most 200 deals that were passed over.</summary>
    public async IAsyncEnumerable<LoggedSlate> ReadAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var came = (await outcomes.SinceAsync(from, cancellationToken)).ToLookup(outcome => outcome.DigestId);
        foreach (var digest in await book.ReadAsync(session => DigestStore.WithPicksSinceAsync(session, from), cancellationToken))
        {
            if (digest.Kind != DigestKind.Daily || digest.BuiltAt >= until || !came.Contains(digest.Id))
            {
                continue;
            }
            var (picks, passes) = await book.ReadAsync(
                async session => (await DigestStore.PicksAsync(session, digest.Id), await DigestStore.PassesAsync(session, digest.Id)), cancellationToken);
            yield return Slate(digest, picks, passes, came[digest.Id].ToDictionary(outcome => outcome.DealId));
        }
    }

    private static LoggedSlate Slate(DigestRow digest, IReadOnlyList<PickRow> picks, IReadOnlyList<PassRow> passes, Dictionary<long, PickOutcome> came)
    {
        var currency = came.Values.SelectMany(outcome => outcome.CommissionMinor).OrderByDescending(commission => commission.Value).Select(commission => commission.Key).FirstOrDefault();
        return new LoggedSlate(
            $"digest:{digest.Id}",
            digest.BuiltAt,
            $"group:{digest.GroupId}",
            [
                .. picks.Select(pick => Candidate(pick.DealId, pick.Score, pick.ExpectedPpm)),
                .. passes.Where(pass => pass.Rule is PassRule.BelowTheBest or PassRule.MerchantFull or PassRule.CategoryFull or PassRule.SameProduct)
                    .Select(pass => Candidate(pass.DealId, pass.Score ?? 0, pass.ExpectedPpm)),
            ],
            [
                .. picks.Index().Where(pick => pick.Item.PropensityPpm is > 0 && came.ContainsKey(pick.Item.DealId)).Select(pick => new LoggedPick(
                    pick.Index, pick.Item.Position, pick.Item.PropensityPpm!.Value / 1_000_000.0, came[pick.Item.DealId].Clicks)
                {
                    Orders = came[pick.Item.DealId].Orders,
                    CommissionMinor = currency is null ? 0 : came[pick.Item.DealId].CommissionMinor.GetValueOrDefault(currency),
                }),
            ])
        {
            Arm = JsonSerializer.Deserialize<GroupWishes>(digest.Settings)?.Arm,
            Currency = currency,
        };
    }

    /// <summary>What was expected is a chance for one who sees it, not clicks of the slot: it goes by a name of its own.</summary>
    internal static LoggedCandidate Candidate(long deal, int score, long? expectedPpm) => new(
        string.Create(CultureInfo.InvariantCulture, $"deal:{deal}"),
        expectedPpm is { } ppm ? [new("score", score), new("open", ppm / 1_000_000.0)] : [new("score", score)]);
}
