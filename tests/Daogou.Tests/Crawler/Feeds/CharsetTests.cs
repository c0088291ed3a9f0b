using System.Text;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class CharsetTests
{
    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gb2312", "gb2312", "紫砂茶壶 特价")]
    [InlineData("gbk", "gb18030", "紫砂茶壺 €19.90 㐂")]
    [InlineData("x-gbk", "gb18030", "龘茶")]
    [InlineData("windows-1252", "windows-1252", "Café – 19 €")]
    [InlineData("iso-8859-1", "windows-1252", "Café – 19 €")]
    [InlineData("Shift-JIS", "shift_jis", "急須 特価")]
    [InlineData("utf-16", "utf-8", "茶壶, mislabelled")]
    [InlineData("gbk", "utf-8", "茶壶, mislabelled")]
    public async Task The_declared_character_set_counts_unless_the_bytes_are_UTF8(string declared, string real, string title)
    {
        var bytes = Encoding.GetEncoding(real).GetBytes($"""<?xml version="1.0" encoding="{declared}"?><rss><channel><item><guid>1</guid><title>{title}</title></item></channel></rss>""");
        Assert.Equal(title, Assert.Single(await A.RowsOf(bytes)).Item!.Title);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_decides(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("id,title\n1,茶壶\n")];
        Assert.Equal("茶壶", Assert.Single(await A.RowsOf(bytes)).Item!.Title);
    }

    [Fact]
    public async Task What_the_server_declares_counts_where_the_document_says_nothing()
    {
        var bytes = Encoding.GetEncoding("gb18030").GetBytes("id,title\n1,茶壶\n");
        Assert.Equal("茶壶", Assert.Single(await A.RowsOf(bytes, charset: "GBK")).Item!.Title);
    }

    [Fact]
    public async Task The_setting_wins_over_everything()
    {
        var settings = A.Feed();
        settings.Charset = "big5";
        var bytes = Encoding.GetEncoding("big5").GetBytes("id,title\n1,茶壺\n");
        Assert.Equal("茶壺", Assert.Single(await A.RowsOf(bytes, settings, charset: "utf-8")).Item!.Title);
    }
}
