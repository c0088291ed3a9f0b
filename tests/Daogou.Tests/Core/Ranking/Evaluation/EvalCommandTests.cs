using System.Globalization;
using System.Text.Json;
using Daogou.Api.Cli;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Ranking.Evaluation;

/// <summary>The commands over logs in files, with what is wrong with them.</summary>
public sealed class EvalCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daogou-eval-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_judges_several_policies_side_by_side_and_counts_the_lines_it_refused()
    {
        var slates = new SlateWorld(21).Log(5, 12);
        var lines = slates.ConvertAll(SlateWorld.Line);
        await File.WriteAllLinesAsync(PathOf("log.jsonl"), [lines[0], "nonsense", "", .. lines.Skip(1), lines[0], """{"slate":"x","at":0,"group":1,"candidates":[{"id":1}],"shown":[{"id":2,"slot":1,"p":1,"clicks":0}]}"""], Now);
        await File.WriteAllLinesAsync(PathOf("as-logged.jsonl"), [.. slates.SelectMany(Odds), "{}"], Now);
        using var answer = JsonDocument.Parse(await ProgramProcess.RunAsync(
            _folder, "eval", "ope", "log.jsonl", "--per", "impression", "--policy", "logged", "--policy", "uniform", "--policy", "softmax:score,temperature=0.5", "--policy", "file:as-logged.jsonl"));
        var root = answer.RootElement;
        Assert.Equal((120, 360, 3), (root.GetProperty("slates").GetInt32(), root.GetProperty("picks").GetInt32(), root.GetProperty("refused").GetInt32()));
        Assert.Equal(2, root.GetProperty("refusals")[0].GetProperty("line").GetInt32());
        Assert.Equal("\"2\" was shown and is not among the candidates.", root.GetProperty("refusals")[2].GetProperty("error").GetString());
        var policies = root.GetProperty("policies").EnumerateArray().ToList();
        Assert.Equal(["logged", "uniform", "softmax:score,temperature=0.5", "file:as-logged.jsonl"], policies.Select(policy => policy.GetProperty("policy").GetString()));
        Assert.All(policies, policy => Assert.Equal(JsonValueKind.Null, policy.GetProperty("cannotSay").ValueKind));
        Assert.Equal(Value(policies[0]), Value(policies[3]), 12);
        Assert.Equal(3, policies[3].GetProperty("estimates").GetArrayLength());
        Assert.Equal(1, root.GetProperty("policyLinesRefused").GetProperty("file:as-logged.jsonl").GetInt32());
        Assert.True(Value(policies[1]) < Value(policies[0]));

        static double Value(JsonElement policy) => policy.GetProperty("estimates")[0].GetProperty("value").GetProperty("value").GetDouble();
        static IEnumerable<string> Odds(LoggedSlate slate) => slate.Shown.Select(pick => JsonSerializer.Serialize(new { slate = slate.Id, id = slate.Candidates[pick.Place].Id, p = pick.Propensity }));
    }

    [Fact]
    public async Task Arms_are_compared_and_groups_are_dealt_on_the_command_line()
    {
        var log = new SlateWorld(22).Log(12, 8).ConvertAll(slate => slate with { Arm = Experiment.Of("e", "s", "control,new").Assign(slate.Group).Arm });
        await File.WriteAllLinesAsync(PathOf("log.jsonl"), log.Select(SlateWorld.Line), Now);
        using var answer = JsonDocument.Parse((await RunAsync(ExitCode.Ok, "eval", "ab", PathOf("log.jsonl"), "--per", "impression")).Out);
        var clicks = answer.RootElement.GetProperty("differences")[0];
        Assert.Equal("clicks", clicks.GetProperty("measure").GetString());
        Assert.InRange(clicks.GetProperty("p").GetDouble(), 0.0001, 1);
        var dealt = (await RunAsync(ExitCode.Ok, "eval", "assign", "e", "--salt", "s", "--arms", "control,new", "--group", "group:1", "group:2")).Out.Trim().Split('\n');
        Assert.Equal(2, dealt.Length);
        Assert.Contains($"\"arm\":\"{Experiment.Of("e", "s", "control,new").Assign("group:1").Arm}\"", dealt[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best", "There is no policy \"best\"")]
    [InlineData("greedy:score,epsilon=2", "epsilon of")]
    [InlineData("greedy:score,temperature=2", "is not understood")]
    [InlineData("softmax:score,temperature=0", "temperature of")]
    [InlineData("file:none.jsonl", "none.jsonl")]
    public async Task A_policy_that_there_is_not_is_refused_with_those_there_are(string policy, string said)
    {
        await File.WriteAllTextAsync(PathOf("log.jsonl"), "", Now);
        Assert.Contains(said, (await RunAsync(ExitCode.Wrong, "eval", "ope", PathOf("log.jsonl"), "--policy", policy)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_says_nothing_ends_with_no()
    {
        await File.WriteAllTextAsync(PathOf("log.jsonl"), "{}\n", Now);
        Assert.Contains("\"cannotSay\":\"there are 0 independent units", (await RunAsync(ExitCode.No, "eval", "ope", PathOf("log.jsonl"))).Out, StringComparison.Ordinal);
        await RunAsync(ExitCode.No, "eval", "ab", PathOf("log.jsonl"));
        await RunAsync(ExitCode.Wrong, "eval", "ope", PathOf("none.jsonl"));
    }

    [Theory]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"slate":"a","group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1,"p":1,"clicks":0}]}""", "\"at\" is missing")]
    [InlineData("""{"slate":"a","at":"2026-11-02T08:00:00Z","group":"g","candidates":[{"id":"1"},{"id":"1"}],"shown":[{"id":"1","slot":1,"p":1,"clicks":0}]}""", "stands there twice")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[]}""", "\"shown\" is missing or empty")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1,"clicks":0}]}""", "\"p\" of 1 is missing")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1,"p":1.5,"clicks":0}]}""", "not from 0 to 1")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1,"p":1,"clicks":-1}]}""", "\"clicks\" is below 0")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1.5,"p":1,"clicks":0}]}""", "not a whole number")]
    [InlineData("""{"slate":"a","at":1,"group":"g","candidates":[{"id":"1"},{"id":"2"}],"shown":[{"id":"1","slot":1,"p":1,"clicks":0},{"id":"2","slot":1,"p":1,"clicks":0}]}""", "a slot or a deal twice")]
    [InlineData("""{"slate":"\ud800","at":1,"group":"g","candidates":[{"id":"1"}],"shown":[{"id":"1","slot":1,"p":1,"clicks":0}]}""", "not Unicode")]
    public async Task A_wrong_line_is_refused_by_name_and_the_next_is_read(string line, string said)
    {
        var good = """{"slate":7,"at":"2026-11-02T08:00:00Z","group":1,"candidates":[{"id":1,"score":2.5}],"shown":[{"id":1,"slot":1,"p":0.5,"clicks":3}]}""";
        await File.WriteAllTextAsync(PathOf("log.jsonl"), $"{line}\r\n{good}", Now);
        var file = new SlateFile(() => File.OpenRead(PathOf("log.jsonl")));
        var slate = Assert.Single(await file.ReadAllAsync(Now));
        Assert.Equal(("7", "1", 2.5, 3d), (slate.Id, slate.Group, slate.Candidates[0].Value("score"), slate.Shown[0].Clicks));
        var refusal = Assert.Single(file.Refusals);
        Assert.Equal(1, refusal.Line);
        Assert.Contains(said, refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_beyond_the_longest_is_refused_without_being_held()
    {
        await File.WriteAllTextAsync(PathOf("log.jsonl"), new string('x', SlateFile.LongestLine + (1 << 20)) + "\n" + SlateWorld.Line(new SlateWorld(1).Log(1, 1)[0]) + "\n", Now);
        var file = new SlateFile(() => File.OpenRead(PathOf("log.jsonl")));
        Assert.Single(await file.ReadAllAsync(Now));
        Assert.Equal("The line is longer than 4 MiB.", Assert.Single(file.Refusals).Error);
    }

    [Fact]
    public async Task A_person_sees_a_table()
    {
        await File.WriteAllLinesAsync(PathOf("log.jsonl"), new SlateWorld(23).Log(5, 12).Select(SlateWorld.Line), Now);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(ExitCode.Ok, await CommandLine.RunAsync(["eval", "ope", PathOf("log.jsonl"), "--policy", "uniform", "--policy", "greedy:heat"], new Terminal(output, error, isInteractive: true), Now));
        Assert.Contains("120 slates, 360 picks", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("greedy:heat: cannot say", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static async Task<(string Out, string Error)> RunAsync(int code, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(code, await CommandLine.RunAsync(arguments, new Terminal(output, error, isInteractive: false), Now));
        return (output.ToString(), error.ToString());
    }
}
