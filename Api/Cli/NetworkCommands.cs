using System.CommandLine;
using System.Globalization;
using Daogou.Api.Endpoints;
using Daogou.Core.Access;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Policies;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Api.Cli;

/// <summary><c>network</c>: how the networks are doing, a test of an account, a window read again.</summary>
internal static class NetworkCommands
{
    public static Command Build(Terminal terminal) =>
        new("network", "Affiliate networks: links, orders, accounts") { List(terminal), Show(terminal), Test(terminal), Pull(terminal) };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "The networks of the settings and how they are doing");
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var all = await services.GetRequiredService<NetworkDesk>().ListAsync(cancellationToken);
                if (parsed.GetValue(Tool.Json))
                {
                    foreach (var status in all)
                    {
                        terminal.Json(NetworkView.Of(status));
                    }
                    return ExitCode.Ok;
                }
                terminal.Table(
                    ["network", "name", "orders come home by", ">trust", "programmes", "policy", ">behind", "trouble"],
                    all.Select(status => (IReadOnlyList<string?>)
                    [
                        status.Network.Key, status.Network.Name, Wire.Word(status.Network.Mode), Text(status.Trust), Text(status.Programmes.Count),
                        status.Programmes is [var first, ..] ? PolicyWords.Short(first, "en") : "", Span(status.Lag), status.Faults is [var fault, ..] ? fault.Words : "",
                    ]));
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var key = Key();
        var command = new Command("show", "One network: its policy and why, its readings, its lists of goods") { key };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                if (await services.GetRequiredService<NetworkDesk>().FindAsync(parsed.GetRequiredValue(key), cancellationToken) is not { } status)
                {
                    return Unknown(terminal, parsed.GetRequiredValue(key));
                }
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(NetworkView.Of(status));
                }
                else
                {
                    Print(terminal, status);
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static Command Test(Terminal terminal)
    {
        var key = Key();
        var command = new Command("test", "Ask the platform whether our account works, and say what it answered") { key };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                if (await services.GetRequiredService<NetworkDesk>().TestAsync(parsed.GetRequiredValue(key), cancellationToken) is not { } answer)
                {
                    return Unknown(terminal, parsed.GetRequiredValue(key));
                }
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(new ConnectionView(answer.IsGood, answer.En));
                }
                else
                {
                    terminal.Line(answer.En);
                }
                return answer.IsGood ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return command;
    }

    private static Command Pull(Terminal terminal)
    {
        var key = Key();
        var from = new Option<string>("--from") { Description = "The window's begin, UTC: 2026-11-01 or 2026-11-01T08:00:00Z", Required = true, HelpName = "time" };
        var to = new Option<string?>("--to") { Description = "Its end, not included; now when not given", HelpName = "time" };
        var command = new Command("pull", "Read a window of a network's orders again; what is known stays as it is") { key, from, to };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var (network, now) = (parsed.GetRequiredValue(key), services.GetRequiredService<TimeProvider>().GetUtcNow());
                if (DateText.Instant(parsed.GetRequiredValue(from)) is not { } begin || (parsed.GetValue(to) is { } text ? DateText.Instant(text) : now) is not { } end)
                {
                    terminal.Fault("--from and --to accept times such as 2026-11-01 or 2026-11-01T08:00:00Z.");
                    return ExitCode.Wrong;
                }
                var answer = await terminal.ProgressAsync($"pulling {network}", _ => services.GetRequiredService<OrderPull>().RunAsync(network, begin, end, cancellationToken));
                if (answer.Taken is { } taken)
                {
                    await services.GetRequiredService<Database>().WriteAsync(
                        session => AuditStore.WriteAsync(session, "command line", "network.pull", "network:" + network, $"{begin:u} to {end:u}: {answer.In("en")}", now), cancellationToken);
                    if (parsed.GetValue(Tool.Json))
                    {
                        terminal.Json(new PullView(answer.IsWhole, taken.Taken, taken.Unchanged, taken.Refused.Count, answer.En));
                    }
                    else
                    {
                        terminal.Line(answer.In("en"));
                    }
                }
                else
                {
                    terminal.Fault(answer.En!);
                }
                return answer.IsWhole ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return command;
    }

    private static void Print(Terminal terminal, NetworkStatus status)
    {
        terminal.Heading($"{status.Network.Name} ({status.Network.Key}): orders come home by {Wire.Word(status.Network.Mode)}, trust {Text(status.Trust)}");
        foreach (var rules in status.Programmes.GroupBy(programme => string.Join('\n', PolicyWords.Of(programme, "en").Select(line => $"{line.What}: {line.Why}")), StringComparer.Ordinal))
        {
            terminal.Line(string.Join(", ", rules.Take(10).Select(programme => programme.Merchant)) + (rules.Count() > 10 ? $" and {Text(rules.Count() - 10)} more" : ""));
            terminal.Line("  " + rules.Key.Replace("\n", "\n  ", StringComparison.Ordinal));
        }
        if (status.Slots is { } slots)
        {
            terminal.Line($"Slots in use: {Text(slots.Slots)} of {Text(status.AllSlots)}, for {Text(slots.Links)} links; {Text(slots.Crowded)} had to share.");
        }
        terminal.Table(
            ["reading", "every", "read to (UTC)", ">behind", "last run (UTC)", "next (UTC)", ">failures", "message"],
            status.Listings.Select(listing => (IReadOnlyList<string?>)
            [
                listing.Name, Span(listing.Plan.Every), Minute(listing.State?.Watermark), Span(listing.LagAt(status.At)), Minute(listing.State?.LastRunAt), Minute(listing.State?.NextDueAt),
                Text(listing.State?.Rung ?? 0), listing.State?.LastMessage,
            ]));
        foreach (var list in NetworkView.Of(status).OfferLists)
        {
            terminal.Line($"Source: network:{status.Network.Key}/{list.Key}{(list.TakesWords ? "?words=…" : "")}{(list.Options.Count == 0 ? "" : "   options: " + string.Join("; ", list.Options.Select(pair => $"{pair.Key} = {pair.Value}")))}");
        }
    }

    private static Argument<string> Key() => new("key") { Description = "The network's key" };

    private static int Unknown(Terminal terminal, string key)
    {
        terminal.Fault($"There is no network \"{key}\"; network list shows those there are.");
        return ExitCode.No;
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Span(TimeSpan? span) => span switch
    {
        null => "",
        { TotalHours: >= 48 } days => string.Create(CultureInfo.InvariantCulture, $"{days.TotalDays:0} d"),
        { TotalMinutes: >= 120 } hours => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0} h"),
        { TotalSeconds: >= 120 } minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0} min"),
        { } seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0} s"),
    };
}
