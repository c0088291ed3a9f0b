using System.Globalization;
using Daogou.Core.Ranking.Evaluation;

namespace Daogou.Api.Cli;

/// <summary>The reports of <c>eval</c>: one JSON object, or tables for a person.</summary>
internal static class EvalViews
{
    public static void Show(Terminal terminal, OffPolicyReport report, SlateFile file, IReadOnlyDictionary<string, int> unread, bool forPeople)
    {
        if (!forPeople)
        {
            terminal.Json(new
            {
                report.Rule.Reward, report.Rule.Per, report.Rule.Cluster, report.Rule.Slots, report.Rule.Clip, report.Model, Confidence = 0.95,
                Interval = "student, delete-one-cluster jackknife",
                report.Slates, report.Picks, report.Groups, report.Clusters, report.From, report.To, file.Refused, file.Refusals, PolicyLinesRefused = unread, report.Policies,
            });
            return;
        }
        terminal.Heading(Text($"{report.Slates} slates, {report.Picks} picks, {report.Groups} groups, {report.Clusters} independent units"));
        terminal.Line($"{report.Rule.Reward} per {report.Rule.Per}, 95 % intervals (Student, jackknife over {report.Rule.Cluster}); clip {report.Rule.Clip.ToString(CultureInfo.InvariantCulture)}; expectations {report.Model}");
        terminal.Table(
            ["policy", "estimator", ">value", ">low", ">high", ">to the log", ">low", ">high", ">effective", ">mean weight"],
            report.Policies.SelectMany(policy => policy.Estimates.Select(estimate => (IReadOnlyList<string?>)
            [
                policy.Policy, Words(estimate.Estimator), Number(estimate.Value.Value), Number(estimate.Value.Low), Number(estimate.Value.High),
                Number(estimate.Difference.Value), Number(estimate.Difference.Low), Number(estimate.Difference.High), Number(policy.Effective), Number(policy.MeanWeight),
            ])));
        foreach (var policy in report.Policies)
        {
            if ((policy.CannotSay ?? policy.DoublyRobustGap) is { } why)
            {
                terminal.Line($"{policy.Policy}: cannot say{(policy.CannotSay is null ? " the doubly robust estimate" : "")}: {why}.");
            }
        }
        foreach (var (policy, lines) in unread)
        {
            terminal.Line(Text($"{policy}: {lines} lines refused."));
        }
        Refusals(terminal, file);
    }

    public static void Show(Terminal terminal, ArmReport report, SlateFile file, bool forPeople)
    {
        if (!forPeople)
        {
            terminal.Json(new
            {
                report.Per, Confidence = 0.95, Interval = "student, jackknife over groups", Test = "permutation of groups", report.Slates, report.Crossed, report.Armless,
                file.Refused, file.Refusals, report.Differences,
            });
            return;
        }
        terminal.Heading(Text($"{report.Slates} slates; {report.Crossed} groups in several arms and {report.Armless} slates without an arm are left out"));
        terminal.Table(
            ["measure", "arm", ">groups", ">value", "against", ">groups", ">value", ">difference", ">low", ">high", ">p"],
            report.Differences.Select(difference => (IReadOnlyList<string?>)
            [
                difference.Currency is { } currency ? $"{difference.Measure} {currency} minor" : $"{difference.Measure}", difference.Arm, Number(difference.ArmGroups), Number(difference.ArmValue),
                difference.Baseline, Number(difference.BaselineGroups), Number(difference.BaselineValue),
                Number(difference.Difference?.Value), Number(difference.Difference?.Low), Number(difference.Difference?.High), Number(difference.P),
            ]));
        foreach (var difference in report.Differences.Where(difference => difference.CannotSay is not null))
        {
            terminal.Line($"{difference.Measure}, {difference.Arm}: cannot say: {difference.CannotSay}.");
        }
        Refusals(terminal, file);
    }

    private static void Refusals(Terminal terminal, SlateFile file)
    {
        if (file.Refused > 0)
        {
            terminal.Line(Text($"{file.Refused} lines of the log were refused:"));
            foreach (var (line, error) in file.Refusals)
            {
                terminal.Line(Text($"  line {line}: {error}"));
            }
        }
    }

    private static string Words(Estimator estimator) => estimator switch
    {
        Estimator.Ips => "IPS",
        Estimator.ClippedIps => "clipped IPS",
        Estimator.Snips => "SNIPS",
        Estimator.DoublyRobust => "doubly robust",
    };

    private static string? Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
