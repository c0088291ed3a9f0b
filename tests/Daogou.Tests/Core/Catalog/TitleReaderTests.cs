using Daogou.Core.Catalog;
using Xunit;

namespace Daogou.Tests.Core.Catalog;

public sealed class TitleReaderTests
{
    [Theory]
    [InlineData("【券后】Apple/苹果 iPhone 15 Pro Max 256GB 黑色钛金属 5G手机 包邮", "apple", null, "256gb", "black")]
    [InlineData("Hot! Sony WH-1000XM5 Wireless Headphones - Black (20% off) free shipping", "sony", "wh1000xm5", null, "black")]
    [InlineData("蒙牛 特仑苏 纯牛奶 250ml×16盒 限时特价", "mengniu", null, "250ml 16盒", null)]
    [InlineData("海尔 55寸 4K电视 LU55C51 券后1999元", "haier", "lu55c51", "55寸", null)]
    [InlineData("优衣库 男装 T恤 XL 2件装 白色", "uniqlo", null, "2件装 xl", "white")]
    [InlineData("LaCroix Sparkling Water 12 oz 6-pack lime", null, null, "12 oz 6-pack", null)]
    [InlineData("Coca-Cola 1.5L 6-pack", "coca-cola", null, "1.5l 6-pack", null)]
    [InlineData("华为 Mate 60 Pro 12+512G 雅川青", "huawei", null, "12+512g", "cyan")]
    public void A_title_tells_brand_model_size_and_colour(string title, string? brand, string? model, string? size, string? colour)
    {
        var facts = TitleReader.Read(title);
        Assert.Equal((brand, model, size, colour), (facts.Brand, facts.Model, facts.Size, facts.Colour));
    }

    [Theory]
    [InlineData("【券后】海尔 55寸 电视 券后1999元 包邮", "海尔 55 寸 电视")]
    [InlineData("🔥限时秒杀！海尔　５５寸　电视", "海尔 55 寸 电视")]
    [InlineData("海尔 55寸 电视 限量100件", "海尔 55 寸 电视")]
    [InlineData("[京东] 海尔 55寸 电视 每满300减50 叠加88VIP 95折", "海尔 55 寸 电视")]
    [InlineData("PLUS会员：海尔 55寸 电视 12期免息（前2小时）", "海尔 55 寸 电视")]
    [InlineData("Today's deal: Haier TV 55\" for $19.99 shipped | Walmart", "haier tv 55")]
    [InlineData("[Price Drop] HAIER TV 55\" w/ code SAVE10", "haier tv 55")]
    [InlineData("Lightning Deal - Haier TV 55\" | Best Price!", "haier tv 55")]
    [InlineData("Haier TV 55\" $199.99 - Free Shipping", "haier tv 55")]
    public void Promotion_width_and_case_are_taken_off(string title, string normalised) => Assert.Equal(normalised, TitleReader.Read(title).Normalised);

    [Theory]
    [InlineData("蓝月亮 洗衣液 3kg")]
    [InlineData("迪奥 口红 999")]
    [InlineData("黑人牙膏 120g")]
    [InlineData("红牛 维生素饮料 250ml")]
    public void A_thing_named_after_a_colour_is_not_of_it(string title) => Assert.Null(TitleReader.Read(title).Colour);

    [Theory]
    [InlineData("500ml", "0.5L")]
    [InlineData("55寸", "55 inch")]
    [InlineData("1kg", "1000g")]
    [InlineData("5斤", "2.5公斤")]
    [InlineData("1TB", "1000GB")]
    public void One_quantity_in_two_units_is_one(string one, string other)
    {
        var (first, second) = (Assert.Single(Measures.Read(TitleText.Fold(one))), Assert.Single(Measures.Read(TitleText.Fold(other))));
        Assert.Equal((first.Dimension, first.Value), (second.Dimension, second.Value));
    }

    [Fact]
    public void Reading_any_text_throws_nothing_and_reading_it_folded_gives_the_same()
    {
        var random = new Random(5);
        const string Signs = "aB1 2.5,-_+*×/()[]【】券后包邮GBml寸色黑白第代\uD83D\uDD25\uD800é％＄Ａ１元 \u200B!…";
        for (var round = 0; round < 3000; round++)
        {
            var title = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)]));
            var facts = TitleReader.Read(title);
            Assert.Equal(TitleText.Fold(title), TitleText.Fold(TitleText.Fold(title)));
            Assert.NotNull(facts.Normalised);
        }
    }
}
