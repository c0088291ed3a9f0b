using Daogou.Core.Catalog;
using Xunit;

namespace Daogou.Tests.Core.Catalog;

public sealed class ProductMatchTests
{
    private static CatalogOffer Offer(string title, double? price = null, string? gtin = null, string? url = null, string? brand = null) =>
        new() { Title = title, Price = price, Gtin = gtin, Url = url, Brand = brand };

    [Theory]
    [InlineData("sony cyber-shot digital camera red dscw150r", "Sony DSC-W150R Cyber-shot 8.1 MP camera, red")]
    [InlineData("Linksys EtherFast 8-Port 10/100 Switch EZXS88W", "linksys ezxs88w workgroup switch 8 port")]
    [InlineData("Apple/苹果 iPhone 15 128GB 黑色", "【券后】苹果 iPhone 15 128G 黑色 包邮")]
    public void Two_wordings_of_one_product_are_the_same(string a, string b) => Assert.Equal(MatchDecision.Same, ProductMatch.Compare(Offer(a), Offer(b)).Decision);

    [Theory]
    [InlineData("Apple/苹果 iPhone 15 128GB 黑色", "Apple/苹果 iPhone 15 256GB 黑色", "storage")]
    [InlineData("蒙牛 特仑苏 纯牛奶 250ml×16盒", "蒙牛 特仑苏 纯牛奶 250ml×12盒", "pack")]
    [InlineData("小米手环 8 黑色", "小米手环 8 白色", "colour")]
    [InlineData("小米手环 8 黑色", "小米手环 9 黑色", "number")]
    [InlineData("海信 55寸 电视 E3F", "海信 65寸 电视 E3F", "size")]
    [InlineData("iPad Air 第4代 64GB", "iPad Air 第5代 64GB", "generation")]
    public void Variants_are_not_the_same_and_the_veto_is_named(string a, string b, string veto)
    {
        var verdict = ProductMatch.Compare(Offer(a), Offer(b));
        Assert.NotEqual(MatchDecision.Same, verdict.Decision);
        Assert.Contains(veto, verdict.Vetoes);
    }

    [Fact]
    public void Numbers_of_goods_go_before_words()
    {
        Assert.Equal((MatchDecision.Same, "gtin"), Of(Offer("Blue kettle", gtin: "4006381333931"), Offer("Wasserkocher", gtin: "04006381333931")));
        Assert.Equal((MatchDecision.Different, "gtin"), Of(Offer("Blue kettle", gtin: "4006381333931"), Offer("Blue kettle", gtin: "036000291452")));
        Assert.Equal((MatchDecision.Same, "item"), Of(Offer("a", url: "https://item.jd.com/100012043978.html?utm=1"), Offer("b", url: "https://item.m.jd.com/product/100012043978.html")));
        Assert.NotEqual("item", Of(Offer("a kettle", url: "https://item.jd.com/100012043978.html"), Offer("a kettle", url: "https://www.amazon.com/dp/B0C1234567")).Reason);
        // A shop's own code on the till is no number of goods.
        Assert.NotEqual("gtin", Of(Offer("Blue kettle", gtin: "2012345678900"), Offer("Red lamp", gtin: "2012345678900")).Reason);
    }

    [Fact]
    public void On_Taobao_one_page_sells_several_variants_and_they_wait_for_a_person() =>
        Assert.Equal(
            (MatchDecision.Maybe, "item"),
            Of(Offer("手机壳 黑色", url: "https://item.taobao.com/item.htm?id=654321098765"), Offer("手机壳 白色", url: "https://detail.tmall.com/item.htm?id=654321098765")));

    [Fact]
    public void Swapping_the_two_changes_nothing()
    {
        var random = new Random(9);
        string[] words = ["sony", "WH-1000XM5", "headphones", "black", "white", "128GB", "256GB", "小米", "手机", "黑色", "2件装", "500ml", "×6", "Pro", "15", "case", "for", "2nd gen", "6.0", "包邮"];
        for (var round = 0; round < 500; round++)
        {
            CatalogOffer Any() => Offer(
                string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => words[random.Next(words.Length)])),
                random.Next(2) == 0 ? null : random.Next(1, 2000),
                brand: random.Next(3) == 0 ? words[random.Next(words.Length)] : null);
            var (a, b) = (Any(), Any());
            var (there, back) = (ProductMatch.Compare(a, b), ProductMatch.Compare(b, a));
            Assert.Equal((there.Decision, there.Score, there.Reason), (back.Decision, back.Score, back.Reason));
            Assert.Equal(there.Vetoes, back.Vetoes);
        }
    }

    [Fact]
    public void A_title_without_words_is_nothing_of_which_another_could_be_the_same() =>
        Assert.Equal(MatchDecision.Different, ProductMatch.Compare(Offer(""), Offer("🔥")).Decision);

    private static (MatchDecision Decision, string Reason) Of(CatalogOffer a, CatalogOffer b) => ProductMatch.Compare(a, b) is var verdict ? (verdict.Decision, verdict.Reason) : default;
}
