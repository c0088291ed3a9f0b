using System.CommandLine;
using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Api.Cli;

/// <summary><c>link</c> and <c>rank explain</c>.</summary>
internal static class DealCommands
{
    public static Command Link(Terminal terminal)
    {
        var url = new Argument<string>("url") { Description = "A product's address, or a deal's id (deal:…)" };
        var command = new Command("link", "Find or make the tracked link of a product") { url, LinkExplainCommand.Build(terminal) };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var desk = services.GetRequiredService<LinkDesk>();
                var place = new Place(PlaceKind.Api, 0, 0, 0);
                var asked = parsed.GetRequiredValue(url);
                var answer = Number(asked, "deal:") is { } deal
                    ? await desk.ForDealAsync(deal, place, cancellationToken)
                    : await desk.ForPastedAsync(asked, place, cancellationToken);
                if (answer.Link is not { } link)
                {
                    terminal.Fault(answer.Refusal!.En);
                    return ExitCode.No;
                }
                var address = services.GetRequiredService<PublicAddress>().Redirect(link.Code).AbsoluteUri;
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(new { link.Code, Url = address, Deal = $"deal:{link.DealId}", link.Network, link.Destination });
                }
                else
                {
                    terminal.Line(address);
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    public static Command Rank(Terminal terminal)
    {
        var group = new Argument<string>("group") { Description = "The group's id or title" };
        var deal = new Argument<string?>("deal") { Description = "A deal's id: why it was or was not chosen", Arity = ArgumentArity.ZeroOrOne };
        var explain = new Command("explain", "Why deals are chosen for a group, or not") { group, deal };
        explain.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var wanted = parsed.GetRequiredValue(group);
                var groups = await services.GetRequiredService<Database>().ReadAsync(GroupStore.ListAsync, cancellationToken);
                if (groups.FirstOrDefault(one => one.Id == Number(wanted, "group:") || one.Title.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } found)
                {
                    terminal.Fault($"There is no group {wanted}. Known: {string.Join(", ", groups.Select(one => $"{one.Id} {one.Title}"))}");
                    return ExitCode.No;
                }
                return parsed.GetValue(deal) is { } id
                    ? await ExplainDealAsync(parsed, terminal, services, found, id, cancellationToken)
                    : await ExplainNowAsync(parsed, terminal, services, found, cancellationToken);
            },
            cancellationToken));
        return new Command("rank", "How deals are ranked") { explain, RankCommands.Rebuild(terminal), RankCommands.Simulate() };
    }

    private static async Task<int> ExplainNowAsync(ParseResult parsed, Terminal terminal, IServiceProvider services, Group group, CancellationToken cancellationToken)
    {
        var draft = (await services.GetRequiredService<DigestDesk>().PreviewAsync(group.Id, cancellationToken))!;
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var (index, pick) in draft.Picks.Index())
            {
                terminal.Json(new { Deal = $"deal:{pick.Deal.Id}", Position = index + 1, pick.Deal.Title, Score = pick.Score.Total, pick.Expected, pick.Chosen?.Propensity, pick.Chosen?.IsTrial, Parts = pick.Score.Parts.Select(part => new { part.Kind, part.Points, part.En }) });
            }
            foreach (var pass in draft.Passes)
            {
                terminal.Json(new { Deal = $"deal:{pass.Candidate.Deal.Id}", pass.Candidate.Deal.Title, StoppedBy = pass.Rule, pass.Detail, Score = pass.Candidate.Score.Total, pass.Candidate.Expected });
            }
            return ExitCode.Ok;
        }
        terminal.Heading($"A digest of {group.Title} built now");
        terminal.Table(
            [">#", "deal", "title", ">price", ">open", ">score", "parts"],
            draft.Picks.Index().Select(pick => (IReadOnlyList<string?>)
                [
                    Text(pick.Index + 1), $"deal:{pick.Item.Deal.Id}", pick.Item.Deal.Title, pick.Item.PriceAfter.ToText(), pick.Item.Expected?.ToString("P1", CultureInfo.InvariantCulture), Text(pick.Item.Score.Total),
                    string.Join("; ", pick.Item.Score.Parts.Select(part => $"{part.En} {part.Points:+0;-0}")),
                ]));
        terminal.Heading("Passed over");
        terminal.Table(
            ["rule", ">deals"],
            draft.Passes.GroupBy(pass => pass.Rule).OrderByDescending(rule => rule.Count()).Select(rule => (IReadOnlyList<string?>)[rule.Key.ToString(), Text(rule.Count())]));
        return ExitCode.Ok;
    }

    private static async Task<int> ExplainDealAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, Group group, string id, CancellationToken cancellationToken)
    {
        if (Number(id, "deal:") is not { } deal || await services.GetRequiredService<RankExplain>().ForAsync(group.Id, deal, cancellationToken) is not { } answers)
        {
            terminal.Fault($"There is no deal {id}.");
            return ExitCode.No;
        }
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var answer in answers)
            {
                terminal.Json(new { answer.Slot, Digest = answer.DigestId is { } digest ? $"digest:{digest}" : null, answer.At, answer.Position, StoppedBy = answer.Rule, answer.Detail, answer.Score });
            }
            return ExitCode.Ok;
        }
        terminal.Table(
            ["slot", "when (UTC)", "answer", ">score"],
            answers.Select(answer => (IReadOnlyList<string?>)
                [
                    answer.Slot, answer.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    answer.IsPicked ? $"chosen, place {answer.Position}" : $"{answer.Rule}: {answer.Detail}", answer.Score?.ToString(CultureInfo.InvariantCulture),
                ]));
        return ExitCode.Ok;
    }

    internal static long? Number(string text, string prefix) =>
        long.TryParse(text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;


    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
