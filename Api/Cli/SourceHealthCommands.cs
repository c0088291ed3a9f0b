using System.CommandLine;
using System.Globalization;
using Daogou.Api.Endpoints;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;

namespace Daogou.Api.Cli;

/// <summary><c>source list</c> and <c>source show</c>: how the sources are doing.</summary>
internal static class SourceHealthCommands
{
    private const int RunsShown = 20;

    public static Command List(Terminal terminal)
    {
        var command = new Command("list", "The sources and how they are doing");
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var (sources, runs, troubles) = await services.GetRequiredService<Database>().ReadAsync(
                    async session => (await SourceStore.ListAsync(session), await SourceRunStore.LastOfEachAsync(session), await SourceTroubleStore.OpenAsync(session)), cancellationToken);
                var rows = sources.Select(source => (
                    Source: source, Run: runs.FirstOrDefault(run => run.SourceId == source.Id), Trouble: troubles.FirstOrDefault(trouble => trouble.SourceId == source.Id))).ToList();
                if (parsed.GetValue(Tool.Json))
                {
                    rows.ForEach(row => terminal.Json(SourceView.Of(row.Source, row.Run, row.Trouble)));
                    return ExitCode.Ok;
                }
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                terminal.Table(
                    ["source", "health", ">rung", "last run (UTC)", "next due (UTC)", ">rows", ">prices read", "charset", "trouble"],
                    rows.Select(row => (IReadOnlyList<string?>)
                    [
                        row.Source.SourceKey, Wire.Word(row.Source.Health), Text(row.Source.Rung), Minute(row.Source.LastRunAt), Minute(row.Source.NextDueAt), Text(row.Source.GenerationRows),
                        Percent(row.Run), row.Run?.Charset, row.Trouble is { } trouble ? TroubleTexts.Found(trouble, now, "en") : row.Source.Health is SourceHealth.Healthy ? "" : row.Source.LastMessage,
                    ]));
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    public static Command Show(Terminal terminal)
    {
        var key = new Argument<string>("key") { Description = "The key of a configured source" };
        var command = new Command("show", "The last runs of one source, and why rows were refused") { key };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var asked = parsed.GetRequiredValue(key);
                var found = await services.GetRequiredService<Database>().ReadAsync(
                    async session => await SourceStore.FindAsync(session, asked) is { } source
                        ? (Source: source, Runs: await SourceRunStore.LatestAsync(session, source.Id, RunsShown), Trouble: await SourceTroubleStore.FindOpenAsync(session, source.Id))
                        : default,
                    cancellationToken);
                if (found.Source is null)
                {
                    terminal.Fault($"There is no source \"{asked}\"; source list shows those there are.");
                    return ExitCode.No;
                }
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(SourceView.Of(found.Source, found.Runs is [var last, ..] ? last : null, found.Trouble));
                    foreach (var run in found.Runs)
                    {
                        terminal.Json(SourceRunView.Of(run));
                    }
                    return ExitCode.Ok;
                }
                Print(terminal, found.Source, found.Runs, found.Trouble, services.GetRequiredService<TimeProvider>().GetUtcNow());
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static void Print(Terminal terminal, Source source, IReadOnlyList<SourceRun> runs, SourceTrouble? trouble, DateTimeOffset now)
    {
        terminal.Heading($"{source.Name}: {Wire.Word(source.Health)}");
        terminal.Line($"{source.Address}, next due {Minute(source.NextDueAt)} UTC, rung {Text(source.Rung)}");
        if (trouble is not null)
        {
            terminal.Line($"Trouble since {Minute(trouble.OpenedAt)}: {TroubleTexts.Found(trouble, now, "en")}. {trouble.Detail}");
        }
        terminal.Table(
            ["run (UTC)", "outcome", ">ms", ">bytes", ">seen", ">new", ">changed", ">ended", ">refused", ">prices read", "text", "message"],
            runs.Select(run => (IReadOnlyList<string?>)
            [
                Minute(run.StartedAt), Wire.Word(run.Outcome), Text((long)run.Duration.TotalMilliseconds), Text(run.Bytes), Text(run.Seen), Text(run.Added), Text(run.Changed), Text(run.Expired),
                Text(run.Refused), Percent(run), run is { Charset: { } charset, CharsetBy: { } by } ? CharsetWords.Of(charset, by, run.Replaced, "en") : "", run.Message,
            ]));
        if (runs.FirstOrDefault(run => run.Refused > 0) is { } refusing)
        {
            terminal.Table(
                [">row", "refused because", "detail", "what stood there"],
                refusing.RefusalsRead.Samples.Select(row => (IReadOnlyList<string?>)[Text(row.Row), row.Reason.ToString(), row.Detail, row.Text]));
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Percent(SourceRun? run) => run?.PricedPercent is { } percent ? percent.ToString("0.#", CultureInfo.InvariantCulture) + "%" : "";
}
