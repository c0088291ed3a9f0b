using Daogou.Core.Links;
using Xunit;

namespace Daogou.Tests.Core.Links;

public sealed class PastedTextTests
{
    [Theory]
    [InlineData("https://shop.example/item/1", "https://shop.example/item/1")]
    [InlineData("快来看 https://shop.example/item/1，今天最低！", "https://shop.example/item/1")]
    [InlineData("https://shop.example/item/1快看这个", "https://shop.example/item/1")]
    [InlineData("【好价】(https://shop.example/item/1).", "https://shop.example/item/1")]
    [InlineData("see https://shop.example/a_(b)?x=1&y=2!", "https://shop.example/a_(b)?x=1&y=2")]
    [InlineData("one http://a.example/1 two https://b.example/2", "http://a.example/1")]
    [InlineData("HTTPS://Shop.Example/Item", "https://shop.example/Item")]
    [InlineData("https:// https://shop.example/item/1", "https://shop.example/item/1")]
    [InlineData("<a href=\"https://shop.example/item/1\">", "https://shop.example/item/1")]
    public void The_first_address_is_found_without_what_hangs_on_to_it(string text, string address) =>
        Assert.Equal(address, PastedText.FirstAddress(text)?.AbsoluteUri);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no link here")]
    [InlineData("javascript:alert(1)")]
    [InlineData("shop.example/item/1")]
    [InlineData("http://")]
    [InlineData("￥CZ0001 abcDEF￥")]
    public void Where_there_is_none_there_is_none(string? text) => Assert.Null(PastedText.FirstAddress(text));
}
