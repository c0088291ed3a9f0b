using CsCheck;
using Daogou.Crawler.Feeds;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class DealPostTests
{
    [Theory]
    [InlineData("山岚 手冲壶 券后¥19.9 原价39.9元", "¥19.9", "39.9元")]
    [InlineData("到手价 1299 元 小米手环", "1299 元", null)]
    [InlineData("折后:59 日常价 99", "59 CNY", "99 CNY")]
    [InlineData("京东 满199减20 洗衣液 39.9元", "39.9元", null)]
    [InlineData("USB-C Cable $12.99 (was $24.99)", "$12.99", "$24.99")]
    [InlineData("Kettle for £8", "£8", null)]
    [InlineData("Lego 10497 für 12,99 € statt 19,99 €", "12,99 €", "19,99 €")]
    [InlineData("Headphones Rs. 1,299 MRP", "Rs. 1,299", null)]
    [InlineData("TV 1.234,56 € (UVP 1.999,00 €)", "1.234,56 €", "1.999,00 €")]
    [InlineData("Save $20 on shoes: $59.99 + free shipping on orders over $35", "$59.99", null)]
    [InlineData("$5 off your order", null, null)]
    [InlineData("Laptops from $499", null, null)]
    [InlineData("10 best kettles of 2026", null, null)]
    public void Price_and_old_price_are_told_apart(string title, string? price, string? old)
    {
        var words = DealPost.Read(title, null);
        Assert.Equal((price, old), (words.Price?.Value, words.OldPrice?.Value));
    }

    [Theory]
    [InlineData("Apply code SAVE20 at checkout", "SAVE20")]
    [InlineData("coupon: \"tea-2026\"", "tea-2026")]
    [InlineData("优惠码：ABC123 立即使用", "ABC123")]
    [InlineData("no code needed", null)]
    [InlineData("The code is below", null)]
    public void A_code_is_a_code_and_no_word(string body, string? code) => Assert.Equal(code, DealPost.Read("Tea", body).Code?.Value);

    [Theory]
    [InlineData("Expires: 30 Nov 2026.", "30 Nov 2026")]
    [InlineData("截止2026年11月30日", "2026年11月30日")]
    [InlineData("ends soon", null)]
    public void An_end_is_one_only_with_a_date(string body, string? date) => Assert.Equal(date, DealPost.Read("Tea", body).Ends?.Value);

    [Theory]
    [InlineData("满199减20", "满199减20")]
    [InlineData("2件8折 包邮", "2件8折")]
    [InlineData("Buy 2 get 1 free", "Buy 2 get 1 free")]
    public void Terms_are_shown_as_they_stand(string title, string terms) => Assert.Equal(terms, DealPost.Read(title, null).Terms!.From);

    [Fact]
    public void The_words_that_something_came_from_are_kept() => Assert.Equal("券后¥19.9", DealPost.Read("茶壶 券后¥19.9", null).Price!.From);

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.String[Gen.OneOf([.. "0123456789.,¥$€ 元满减券后到手code:wasfor折"]), 0, 60].Sample(text => Assert.NotNull(DealPost.Read(text, text)));
}
