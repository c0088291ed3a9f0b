using Daogou.Core.Deals;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class DealReaderTests
{
    private static readonly string Long = new('x', 600);

    [Fact]
    public void A_row_becomes_a_deal_with_its_identity_by_the_merchants_own_id()
    {
        var draft = Read(Item("7") with { Link = "https://shop.example/p/7?utm_source=feed" }).Deal!;
        Assert.Equal(("shop:7", "shop", "https://shop.example/p/7"), (draft.Identity, draft.Merchant, draft.Url));
        Assert.Equal((Yuan(80), Yuan(100), Availability.InStock), (draft.Price, draft.ListPrice, draft.Availability));
    }

    [Fact]
    public void Without_the_merchants_id_the_address_is_the_identity_and_the_host_the_merchant()
    {
        var draft = DealReader.Read(Item() with { MerchantItem = null, Link = "https://www.shop.example/a?b=1&gclid=2" }, Terms() with { Merchant = "" }, Monday).Deal!;
        Assert.Equal(("url:https://www.shop.example/a?b=1", "shop.example"), (draft.Identity, draft.Merchant));
    }

    public static TheoryData<string, FeedItem, Refusal, string> Refused => new()
    {
        { "no title", Item() with { Title = " " }, Refusal.MissingTitle, "no title" },
        { "no key", Item() with { Key = "" }, Refusal.MissingKey, "no id" },
        { "long key", Item() with { Key = Long }, Refusal.FieldTooLong, "600" },
        { "no link", Item() with { Link = null }, Refusal.MissingLink, "no link" },
        { "broken link", Item() with { Link = "javascript:alert(1)" }, Refusal.BrokenLink, "javascript" },
        { "no price", Item() with { Price = null }, Refusal.MissingPrice, "no price" },
        { "words for a price", Item() with { Price = "call us" }, Refusal.BrokenPrice, "call us" },
        { "nothing to pay", Item() with { Price = "0.00" }, Refusal.BrokenPrice, "0.00" },
        { "less than nothing", Item() with { Price = "-3.00" }, Refusal.BrokenPrice, "-3.00" },
        { "a range", Item() with { Price = "10-20 CNY" }, Refusal.AmbiguousPrice, "10-20" },
        { "separators", Item() with { Price = "1.299" }, Refusal.AmbiguousPrice, "1.299" },
        { "unknown sign", Item() with { Price = "₡1200" }, Refusal.UnknownCurrency, "₡1200" },
        { "broken date", Item() with { EndsAt = "soon" }, Refusal.BrokenDate, "soon" },
        { "broken window", Item() with { SalePrice = "70", SaleWindow = "2026-11-01" }, Refusal.BrokenDate, "2026-11-01" },
        { "ends before it starts", Item() with { StartsAt = "2026-12-02T00:00Z", EndsAt = "2026-12-01T00:00Z" }, Refusal.BrokenDate, "before it starts" },
        { "over", Item() with { EndsAt = "2026-11-01T00:00:00Z" }, Refusal.AlreadyOver, "2026-11-01" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_row_that_cannot_be_believed_is_refused_and_says_what_stood_there(string why, FeedItem item, Refusal refusal, string words)
    {
        Assert.NotEmpty(why);
        var reading = Read(item);
        Assert.Equal(refusal, reading.Refusal);
        Assert.Contains(words, reading.Detail, StringComparison.Ordinal);
        Assert.Null(reading.Deal);
    }

    [Fact]
    public void A_link_to_a_host_that_the_source_may_not_list_is_refused() =>
        Assert.Equal(Refusal.HostNotAllowed, DealReader.Read(Item(), Terms() with { AllowedHosts = ["other.example"] }, Monday).Refusal);

    [Fact]
    public void Subdomains_of_an_allowed_host_are_allowed_but_not_its_look_alikes()
    {
        var terms = Terms() with { AllowedHosts = ["shop.example"] };
        Assert.NotNull(DealReader.Read(Item() with { Link = "https://m.shop.example/p" }, terms, Monday).Deal);
        Assert.Equal(Refusal.HostNotAllowed, DealReader.Read(Item() with { Link = "https://evilshop.example/p" }, terms, Monday).Refusal);
    }

    [Theory]
    [InlineData("80.00 CNY")]
    [InlineData("70.00 CNY")]
    [InlineData("0.00")]
    [InlineData("N/A")]
    [InlineData("15 USD")]
    public void A_list_price_that_claims_nothing_is_dropped_and_the_deal_stays(string listPrice)
    {
        var draft = Read(Item() with { ListPrice = listPrice }).Deal!;
        Assert.Equal((Yuan(80), null), (draft.Price, draft.ListPrice));
    }

    [Theory]
    [InlineData("2026-11-01T00:00+0800/2026-11-03T00:00+0800", 60, 80)]
    [InlineData("2026-11-03T00:00Z/2026-11-05T00:00Z", 80, 0)]
    [InlineData("2026-10-01T00:00Z/2026-11-02T08:00Z", 80, 0)]
    [InlineData(null, 60, 80)]
    public void A_sale_price_holds_inside_its_window_only(string? window, int price, int listPrice)
    {
        var draft = Read(Item() with { ListPrice = null, SalePrice = "60 CNY", SaleWindow = window }).Deal!;
        Assert.Equal((Yuan(price), listPrice == 0 ? null : Yuan(listPrice)), (draft.Price, draft.ListPrice));
    }

    [Fact]
    public void The_end_of_a_sale_is_the_end_of_the_deal() =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 5, 0, 0, 0, TimeSpan.Zero),
            Read(Item() with { SalePrice = "60", SaleWindow = "2026-11-01T00:00Z/2026-11-05T00:00Z" }).Deal!.EndsAt);

    [Fact]
    public void A_day_without_an_hour_is_over_when_the_day_is() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), Read(Item() with { EndsAt = "2026-11-02" }).Deal!.EndsAt);

    [Theory]
    [InlineData("10 CNY", CouponKind.AmountOff, 1000, 0, 0)]
    [InlineData("¥10 off", CouponKind.AmountOff, 1000, 0, 0)]
    [InlineData("15%", CouponKind.PercentOff, 0, 1500, 0)]
    [InlineData("12.5 % off", CouponKind.PercentOff, 0, 1250, 0)]
    [InlineData("8.5折", CouponKind.PercentOff, 0, 1500, 0)]
    [InlineData("满100减20", CouponKind.AmountOff, 2000, 0, 10000)]
    [InlineData("满100元减20元", CouponKind.AmountOff, 2000, 0, 10000)]
    public void A_coupons_words_become_an_amount_or_a_percentage(string value, CouponKind kind, long amount, int percent, long threshold)
    {
        var coupon = Read(CouponItem(value: value)).Coupon!;
        Assert.Equal((kind, amount, percent, threshold), (coupon.Kind, coupon.AmountMinor ?? 0, coupon.PercentBp ?? 0, coupon.ThresholdMinor ?? 0));
    }

    [Theory]
    [InlineData("free gift")]
    [InlineData("120%")]
    [InlineData("0%")]
    [InlineData("up to 20 CNY")]
    [InlineData("最高减20元")]
    public void A_coupon_without_a_certain_value_is_refused(string value) =>
        Assert.Equal(Refusal.BrokenCouponValue, Read(CouponItem(value: value)).Refusal);

    [Fact]
    public void A_coupon_needs_a_code_or_a_claim_link()
    {
        var item = CouponItem();
        Assert.Equal(Refusal.MissingCouponCode, Read(item with { Coupon = item.Coupon! with { Code = null } }).Refusal);
        Assert.Equal("https://shop.example/claim", Read(item with { Coupon = item.Coupon! with { Code = null, ClaimUrl = "https://shop.example/claim" } }).Coupon!.ClaimUrl);
    }

    private static Reading Read(FeedItem item) => DealReader.Read(item, Terms(), Monday);
}
