using System.CommandLine;
using System.Globalization;
using Daogou.Crawler.Detection;

namespace Daogou.Api.Cli;

/// <summary><c>source detect</c>: what could be collected behind an address, as ready settings with a preview.</summary>
internal static class DetectCommand
{
    public static Command Build(Terminal terminal)
    {
        var url = new Argument<string>("url") { Description = "Any address of a shop, page or feed" };
        var currency = new Option<string?>("--currency") { Description = "Currency of prices that name none", HelpName = "code" };
        var command = new Command("detect", "Find what could be collected behind any address, and propose settings") { url, currency };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var asked = parsed.GetRequiredValue(url);
                var detect = services.GetRequiredService<SourceDetect>();
                var found = await terminal.ProgressAsync("looking at " + asked, _ => detect.RunAsync(asked, parsed.GetValue(currency), cancellationToken));
                Print(parsed, terminal, found);
                return found.Proposals.Count > 0 ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return command;
    }

    private static void Print(ParseResult parsed, Terminal terminal, Detected found)
    {
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var proposal in found.Proposals)
            {
                terminal.Json(new
                {
                    Kind = "proposal", proposal.What, proposal.How, proposal.Sure, proposal.Options.Location, proposal.Options.Format, proposal.Report.Seen, proposal.Report.Believed,
                    Items = proposal.Report.Items.Select(item => new { item.Row, item.Title, Price = item.Price?.ToString(), ListPrice = item.ListPrice?.ToString(), item.EndsAt, item.Words }),
                    Settings = System.Text.Json.Nodes.JsonNode.Parse(SettingsText.Of(proposal.Options)),
                });
            }
            foreach (var looked in found.Looked)
            {
                terminal.Json(new { Kind = "looked", looked.Address, looked.Outcome });
            }
            return;
        }
        terminal.Table(["looked at", "what came of it"], found.Looked.Select(looked => (IReadOnlyList<string?>)[looked.Address, looked.Outcome]));
        if (found.Proposals is not [var best, ..])
        {
            terminal.Line("Nothing to collect was found there. Try the address of a list of products, or of a feed.");
            return;
        }
        terminal.Table(
            [">sure", "what", "where", "format", ">rows", ">collected"],
            found.Proposals.Select(proposal => (IReadOnlyList<string?>)
                [
                    $"{proposal.Sure}%", proposal.What, $"{proposal.Options.Location} ({proposal.How})", proposal.Options.Format,
                    proposal.Report.Seen.ToString(CultureInfo.InvariantCulture), proposal.Report.Believed.ToString(CultureInfo.InvariantCulture),
                ]));
        terminal.Heading("The best of it:");
        SourceCommand.Print(parsed, terminal, best.Report);
        terminal.Line();
        terminal.Heading("For \"Sources\" in appsettings.json:");
        terminal.Line(SettingsText.Of(best.Options));
    }
}
