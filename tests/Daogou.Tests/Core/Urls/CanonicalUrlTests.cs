using CsCheck;
using Daogou.Core.Urls;
using Xunit;

namespace Daogou.Tests.Core.Urls;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://Shop.Example/P/1?utm_source=x&b=2&a=1#reviews", "https://shop.example/P/1?a=1&b=2")]
    [InlineData("https://shop.example:443/p?gclid=1", "https://shop.example/p")]
    [InlineData("https://shop.example/p?id=7&ascsubtag=me&tag=me-21", "https://shop.example/p?id=7")]
    [InlineData("https://www.shop.example./p?ID=7&mkevt=1&campid=5338", "https://www.shop.example/p?ID=7")]
    [InlineData("https://商店.example/商品", "https://xn--czrs0t.example/%E5%95%86%E5%93%81")]
    [InlineData("http://shop.example/p?size=2&size=1", "http://shop.example/p?size=2&size=1")]
    public void Anybodys_tracking_is_taken_off_and_the_product_stays(string text, string canonical) =>
        Assert.Equal(canonical, CanonicalUrl.Read(text, []).Url?.AbsoluteUri);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://shop.example/x")]
    [InlineData("data:text/html,x")]
    [InlineData("https://user:pass@shop.example/p")]
    [InlineData("https://shop.example@evil.example/p")]
    [InlineData("http://127.0.0.1/p")]
    [InlineData("http://2130706433/p")]
    [InlineData("http://0x7f.1/p")]
    [InlineData("http://[::1]/p")]
    [InlineData("http://localhost/p")]
    [InlineData("/p/1")]
    [InlineData("not an address")]
    [InlineData("https://shop.example\\@evil.example/")]
    [InlineData("")]
    [InlineData(null)]
    public void What_leads_to_no_public_shop_is_refused_with_a_reason(string? text)
    {
        var (url, fault) = CanonicalUrl.Read(text, []);
        Assert.Null(url);
        Assert.NotEmpty(fault!);
    }

    [Fact]
    public void A_host_that_is_allowed_by_name_and_port_may_be_an_address_of_this_machine()
    {
        Assert.Equal("http://127.0.0.1:5081/p", CanonicalUrl.Read("http://127.0.0.1:5081/p", ["127.0.0.1:5081"]).Url?.AbsoluteUri);
        Assert.Null(CanonicalUrl.Read("http://127.0.0.1:5082/p", ["127.0.0.1:5081"]).Url);
    }

    [Fact]
    public void The_canonical_form_of_a_canonical_address_is_itself() =>
        Gen.Select(Gen.Dictionary(Gen.OneOf("id", "sku", "utm_medium", "gclid", "color", "spm", "q"), Gen.String[Gen.Char.AlphaNumeric, 0, 5])[0, 6], Gen.String[Gen.Char.AlphaNumeric, 1, 10])
            .Sample((query, path) =>
            {
                var once = CanonicalUrl.Read($"https://shop.example/{path}?{string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}"))}", []).Url!;
                return CanonicalUrl.Of(once) == once && !once.Query.Contains("utm_", StringComparison.Ordinal);
            });
}
