using Daogou.Core.Reports;
using Xunit;

namespace Daogou.Tests.Core.Reports;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("with, comma", "\"with, comma\"")]
    [InlineData("with \"quotes\"", "\"with \"\"quotes\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" kept ", "\" kept \"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("返利 ¥3.20", "返利 ¥3.20")]
    public void A_cell_is_quoted_where_RFC_4180_asks_for_it(string? cell, string written) =>
        Assert.Equal($"h\r\n{written}\r\n", CsvText.Write(["h"], [[cell]]));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("+86")]
    public void A_cell_that_a_spreadsheet_would_run_is_made_harmless(string cell) =>
        Assert.StartsWith("'", CsvText.Write(["h"], [[cell]])[3..].TrimStart('"'), StringComparison.Ordinal);

    [Theory]
    [InlineData("-12.50")]
    [InlineData("12.50")]
    public void A_number_stays_a_number(string cell) => Assert.Equal($"h\r\n{cell}\r\n", CsvText.Write(["h"], [[cell]]));

    [Fact]
    public void The_mark_for_old_spreadsheets_is_written_only_when_asked_for()
    {
        Assert.Equal("\uFEFFh\r\n", CsvText.Write(["h"], [], byteOrderMark: true));
        Assert.Equal("h\r\n", CsvText.Write(["h"], []));
    }
}
