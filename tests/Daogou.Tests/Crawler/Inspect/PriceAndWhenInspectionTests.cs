using System.Text;
using Daogou.Crawler.Inspect;
using Xunit;

namespace Daogou.Tests.Crawler.Inspect;

public sealed class PriceAndWhenInspectionTests
{
    [Theory]
    [InlineData("price", """{"text":"$34.44"}""", """{"amount":"34.44","currency":"USD","symbol":"$","confidence":0.98}""")]
    [InlineData("price", """{"text":"1.234","decimal":",","currencyHint":"EUR","other":1}""", """{"amount":"1234","currency":"EUR","symbol":"EUR","confidence":0.9}""")]
    [InlineData("price", """{"text":"sold out","locale":null}""", """{"amount":null,"currency":null,"symbol":null,"confidence":0}""")]
    [InlineData("when", """{"text":"明天","now":"2024-11-20T15:30:00+08:00","zone":"Asia/Shanghai"}""", """{"start":"2024-11-21T00:00:00+08:00","end":"2024-11-22T00:00:00+08:00","grain":"day"}""")]
    [InlineData("when", """{"text":"hello","now":"2024-11-20T15:30:00Z","zone":"Europe/Berlin"}""", """{"start":null,"end":null,"grain":null}""")]
    [InlineData("when", """{"text":"tomorrow","now":"2024-11-20T15:30:00Z","zone":"Nowhere/Land"}""", """{"error":"\"zone\" is not a time zone; give one such as Asia/Shanghai."}""")]
    [InlineData("when", """{"text":"tomorrow","zone":"UTC"}""", """{"error":"\"now\" is missing; give a text."}""")]
    public async Task A_line_in_is_an_answer_out(string kind, string line, string answer) =>
        Assert.Equal(answer, await Inspections.AnswerAsync(Inspections.Find(kind)!, Encoding.UTF8.GetBytes(line), CancellationToken.None));
}
