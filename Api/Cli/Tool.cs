using System.CommandLine;
using Daogou.Api.Hosting;

namespace Daogou.Api.Cli;

/// <summary>What the commands share: their common options, and the product opened for one piece of work beside a running server.</summary>
internal static class Tool
{
    public static readonly Option<string?> Settings = new("--settings") { Description = "Settings file instead of ./appsettings.json", HelpName = "file" };

    public static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, for programs" };

    /// <summary>Opens the books, does the work and closes them. Nothing of the server runs.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var application = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                SettingsFile = parsed.GetValue(Settings),
                Roles = Roles.None,
                TakesInstanceLock = false,
                LogsToError = true,
            },
            cancellationToken);
        return await work(application.Services);
    }
}
