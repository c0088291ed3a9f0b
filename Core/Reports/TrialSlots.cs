using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Ranking;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>
/// The slots of stored digests that were left to chance (about one in six), each as a slate of its own with what else could have stood there: the only
/// ones from which it can be told what another policy would have got.
/// </summary>
public sealed class TrialSlots(Database book, IPickOutcomes outcomes) : ISlateLog
{
    public async IAsyncEnumerable<LoggedSlate> ReadAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var came = (await outcomes.SinceAsync(from, cancellationToken)).ToDictionary(outcome => (outcome.DigestId, outcome.DealId));
        var trials = await book.ReadAsync(
            session => session.QueryAsync<Trial>(
                """
                SELECT pick.digest_id, pick.position, pick.deal_id, pick.score, pick.propensity_ppm, pick.expected_ppm, digest.group_id, digest.built_at
                FROM digests digest JOIN digest_picks pick ON pick.digest_id = digest.id
                WHERE digest.built_at >= @From AND digest.built_at < @Until AND pick.propensity_ppm < 1000000 ORDER BY digest.id, pick.position
                """,
                new { From = from, Until = until }),
            cancellationToken);
        foreach (var trial in trials)
        {
            if (came.TryGetValue((trial.DigestId, trial.DealId), out var outcome))
            {
                var others = await book.ReadAsync(session => DigestStore.PassesAsync(session, trial.DigestId), cancellationToken);
                yield return Slate(trial, others, outcome);
            }
        }
    }

    private static LoggedSlate Slate(Trial trial, IReadOnlyList<PassRow> others, PickOutcome outcome) => new(
        $"digest:{trial.DigestId}:{trial.Position}",
        trial.BuiltAt,
        trial.GroupId.ToString(CultureInfo.InvariantCulture),
        [
            StoredSlates.Candidate(trial.DealId, trial.Score, trial.ExpectedPpm),
            .. others.Where(pass => pass is { Rule: PassRule.BelowTheBest, ExpectedPpm: not null }).Select(pass => StoredSlates.Candidate(pass.DealId, pass.Score ?? 0, pass.ExpectedPpm)),
        ],
        [new LoggedPick(0, trial.Position - 1, trial.PropensityPpm / 1_000_000.0, outcome.Clicks) { Orders = outcome.Orders }]);

    private sealed record Trial
    {
        public required long DigestId { get; init; }

        public required int Position { get; init; }

        public required long DealId { get; init; }

        public required int Score { get; init; }

        public required long PropensityPpm { get; init; }

        public long? ExpectedPpm { get; init; }

        public required long GroupId { get; init; }

        public required DateTimeOffset BuiltAt { get; init; }
    }
}
