using Daogou.Core.Search;
using Xunit;

namespace Daogou.Tests.Core.Search;

public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("无线耳机", "无线 线耳 耳机 机")]
    [InlineData("無線耳機", "无线 线耳 耳机 机")]
    [InlineData("ＳＯＮＹ　Headphones", "sony headphone")]
    [InlineData("WH-1000XM5", "wh 1000 xm 5 wh1000xm5 1000xm5")]
    [InlineData("wh1000xm5", "wh 1000 xm 5 wh1000xm5 1000xm5")]
    [InlineData("iPhone手机壳", "iphone 手机 机壳 壳")]
    [InlineData("256GB", "256 gb 256gb")]
    [InlineData("CAFÉ Crème", "cafe creme")]
    [InlineData("batteries glass bus lens", "battery glass bus len")]
    [InlineData("水", "水")]
    [InlineData("  -- !", "")]
    public void Text_is_cut_the_same_way_however_it_is_written(string text, string tokens) =>
        Assert.Equal(tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries), Analyzer.Tokens(text));

    [Theory]
    [InlineData("xian", "xian|xi an")]
    [InlineData("erji", "er ji")]
    [InlineData("lvse", "lu se")]
    [InlineData("bcd", "")]
    public void Letters_are_cut_into_syllables_in_every_way(string letters, string cuts) =>
        Assert.Equal(cuts.Split('|', StringSplitOptions.RemoveEmptyEntries), HanTable.Syllables(letters).Select(cut => string.Join(' ', cut)));

    [Fact]
    public void Half_a_character_at_a_cut_is_passed_over() => Assert.Equal(["tea", "茶"], Analyzer.Tokens("tea 茶 " + "🍵"[..1]));

    [Fact]
    public void A_text_sounds_by_its_characters_usual_readings() => Assert.Equal(("wuxianerjisony", "wxejsony"), HanTable.Sound("无线耳机 sony"));
}
