using System.Text;
using System.Text.Json;
using Daogou.Crawler.Inspect;
using Xunit;

namespace Daogou.Tests.Crawler.Inspect;

public sealed class CatalogInspectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"value":"4006381333931"}""", """{"kind":"gtin13","gtin14":"04006381333931","valid":true}""")]
    [InlineData("""{"value":4006381333931}""", """{"kind":"gtin13","gtin14":"04006381333931","valid":true}""")]
    [InlineData("""{"value":"2012345678900"}""", """{"kind":"instore","gtin14":null,"valid":false}""")]
    [InlineData("""{"value":"hello"}""", """{"kind":null,"gtin14":null,"valid":false}""")]
    public async Task A_number_of_goods_is_named(string line, string answer) => Assert.Equal([answer], await AnswersAsync("gtin", line));

    [Fact]
    public async Task A_price_may_be_a_number_or_a_text_and_unknown_fields_are_passed_over()
    {
        var answers = await AnswersAsync(
            "match",
            """{"a":{"title":"Sony DSC-W150 camera","price":139.94,"stars":[5]},"b":{"title":"sony cyber-shot dscw150","price":"139.94","modelno":"dscw150"}}""",
            """{"a":{"title":"Sony DSC-W150 camera","price":"$139.94"},"b":{"title":"sony cyber-shot dscw150","price":139.94,"model":"dscw150"}}""",
            """{"b":{"title":"Sony DSC-W150 camera","price":"$139.94"},"a":{"title":"sony cyber-shot dscw150","price":139.94,"model":"dscw150"}}""");
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[1], answers[2]);
        Assert.True(JsonDocument.Parse(answers[0]).RootElement.GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task Offers_are_clustered_over_all_lines_and_each_line_is_answered_in_its_place()
    {
        var answers = await AnswersAsync(
            "dedupe",
            """{"id":"b","title":"【券后】小米手环9 黑色","price":"249元"}""",
            "no JSON",
            """{"id":7,"title":"小米手环9 白色"}""",
            """{"title":"without an id"}""",
            """{"id":"a","title":"小米手环9 黑色 包邮","price":249}""");
        Assert.Equal(5, answers.Length);
        Assert.Equal("""{"id":"b","cluster":"a"}""", answers[0]);
        Assert.Contains("error", answers[1], StringComparison.Ordinal);
        Assert.Equal("""{"id":"7","cluster":"7"}""", answers[2]);
        Assert.Contains("\\\"id\\\" is missing", answers[3], StringComparison.Ordinal);
        Assert.Equal("""{"id":"a","cluster":"a"}""", answers[4]);
    }

    private static async Task<string[]> AnswersAsync(string kind, params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new MemoryStream();
        await InspectLines.RunAsync(Inspections.Find(kind)!, input, output, Cancel);
        return Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
    }
}
