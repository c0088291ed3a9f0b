using System.CommandLine;
using System.Globalization;
using Daogou.Core.Ranking;
using Daogou.Core.Trail;

namespace Daogou.Api.Cli;

/// <summary><c>trail</c>: the whole chain around one id, both ways.</summary>
internal static class TrailCommand
{
    public static Command Build(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "One of " + TrailId.Forms };
        var group = new Option<long?>("--group") { Description = "Also say why the chain's deal was or was not posted in this group", HelpName = "id" };
        var command = new Command("trail", "The whole chain of one id, from its source to the payout") { id, group };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var asked = parsed.GetRequiredValue(id);
                if (TrailId.Parse(asked) is null)
                {
                    terminal.Fault($"id: got \"{asked}\", accepts one of {TrailId.Forms}.");
                    return ExitCode.Wrong;
                }
                if (await services.GetRequiredService<TrailWalk>().ForAsync(asked, parsed.GetValue(group), cancellationToken) is not { } page)
                {
                    terminal.Fault($"There is no {asked}.");
                    return ExitCode.No;
                }
                if (parsed.GetValue(Tool.Json))
                {
                    PrintJson(terminal, page);
                }
                else
                {
                    Print(terminal, page);
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static void PrintJson(Terminal terminal, TrailPage page)
    {
        foreach (var step in page.Steps)
        {
            terminal.Json(new { Kind = "step", step.Id, step.Title, step.At, Facts = step.Facts.Select(fact => new { Label = fact.Label.En, Value = fact.Value.En }), step.From, step.To });
        }
        foreach (var missing in page.Missing)
        {
            terminal.Json(new { Kind = "missing", Text = missing.En });
        }
        foreach (var why in page.Why?.Explanations ?? [])
        {
            terminal.Json(new { Kind = "why", why.Slot, why.At, why.Position, StoppedBy = why.Rule, why.Detail, why.Score });
        }
    }

    private static void Print(Terminal terminal, TrailPage page)
    {
        terminal.Heading($"Trail of {page.Id}");
        foreach (var step in page.Steps)
        {
            var here = step.Id == page.Id ? "●" : "○";
            terminal.Line();
            terminal.Line($"{here} {step.Kind.En,-14} {step.Id}{(step.At is { } at ? at.UtcDateTime.ToString("  yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "")}");
            if (step.Title.Length > 0 && step.Title != step.Id.Key)
            {
                terminal.Line($"│   {step.Title}");
            }
            foreach (var fact in step.Facts)
            {
                terminal.Line($"│   {fact.Label.En}: {fact.Value.En}");
            }
        }
        foreach (var missing in page.Missing)
        {
            terminal.Line();
            terminal.Line("! " + missing.En);
        }
        if (page.Why is { } why)
        {
            terminal.Line();
            terminal.Heading($"Why (not) in group {why.GroupId}");
            terminal.Table(
                ["slot", "when (UTC)", "answer", ">score"],
                why.Explanations.Select(answer => (IReadOnlyList<string?>)
                    [
                        answer.Slot, answer.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                        answer.Rule is { } rule ? $"{RankWords.Of(rule, "en")} {answer.Detail}".TrimEnd() : $"chosen, place {answer.Position}",
                        answer.Score?.ToString(CultureInfo.InvariantCulture),
                    ]));
        }
    }
}
