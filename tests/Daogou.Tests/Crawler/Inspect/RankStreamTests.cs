using System.Text;
using System.Text.Json;
using Daogou.Crawler.Inspect;
using Xunit;

namespace Daogou.Tests.Crawler.Inspect;

public sealed class RankStreamTests
{
    private const long Start = 1_790_000_000;
    private const string World = """{"op":"world","groups":[{"id":"g1","members":200},{"id":2,"members":20}],"slots":6}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_is_answered_in_its_turn_and_what_is_wrong_with_one_says_so()
    {
        var answers = await AnswersAsync(
            World,
            "no JSON",
            """{"op":"dance"}""",
            $$"""{"op":"deals","now":{{Start}},"deals":[{{Deal("a")}},{"id":"b"},{{Deal("c")}}]}""",
            $$"""{"op":"slate","group":"g1","now":{{Start}},"candidates":["a","c","unknown"],"k":6,"objective":"clicks"}""",
            $$"""{"op":"slate","group":2,"now":{{Start}},"candidates":["a"],"k":6,"objective":"fame"}""",
            $$"""{"op":"feedback","group":"g1","now":{{Start}},"shown":[{"id":"a","slot":0,"impressions":100,"clicks":3,"orders":0},{"id":"z","slot":1,"impressions":100,"clicks":3}]}""");
        Assert.Equal("""{"ok":true}""", answers[0]);
        Assert.Contains("not JSON", answers[1], StringComparison.Ordinal);
        Assert.Contains("accepts world, deals, dead, slate or feedback", answers[2], StringComparison.Ordinal);
        Assert.Equal("""{"ok":true,"refused":[{"at":1,"error":"\"price\" is not an amount above 0, such as \"19.90\"."}]}""", answers[3]);
        Assert.Equal(["a", "c"], Ids(answers[4]).Order());
        Assert.Contains("accepts clicks or commission", answers[5], StringComparison.Ordinal);
        Assert.Contains("There is no deal z.", answers[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_dead_over_or_shown_this_week_and_a_second_offer_of_a_product_stay_out()
    {
        string[] deals = [Deal("a"), Deal("dead"), Deal("over", until: Start + 60), Deal("twin", product: "p-a"), Deal("b")];
        var slate = $$"""{"op":"slate","group":"g1","now":{0},"candidates":["a","dead","over","twin","b","a"],"k":6}""";
        var answers = await AnswersAsync(
            World,
            $$"""{"op":"deals","now":{{Start}},"deals":[{{string.Join(',', deals)}}]}""",
            $$"""{"op":"dead","now":{{Start}},"ids":["dead"]}""",
            slate.Replace("{0}", $"{Start}", StringComparison.Ordinal),
            slate.Replace("{0}", $"{Start + (7 * 86_400)}", StringComparison.Ordinal),
            slate.Replace("{0}", $"{Start + (8 * 86_400)}", StringComparison.Ordinal));
        Assert.Equal(2, Ids(answers[3]).Count);
        Assert.Contains("b", Ids(answers[3]));
        Assert.Empty(Ids(answers[4]));
        Assert.Equal(2, Ids(answers[5]).Count);
    }

    [Theory]
    [InlineData("40", "39.99", 20.02)]
    [InlineData("0.4", "39.99", 0.2002)]
    [InlineData("\"10\"", "39.99", 10)]
    [InlineData("60", "50.00", 37.5)]
    [InlineData("60", "5.00", 0)]
    public async Task The_discount_that_is_printed_is_what_the_history_proves_and_never_more_than_is_claimed(string claim, string price, double printed)
    {
        var answers = await AnswersAsync(
            World,
            $$"""{"op":"deals","now":{{Start}},"deals":[{{Deal("a", price, claim)}}]}""",
            $$"""{"op":"slate","group":"g1","now":{{Start}},"candidates":["a"],"k":1}""");
        var item = JsonDocument.Parse(answers[2]).RootElement.GetProperty("slate")[0];
        Assert.Equal(printed, item.GetProperty("shownDiscount").GetDouble(), 1e-9);
        Assert.InRange(item.GetProperty("p").GetDouble(), 1e-6, 1);
    }

    [Fact]
    public async Task The_order_of_candidates_changes_nothing_and_fewer_candidates_never_make_a_longer_slate()
    {
        var deals = string.Join(',', Enumerable.Range(0, 30).Select(at => Deal($"d{at}", $"{20 + at}.00")));
        var ids = Enumerable.Range(0, 30).Select(at => $"\"d{at}\"").ToList();
        var answers = new List<string[]>();
        foreach (var candidates in new[] { ids, [.. ids.AsEnumerable().Reverse()], ids[..4] })
        {
            answers.Add(await AnswersAsync(
                World, $$"""{"op":"deals","now":{{Start}},"deals":[{{deals}}]}""",
                $$"""{"op":"slate","group":"g1","now":{{Start}},"candidates":[{{string.Join(',', candidates)}}],"k":6}"""));
        }
        Assert.Equal(answers[0][2], answers[1][2]);
        Assert.Equal(6, Ids(answers[0][2]).Count);
        Assert.Equal(4, Ids(answers[2][2]).Count);
    }

    [Fact]
    public async Task It_learns_what_a_group_clicks_and_what_orders_come_later()
    {
        var lines = new List<string> { World };
        var (kept, id) = (new List<string>(), 0);
        for (var day = 0; day < 12; day++)
        {
            var now = Start + (day * 86_400);
            var fresh = Enumerable.Range(0, 24).Select(_ => $"d{id++}").ToList();
            lines.Add($$"""{"op":"deals","now":{{now}},"deals":[{{string.Join(',', fresh.Select((name, at) => Deal(name, category: $"c{at % 4}", posted: now)))}}]}""");
            foreach (var group in new[] { "\"g1\"", "2" })
            {
                lines.Add($$"""{"op":"slate","group":{{group}},"now":{{now}},"candidates":[{{string.Join(',', fresh.Select(name => $"\"{name}\""))}}],"k":6}""");
                kept.Add(lines[^1]);
            }
            // g1 clicks on c1 alone, 2 on c3 alone; every deal is reported so that what is learnt does not hang on what was chosen.
            lines.AddRange(new[] { ("\"g1\"", 1), ("2", 3) }.Select(taste =>
                $$"""{"op":"feedback","group":{{taste.Item1}},"now":{{now + 3600}},"shown":[{{string.Join(',', fresh.Take(6).Select((name, at) => $$"""{"id":"{{name}}","slot":{{at}},"impressions":100,"clicks":{{(at % 4 == taste.Item2 ? 12 : 1)}},"orders":0}"""))}}]}"""));
        }
        var answers = await AnswersAsync([.. lines]);
        var slates = lines.Index().Where(line => line.Item.Contains("\"slate\"", StringComparison.Ordinal)).Select(line => Ids(answers[line.Index])).ToList();
        Assert.All(slates[^2].Take(3), name => Assert.Equal(1, int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture) % 4));
        Assert.All(slates[^1].Take(3), name => Assert.Equal(3, int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture) % 4));
        Assert.Equal(answers, await AnswersAsync([.. lines]));
    }

    private static string Deal(
        string id, string price = "39.99", string claim = "30", string? product = null, string category = "c1", long posted = Start, long until = Start + (60 * 86_400)) =>
        $$"""
        {"id":"{{id}}","product":"{{product ?? "p-" + id}}","category":"{{category}}","merchant":"m1","price":"{{price}}","claimedDiscount":{{claim}},
        "history":[{"at":{{posted - (40 * 86_400)}},"price":"80.00"},{"at":{{posted - (25 * 86_400)}},"price":"50.00"}],
        "postedAt":{{posted}},"listedUntil":{{until}},"commissionRate":0.05}
        """.ReplaceLineEndings("");

    private static List<string> Ids(string answer) => [.. JsonDocument.Parse(answer).RootElement.GetProperty("slate").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static async Task<string[]> AnswersAsync(params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new MemoryStream();
        await InspectLines.RunAsync(new RankStream(5, TimeSpan.FromDays(12)), input, output, Cancel);
        return Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
    }
}
