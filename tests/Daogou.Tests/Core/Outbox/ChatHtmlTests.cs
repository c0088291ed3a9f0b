using Daogou.Core.Outbox;
using Xunit;

namespace Daogou.Tests.Core.Outbox;

public sealed class ChatHtmlTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("<b>bold &amp; long</b> tail", 8, "<b>bold &amp; …</b>")]
    [InlineData("<a href=\"https://a.example/?x=1&amp;y=2\">咖啡咖啡</a>", 3, "<a href=\"https://a.example/?x=1&amp;y=2\">咖啡…</a>")]
    [InlineData("☕😀😀😀", 4, "☕😀…")]
    public void A_text_is_cut_by_what_people_see_and_everything_open_is_closed(string html, int most, string expected)
    {
        var cut = ChatHtml.Cut(html, most);
        Assert.Equal(expected, cut);
        Assert.True(ChatHtml.ToPlainText(cut).Length <= Math.Max(most, ChatHtml.ToPlainText(html).Length));
    }

    [Fact]
    public void Plain_text_has_no_markup_and_no_entities() =>
        Assert.Equal("5 < 6 & \"x\" link", ChatHtml.ToPlainText("5 &lt; 6 &amp; &quot;x&quot; <a href=\"https://a.example\">link</a>"));
}
