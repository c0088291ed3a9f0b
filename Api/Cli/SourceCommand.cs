using System.CommandLine;
using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Sources;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Cli;

/// <summary><c>source test</c>: what would be collected, and why rows were refused. Keeps nothing.</summary>
internal static class SourceCommand
{
    public static Command Build(Terminal terminal)
    {
        var what = new Argument<string>("what") { Description = "An http(s) address, a file, or the key of a configured source" };
        var format = new Option<string?>("--format") { Description = string.Join(", ", FeedFormats.All.Select(one => one.Name)) + "; found by content when not given", HelpName = "format" };
        format.AcceptOnlyFromAmong([.. FeedFormats.All.Select(one => one.Name)]);
        var fields = new Option<string[]>("--field") { Description = "Where a field stands, as price=sale_price|list_price; may be repeated", HelpName = "ours=theirs" };
        var items = new Option<string?>("--items") { Description = "CSS selector of one item of an HTML list", HelpName = "selector" };
        var merchant = new Option<string?>("--merchant") { Description = "Merchant of all rows", HelpName = "key" };
        var currency = new Option<string?>("--currency") { Description = "Currency of prices that name none", HelpName = "code" };
        var test = new Command("test", "Show what a source would give, and why rows are refused") { what, format, fields, items, merchant, currency };
        test.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var asked = parsed.GetRequiredValue(what);
                var options = Options(services, asked);
                options.Format = parsed.GetValue(format) ?? options.Format;
                options.Merchant = parsed.GetValue(merchant) ?? options.Merchant;
                options.Currency = parsed.GetValue(currency) ?? options.Currency;
                options.Feed.ItemSelector = parsed.GetValue(items) ?? options.Feed.ItemSelector;
                foreach (var pair in parsed.GetValue(fields) ?? [])
                {
                    if (pair.Split('=', 2) is not [{ Length: > 0 } ours, { Length: > 0 } theirs])
                    {
                        terminal.Fault($"--field: got \"{pair}\", accepts ours=theirs such as price=sale_price.");
                        return ExitCode.Wrong;
                    }
                    options.Feed.Fields[ours] = theirs;
                }
                var report = await terminal.ProgressAsync("testing " + asked, _ => services.GetRequiredService<SourceTest>().RunAsync(asked, options, cancellationToken));
                Print(parsed, terminal, report);
                return report.Problem is null && report.Believed > 0 ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return new Command("source", "Sources of deals and coupons") { test, DetectCommand.Build(terminal), SourceHealthCommands.List(terminal), SourceHealthCommands.Show(terminal) };
    }

    private static SourceOptions Options(IServiceProvider services, string asked) =>
        services.GetRequiredService<IOptions<SourcesOptions>>().Value.Sources.FirstOrDefault(source => source.Key.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? new SourceOptions { Key = "test", Location = asked };

    internal static void Print(ParseResult parsed, Terminal terminal, SourceTestReport report)
    {
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var stage in report.Stages)
            {
                terminal.Json(new { Kind = "stage", stage.Name, stage.Passed, stage.Detail, Ms = (long)stage.Took.TotalMilliseconds });
            }
            foreach (var item in report.Items)
            {
                terminal.Json(new { Kind = "item", item.Row, item.Key, item.Title, item.Merchant, Price = item.Price?.ToString(), ListPrice = item.ListPrice?.ToString(), item.Url, item.Category, item.EndsAt, item.Words });
            }
            foreach (var refused in report.Refusals)
            {
                terminal.Json(new { Kind = "refusal", refused.Row, refused.Reason, refused.Detail, refused.Text });
            }
            terminal.Json(new { Kind = "summary", report.Asked, report.Format, report.Sure, report.Charset, report.CharsetBy, report.Replaced, report.Seen, report.Believed, report.Refused, report.RefusedBy, report.Problem });
            return;
        }
        terminal.Table(
            ["step", "", "what came of it", ">ms"],
            report.Stages.Select(stage => (IReadOnlyList<string?>)
                [stage.Name, stage.Passed ? "ok" : "FAILED", stage.Detail, stage.Took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)]));
        if (report.Items.Count > 0)
        {
            var isPosts = report.Items.Any(item => item.Words.Count > 0);
            terminal.Table(
                [">row", "title", "merchant", ">price", ">list price", isPosts ? "taken from the words" : "category"],
                report.Items.Select(item => (IReadOnlyList<string?>)
                [
                    item.Row.ToString(CultureInfo.InvariantCulture), item.Title, item.Merchant, item.Price?.ToText(), item.ListPrice?.ToText(),
                    isPosts ? string.Join('\n', item.Words.Select(word => $"{word.Field}: {word.From}")) : item.Category,
                ]));
        }
        if (report.Refusals.Count > 0)
        {
            terminal.Table(
                [">row", "refused because", "detail", "what stood there"],
                report.Refusals.Select(refused => (IReadOnlyList<string?>)[refused.Row.ToString(CultureInfo.InvariantCulture), refused.Reason.ToString(), refused.Detail, refused.Text]));
        }
        terminal.Line($"{report.Seen} rows: {report.Believed} would be collected, {report.Refused} refused"
            + (report.RefusedBy.Count > 0 ? $" ({string.Join(", ", report.RefusedBy.Select(reason => $"{reason.Key} {reason.Value}"))})." : "."));
        if (report.Problem is { } problem)
        {
            terminal.Line("Not usable: " + problem);
        }
    }
}
