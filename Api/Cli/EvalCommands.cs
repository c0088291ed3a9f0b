using System.CommandLine;
using Daogou.Core.Ranking.Evaluation;

namespace Daogou.Api.Cli;

/// <summary><c>eval ope</c>, <c>eval ab</c> and <c>eval assign</c>: what a log of slates says (docs/ranking-evaluation.md). Only <c>eval log</c> opens the store.</summary>
internal static class EvalCommands
{
    public static Command Build(Terminal terminal) =>
        new("eval", "What a log of slates says of other policies and of experiments") { Policies(terminal), Arms(terminal), Assign(terminal), EvalLogCommand.Build(terminal) };

    private static Command Policies(Terminal terminal)
    {
        var usual = new OffPolicyRule();
        var log = Log();
        var policies = new Option<string[]>("--policy")
        {
            Description = "logged, uniform, greedy:<field>[,epsilon=0.1], softmax:<field>[,temperature=1], file:<path>; may be given several times",
            DefaultValueFactory = _ => ["logged", "uniform"], HelpName = "policy",
        };
        var reward = new Option<Reward>("--reward") { Description = "What is counted: clicks or orders", DefaultValueFactory = _ => usual.Reward };
        var per = new Option<RewardBase>("--per") { Description = "For each slot, or for each impression", DefaultValueFactory = _ => usual.Per };
        var cluster = new Option<SlateCluster>("--cluster") { Description = "What is one independent unit: groupday, slate or group", DefaultValueFactory = _ => usual.Cluster };
        var slots = new Option<SlotWeights>("--slots") { Description = "position: each slot by its own choice; cascade: by all choices down to it", DefaultValueFactory = _ => usual.Slots };
        var model = new Option<RewardModelKind>("--model") { Description = "What the doubly robust estimate expects by: auto, logged or fitted", DefaultValueFactory = _ => usual.Model };
        var clip = new Option<double>("--clip") { Description = "Largest weight of the clipped estimate", DefaultValueFactory = _ => usual.Clip, HelpName = "weight" };
        var command = new Command("ope", "What other policies would have brought, from a log with propensities") { log, policies, reward, per, cluster, slots, model, clip };
        command.SetAction((parsed, cancellationToken) => GuardedAsync(terminal, async () =>
        {
            var rule = usual with
            {
                Reward = parsed.GetValue(reward),
                Per = parsed.GetValue(per),
                Cluster = parsed.GetValue(cluster),
                Slots = parsed.GetValue(slots),
                Model = parsed.GetValue(model),
                Clip = parsed.GetValue(clip) is > 0 and var weight ? weight : throw new FormatException("--clip is not above 0."),
            };
            var judged = new List<ICandidatePolicy>();
            foreach (var words in parsed.GetRequiredValue(policies))
            {
                judged.Add(await CandidatePolicies.ReadAsync(words, cancellationToken));
            }
            var file = new SlateFile(() => Open(parsed.GetRequiredValue(log)));
            var report = new OffPolicy(await file.ReadAllAsync(cancellationToken), rule).Judge(judged);
            var unread = judged.OfType<FilePolicy>().Where(policy => policy.Refused > 0).ToDictionary(policy => policy.Name, policy => policy.Refused, StringComparer.Ordinal);
            EvalViews.Show(terminal, report, file, unread, terminal.IsInteractive && !parsed.GetValue(Tool.Json));
            return report.Policies.Any(policy => policy.CannotSay is null) ? ExitCode.Ok : ExitCode.No;
        }));
        return command;
    }

    private static Command Arms(Terminal terminal)
    {
        var log = Log();
        var per = new Option<RewardBase>("--per") { Description = "Clicks for each slot, or for each impression", DefaultValueFactory = _ => RewardBase.Slot };
        var baseline = new Option<string?>("--baseline") { Description = "The arm that others are compared with; else control, else the first by name", HelpName = "arm" };
        var command = new Command("ab", "What an experiment over groups says, from a log with arms") { log, per, baseline };
        command.SetAction((parsed, cancellationToken) => GuardedAsync(terminal, async () =>
        {
            var file = new SlateFile(() => Open(parsed.GetRequiredValue(log)));
            var report = new ArmComparison(parsed.GetValue(per)).Compare(await file.ReadAllAsync(cancellationToken), parsed.GetValue(baseline));
            EvalViews.Show(terminal, report, file, terminal.IsInteractive && !parsed.GetValue(Tool.Json));
            return report.Differences.Any(difference => difference.CannotSay is null) ? ExitCode.Ok : ExitCode.No;
        }));
        return command;
    }

    private static Command Assign(Terminal terminal)
    {
        var experiment = new Argument<string>("experiment") { Description = "Its name" };
        var arms = new Option<string>("--arms") { Description = "Names, with weights where they are not equal", Required = true, HelpName = "control:9,new:1" };
        var salt = new Option<string>("--salt") { Description = "Another salt deals the groups out anew", DefaultValueFactory = _ => "", HelpName = "text" };
        var groups = new Option<string[]>("--group") { Description = "A group's id; may be given several times", Required = true, HelpName = "id", AllowMultipleArgumentsPerToken = true };
        var command = new Command("assign", "The arm of each group: one JSON object a line, to be kept as the record") { experiment, arms, salt, groups };
        command.SetAction((parsed, _) => GuardedAsync(terminal, () =>
        {
            var dealt = Experiment.Of(parsed.GetRequiredValue(experiment), parsed.GetRequiredValue(salt), parsed.GetRequiredValue(arms));
            foreach (var group in parsed.GetRequiredValue(groups))
            {
                terminal.Json(dealt.Assign(group));
            }
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static Argument<string> Log() =>
        new("log") { Description = "JSON Lines file; - is standard input", DefaultValueFactory = _ => "-" };

    private static Stream Open(string path) => path == "-" ? System.Console.OpenStandardInput() : File.OpenRead(path);

    /// <summary>Words that are not understood and files that cannot be read are the caller's to put right.</summary>
    private static async Task<int> GuardedAsync(Terminal terminal, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            terminal.Fault(e.Message);
            return ExitCode.Wrong;
        }
    }
}
