using System.CommandLine;
using Daogou.Core.Ranking;
using Daogou.Crawler.Inspect;

namespace Daogou.Api.Cli;

/// <summary><c>rank rebuild</c> and <c>rank simulate</c>.</summary>
internal static class RankCommands
{
    public static Command Rebuild(Terminal terminal)
    {
        var command = new Command("rebuild", "Learn again from all stored posts, clicks and orders; running servers take it up at once");
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var learnt = await services.GetRequiredService<TasteDesk>().RebuildAsync(cancellationToken);
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(new { learnt.At, learnt.Shown, Effects = learnt.Clicks.Effects.Count });
                }
                else
                {
                    terminal.Line(learnt.Shown < GroupTaste.LeastShown
                        ? $"{learnt.Shown} shown picks: too few to rank by (from {GroupTaste.LeastShown} on). The score decides until then."
                        : $"Learnt from {learnt.Shown} shown picks: {learnt.Clicks.Effects.Count} effects.");
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    public static Command Simulate()
    {
        var seed = new Option<long>("--seed") { Description = "The same seed and the same lines give the same answers", DefaultValueFactory = _ => 1, HelpName = "n" };
        var command = new Command("simulate", "A world outside drives the real ranker: JSON Lines in and out, no database (docs/ranking.md)") { seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = System.Console.OpenStandardInput();
            await using var output = new BufferedStream(System.Console.OpenStandardOutput(), 1 << 16);
            var stream = new RankStream(unchecked((ulong)parsed.GetValue(seed)), TimeSpan.FromDays(new RankingOptions().TasteHalfLifeDays));
            await InspectLines.RunAsync(stream, input, output, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
