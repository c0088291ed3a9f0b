using System.CommandLine;
using Daogou.Core.Ranking;
using Daogou.Crawler.Inspect;

namespace Daogou.Api.Cli;

/// <summary><c>rank simulate</c>: the ranker in a world of the caller's.</summary>
internal static class RankCommands
{
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
