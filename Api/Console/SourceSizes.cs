using Daogou.Crawler.Sources;

namespace Daogou.Api.Console;

/// <summary>How many rows a source's documents had over time, as bars: several polls share a bar where there are many, and the least of them shows.</summary>
internal static class SourceSizes
{
    public const int MostBars = 48;

    /// <param name="newestFirst">Runs as the store gives them.</param>
    public static IReadOnlyList<SizeBar> Of(IReadOnlyList<SourceRun> newestFirst)
    {
        var runs = newestFirst.Reverse().ToArray();
        var together = Math.Max(1, (runs.Length + MostBars - 1) / MostBars);
        return
        [
            .. from several in runs.Chunk(together)
               let sizes = several.Where(run => run.GenerationRows is not null).ToArray()
               select new SizeBar(
                   several[0].StartedAt, several[^1].StartedAt, sizes is [] ? null : sizes.Min(run => run.GenerationRows), sizes.Any(run => run.Outcome == SourceOutcome.HeldBack)),
        ];
    }
}

/// <param name="Rows">Null: no document came.</param>
/// <param name="HeldBack">So few that they were taken for a fault.</param>
internal sealed record SizeBar(DateTimeOffset From, DateTimeOffset To, long? Rows, bool HeldBack);
