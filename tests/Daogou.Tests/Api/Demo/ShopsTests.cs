using Daogou.Api.Demo.Market;
using Daogou.Core.Amounts;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Api.Demo;

public sealed class ShopsTests
{
    private static readonly (Shop Shop, Item Item)[] Goods = [.. from shop in Shops.All from item in shop.Items select (shop, item)];

    [Fact]
    public void Every_item_has_a_picture_of_its_own_kind_and_a_number_of_its_own()
    {
        Assert.All(Goods, good => Assert.True(Drawings.Has(good.Item.Drawing), good.Item.Drawing));
        Assert.All(Goods, good => Assert.StartsWith("<svg", Pictures.Of(good.Shop, good.Item), StringComparison.Ordinal));
        Assert.Equal(Goods.Length, Goods.Select(good => good.Item.Sku).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_same_day_gives_the_same_price_and_a_month_moves_most_of_them()
    {
        var moved = 0;
        foreach (var (shop, item) in Goods)
        {
            Assert.Equal(PriceTag.On(shop, item, A.Monday), PriceTag.On(shop, item, A.Monday.AddHours(1)));
            var prices = Enumerable.Range(0, 30).Select(day => PriceTag.On(shop, item, A.Monday.AddDays(day)).Price).Distinct().Count();
            moved += prices > 1 ? 1 : 0;
        }
        Assert.True(moved >= Goods.Length * 9 / 10, $"only {moved} of {Goods.Length} prices moved");
    }

    [Fact]
    public void On_any_day_some_are_on_sale_most_are_not_and_a_few_sales_only_raise_the_list_price()
    {
        var tags = (from day in Enumerable.Range(0, 30)
                    from good in Goods
                    select (good.Item, Tag: PriceTag.On(good.Shop, good.Item, A.Monday.AddDays(day)), good.Shop)).ToArray();
        var onSale = tags.Where(tag => tag.Tag.SaleEnds is not null).ToArray();
        var raised = onSale.Count(tag => tag.Tag.List > Money.FromDecimal(tag.Item.List * 1.2m, tag.Shop.Currency)!.Value);

        Assert.InRange(onSale.Length * 100 / tags.Length, 15, 50);
        Assert.InRange(raised * 100 / onSale.Length, 3, 35);
        Assert.All(tags, tag => Assert.True(tag.Tag.Price <= tag.Tag.List));
    }

    [Fact]
    public void A_coupon_lowers_the_sum_only_where_its_conditions_are_met()
    {
        var shop = Shops.Find("shanlan")!;
        var tea = shop.Find("SL109")!;
        var pan = shop.Find("SL104")!;

        Assert.Equal(A.Yuan(15), ShopCoupons.ByCode("shanlan", " tea15 ")!.Reduction(shop, tea, A.Yuan(100)));
        Assert.Null(ShopCoupons.ByCode("shanlan", "TEA15")!.Reduction(shop, pan, A.Yuan(100)));
        Assert.Null(ShopCoupons.ByCode("shanlan", "SHANLAN30")!.Reduction(shop, pan, A.Yuan(199)));
        Assert.Null(ShopCoupons.ByCode("lumo", "TEA15"));
    }
}
