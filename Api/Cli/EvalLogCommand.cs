using System.CommandLine;
using Daogou.Core.Reports;

namespace Daogou.Api.Cli;

/// <summary><c>eval log</c>: posted digests as a log that <c>eval ope</c> and <c>eval ab</c> read.</summary>
internal static class EvalLogCommand
{
    public static Command Build(Terminal terminal)
    {
        var days = new Option<int>("--days") { Description = "Digests of so many days, 1 to 365", DefaultValueFactory = _ => 28, HelpName = "n" };
        var command = new Command("log", "Posted digests as JSON Lines: what could be chosen, what was, how likely, and what came of it") { days };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                var from = now.AddDays(-Math.Clamp(parsed.GetValue(days), 1, 365));
                await foreach (var slate in services.GetRequiredService<StoredSlates>().ReadAsync(from, now, cancellationToken))
                {
                    terminal.Json(new
                    {
                        Slate = slate.Id, slate.At, slate.Group, slate.Arm, slate.Currency,
                        Candidates = slate.Candidates.Select(candidate => new { candidate.Id, Score = candidate.Value("score"), Open = candidate.Value("open") }),
                        Shown = slate.Shown.Select(pick => new
                        {
                            slate.Candidates[pick.Place].Id, pick.Slot, P = pick.Propensity, pick.Clicks, pick.Orders, Commission = pick.CommissionMinor,
                        }),
                    });
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }
}
