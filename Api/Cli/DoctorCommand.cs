using System.CommandLine;
using System.Globalization;
using Daogou.Bot.Pictures;
using Daogou.Bot.Telegram;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Cli;

/// <summary><c>doctor</c>: is everything in place? Each answer says what to do about it.</summary>
internal static class DoctorCommand
{
    private const long LeastFree = 1L << 30;

    public static Command Build(Terminal terminal)
    {
        var command = new Command("doctor", "Check that everything is in place");
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var findings = new List<Finding> { Settled("settings", "right") };
                findings.AddRange(await StoreAsync(services, cancellationToken));
                findings.AddRange([Space(services), Clock(services), Zones(), Font(services), Address(services), Token(services), Networks(services)]);
                findings.AddRange(await SourcesAsync(services, cancellationToken));
                foreach (var finding in findings.Where(_ => parsed.GetValue(Tool.Json)))
                {
                    terminal.Json(finding);
                }
                if (!parsed.GetValue(Tool.Json))
                {
                    terminal.Table(["what", "", "how it is"], findings.Select(finding => (IReadOnlyList<string?>)[finding.What, Word(finding.State), finding.Detail]));
                }
                return findings.Any(finding => finding.State == Verdict.Fault) ? ExitCode.No : ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> StoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var book = services.GetRequiredService<Database>();
        var (head, last) = await book.ReadAsync(
            async session => ((await Journal.HeadAsync(session)).Seq, await Verification.LatestAsync(session, 1)), cancellationToken);
        return
        [
            Settled("database", $"{await book.EngineAsync(cancellationToken)}, {book.Where}"),
            last is not [var check]
                ? new Finding("ledger", head == 0 ? Verdict.Good : Verdict.Note, head == 0 ? "empty" : $"{head} entries, never verified; run ledger verify")
                : check.Sound
                    ? Settled("ledger", $"{head} entries, found sound {check.At:yyyy-MM-dd HH:mm} UTC")
                    : new Finding("ledger", Verdict.Fault, $"found UNSOUND {check.At:yyyy-MM-dd HH:mm} UTC; run ledger verify and call for help before paying anybody"),
        ];
    }

    private static Finding Space(IServiceProvider services)
    {
        var folder = Path.GetFullPath(services.GetRequiredService<IOptions<StorageOptions>>().Value.Folder);
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free under {folder}");
        return free < LeastFree ? new Finding("disk", Verdict.Fault, text + "; make room, at least 1 GB") : Settled("disk", text);
    }

    private static Finding Clock(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var text = now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        return now.Year < 2025 ? new Finding("clock", Verdict.Fault, text + "; set the machine's clock") : Settled("clock", text);
    }

    private static Finding Zones() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out _) && TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _)
            ? Settled("zone data", $"{TimeZoneInfo.GetSystemTimeZones().Count} zones")
            : new Finding("zone data", Verdict.Fault, "time zones are missing; install tzdata");

    private static Finding Font(IServiceProvider services) => services.GetRequiredService<PictureFont>() switch
    {
        { File: { } file } => Settled("Chinese font", Path.GetFileName(file)),
        { Face: null } => new Finding("Chinese font", Verdict.Note, "pictures cannot be drawn on this machine: price histories go out as text"),
        _ => new Finding("Chinese font", Verdict.Note, "none found; pictures would show boxes, so such words are left out of them. Install fonts-noto-cjk"),
    };

    private static Finding Address(IServiceProvider services)
    {
        var address = services.GetRequiredService<PublicAddress>().Base;
        return address.IsLoopback
            ? new Finding("public address", Verdict.Note, $"{address} works on this machine only; set Public:BaseUrl")
            : address.Scheme == Uri.UriSchemeHttps
                ? Settled("public address", address.AbsoluteUri)
                : new Finding("public address", Verdict.Note, $"{address} is not https");
    }

    private static Finding Token(IServiceProvider services) =>
        services.GetRequiredService<IOptions<TelegramOptions>>().Value.Token is { Length: > 0 }
            ? Settled("Telegram", "a token is set")
            : new Finding("Telegram", Verdict.Note, "no token: the bot does not run. Set Telegram__Token in the environment");

    private static Finding Networks(IServiceProvider services)
    {
        var all = services.GetRequiredService<NetworkCatalog>().All;
        return all.Count > 0
            ? Settled("networks", string.Join(", ", all.Select(network => network.Key)))
            : new Finding("networks", Verdict.Note, "none in the settings: no link can be made. Add one under Networks");
    }

    private static async Task<IReadOnlyList<Finding>> SourcesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var configured = services.GetRequiredService<IOptions<SourcesOptions>>().Value.Sources;
        if (configured.Count == 0)
        {
            return [new Finding("sources", Verdict.Note, "none in the settings: nothing is collected. Add one under Sources")];
        }
        var known = (await services.GetRequiredService<Database>().ReadAsync(SourceStore.ListAsync, cancellationToken)).ToDictionary(source => source.SourceKey, StringComparer.Ordinal);
        return
        [
            .. configured.Select(options => known.GetValueOrDefault(options.Key) switch
            {
                null => new Finding("source " + options.Key, Verdict.Note, "not fetched yet"),
                { Health: SourceHealth.Troubled or SourceHealth.Down } source => new Finding("source " + options.Key, Verdict.Note, $"{source.Health}: {source.LastMessage}"),
                var source => Settled("source " + options.Key, $"{source.Health}, {source.GenerationRows} rows"),
            }),
        ];
    }

    private static Finding Settled(string what, string detail) => new(what, Verdict.Good, detail);

    private static string Word(Verdict state) => state switch
    {
        Verdict.Good => "ok",
        Verdict.Note => "note",
        Verdict.Fault => "FAULT",
    };

    private sealed record Finding(string What, Verdict State, string Detail);

    private enum Verdict
    {
        Good = 1,
        Note = 2,
        Fault = 3,
    }
}
