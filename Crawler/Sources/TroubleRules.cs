using System.Globalization;
using System.Net;

namespace Daogou.Crawler.Sources;

/// <summary>When a source is in trouble, and when it is out of it. Pure.</summary>
internal static class TroubleRules
{
    /// <summary>Good polls that tell what is usual.</summary>
    public const int History = 20;

    /// <summary>Fewer rows swing by themselves.</summary>
    private const int FewRows = 5;

    /// <summary>The ladder of <see cref="BackOff"/> needs about an hour for so many.</summary>
    private const int FailuresInARow = 5;

    private const int IntervalsOfSilence = 3;
    private static readonly TimeSpan LeastSilence = TimeSpan.FromHours(1);

    /// <summary>A source that never gave anything has nothing to fall silent from; one that is gone is another matter.</summary>
    /// <param name="failures">Polls in a row that failed, this one among them.</param>
    public static TroubleFinding? OfFailure(Source source, int? status, string? message, long failures, DateTimeOffset now)
    {
        if (status == (int)HttpStatusCode.Gone)
        {
            return new TroubleFinding(TroubleKind.Gone, source.EverySeconds, failures, source.LastSuccessAt, message);
        }
        return source.LastSuccessAt is { } last && failures > 0 && (failures >= FailuresInARow || now - last >= Silence(source.EverySeconds))
            ? new TroubleFinding(TroubleKind.Silent, source.EverySeconds, failures, last, message)
            : null;
    }

    /// <param name="before">Rows of the last good document.</param>
    /// <param name="history">What earlier good polls brought; empty: nothing is usual yet.</param>
    public static TroubleFinding? OfDocument(SourceRun run, long before, IReadOnlyList<RunSize> history)
    {
        if (run.Seen >= FewRows && run.Refused * 2 > run.Seen && Median([.. history.Where(size => size.Seen > 0).Select(size => size.Refused * 100 / size.Seen)]) is { } usually and <= 50)
        {
            return new TroubleFinding(TroubleKind.Refusing, usually, run.Refused * 100 / run.Seen, null, Reasons(run));
        }
        if (run.Outcome == SourceOutcome.HeldBack)
        {
            return new TroubleFinding(TroubleKind.Halved, before, run.GenerationRows ?? 0, null, null);
        }
        return run.Outcome == SourceOutcome.Taken && Median([.. history.Select(size => size.RowsBelieved)]) is { } usual and >= FewRows && run.GenerationRows * 2 < usual
            ? new TroubleFinding(TroubleKind.Halved, usual, run.GenerationRows ?? 0, null, null)
            : null;
    }

    /// <summary>Out of it only with some room to the line that it crossed, so that it does not go in and out with every poll.</summary>
    /// <param name="usualSince">When an operator, or new settings, said that what was usual no longer is.</param>
    public static bool IsStillIn(SourceTrouble open, SourceRun run, DateTimeOffset? usualSince)
    {
        if (open.Kind is TroubleKind.Silent or TroubleKind.Gone)
        {
            return !run.IsGood;
        }
        if (run.Outcome == SourceOutcome.HeldBack || usualSince >= open.OpenedAt)
        {
            return run.Outcome == SourceOutcome.HeldBack;
        }
        return run.Outcome != SourceOutcome.Taken || (open.Kind == TroubleKind.Refusing ? run.Refused * 5 > run.Seen * 2 : run.GenerationRows * 5 < open.Expected * 3);
    }

    /// <summary>A trouble that comes to one that lasts and is worth words of its own: nothing is read at all, or never will be.</summary>
    public static bool Outranks(TroubleKind found, TroubleKind open) =>
        found != open && (found == TroubleKind.Gone || (found == TroubleKind.Silent && open != TroubleKind.Gone));

    private static TimeSpan Silence(int everySeconds) =>
        TimeSpan.FromSeconds((double)everySeconds * IntervalsOfSilence) is var silence && silence > LeastSilence ? silence : LeastSilence;

    private static string Reasons(SourceRun run)
    {
        var read = run.RefusalsRead;
        var counts = string.Join(", ", read.Counts.OrderByDescending(reason => reason.Value).Take(3).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value}")));
        return read.Samples is [var first, ..] ? string.Create(CultureInfo.InvariantCulture, $"{counts}; row {first.Row}: {first.Detail}") : counts;
    }

    private static long? Median(List<long> values)
    {
        values.Sort();
        return values.Count == 0 ? null : values[values.Count / 2];
    }
}
