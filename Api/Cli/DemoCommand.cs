using System.CommandLine;
using System.Globalization;
using Daogou.Api.Demo;

namespace Daogou.Api.Cli;

/// <summary><c>demo</c>: the whole product with invented shops around it.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var port = new Option<int?>("--port") { Description = $"First port to try, {DemoOptions.DefaultPort} by default; 0: any free one", HelpName = "n" };
        var folder = new Option<string?>("--folder") { Description = "Where its data goes instead of data/demo", HelpName = "folder" };
        var keep = new Option<bool>("--keep") { Description = "Go on where the last run ended instead of starting afresh" };
        var command = new Command("demo", "Try everything: no key and no internet needed") { port, folder, keep };
        command.SetAction((parsed, cancellationToken) => DemoProgram.RunAsync(
            [
                .. parsed.GetValue(port) is { } first ? (string[])["--port", first.ToString(CultureInfo.InvariantCulture)] : [],
                .. parsed.GetValue(folder) is { } where ? (string[])["--folder", where] : [],
                .. parsed.GetValue(keep) ? (string[])["--keep"] : [],
            ],
            cancellationToken));
        return command;
    }
}
