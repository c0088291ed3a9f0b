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
    [InlineData(
        "discount", """{"history":[{"at":1700000000,"price":"100"},{"at":1701000000,"price":120,"coupon":"20","shipping":5},{"at":1702000000,"price":"84.00"}],"now":1702100000,"claim":"-50%"}""",
        """{"truePercent":16,"low30":"100.00","low90":"100.00","low365":"100.00","lowEver":"100.00","coverage":0.7716,"verdict":"all-time low","price":"84.00","unitPrice":"84.00","since":1702000000,"daysKnown":24,"isConfident":true,"listPriceRaised":false,"claimIsTrue":false,"setAside":[]}""")]
    [InlineData(
        "discount", """{"history":[],"now":"2026-11-01T00:00:00Z"}""",
        """{"truePercent":null,"low30":null,"low90":null,"low365":null,"lowEver":null,"coverage":0,"verdict":"unknown","price":null,"unitPrice":null,"since":null,"daysKnown":0,"isConfident":false,"listPriceRaised":false,"claimIsTrue":null,"setAside":[]}""")]
    [InlineData("discount", """{"history":[{"at":1,"price":"abc"}],"now":2}""", """{"error":"\"price\" is not an amount from 0 up, such as \"19.90\"."}""")]
    public async Task A_line_in_is_an_answer_out(string kind, string line, string answer) =>
        Assert.Equal(answer, await Inspections.AnswerAsync(Inspections.Find(kind)!, Encoding.UTF8.GetBytes(line), CancellationToken.None));
}
