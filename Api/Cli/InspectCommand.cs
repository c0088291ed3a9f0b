using System.CommandLine;
using Daogou.Crawler.Inspect;

namespace Daogou.Api.Cli;

/// <summary><c>inspect</c>: what the parsers see, JSON Lines in and out. Opens nothing.</summary>
internal static class InspectCommand
{
    public static Command Build()
    {
        var kind = new Argument<string>("kind") { Description = string.Join(", ", Inspections.All.Select(inspection => inspection.Kind)) };
        kind.AcceptOnlyFromAmong([.. Inspections.All.Select(inspection => inspection.Kind)]);
        var command = new Command("inspect", "What the parsers make of each line of standard input (JSON Lines in and out)") { kind };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = System.Console.OpenStandardInput();
            await using var output = new BufferedStream(System.Console.OpenStandardOutput(), 1 << 16);
            await InspectLines.RunAsync(Inspections.Find(parsed.GetRequiredValue(kind))!, input, output, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
