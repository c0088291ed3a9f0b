using Daogou.Core.Deals;
using Daogou.Crawler.Sources;
using Daogou.Tests.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>Google's promotions feed, as XML and as delimited text: coupons.</summary>
public sealed class PromotionFeedTests
{
    private const string Xml =
        """
        <?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Promotions</title>
        <item><g:promotion_id>TEN</g:promotion_id><g:product_applicability>ALL_PRODUCTS</g:product_applicability><g:offer_type>GENERIC_CODE</g:offer_type><g:generic_redemption_code>TENOFF</g:generic_redemption_code>
        <g:long_title>10 off 50</g:long_title><g:money_off_amount>10.00 CNY</g:money_off_amount><g:minimum_purchase_amount>50 CNY</g:minimum_purchase_amount>
        <g:promotion_effective_dates>2026-01-01T00:00:00+08:00/2027-01-01T00:00:00+08:00</g:promotion_effective_dates><g:redemption_channel>ONLINE</g:redemption_channel></item>
        <item><g:promotion_id>SOME</g:promotion_id><g:product_applicability>SPECIFIC_PRODUCTS</g:product_applicability><g:generic_redemption_code>SOME20</g:generic_redemption_code><g:long_title>20% off</g:long_title>
        <g:percent_off>20</g:percent_off><g:item_id>P-1</g:item_id><g:item_id>P-2</g:item_id><g:promotion_effective_dates>2026-01-01/2027-01-01</g:promotion_effective_dates></item>
        <item><g:promotion_id>LIST</g:promotion_id><g:product_applicability>specific_products</g:product_applicability><g:generic_redemption_code>LIST5</g:generic_redemption_code><g:long_title>5% off some</g:long_title>
        <g:percent_off>5%</g:percent_off><g:promotion_effective_dates>2026-01-01/2027-01-01</g:promotion_effective_dates></item>
        <item><g:promotion_id>PAST</g:promotion_id><g:generic_redemption_code>PAST</g:generic_redemption_code><g:long_title>Over</g:long_title><g:percent_off>5</g:percent_off>
        <g:promotion_effective_dates>2020-01-01/2020-02-01</g:promotion_effective_dates></item>
        <item><g:promotion_id>SHIP</g:promotion_id><g:offer_type>NO_CODE</g:offer_type><g:long_title>Free shipping</g:long_title><g:promotion_effective_dates>2026-01-01/2027-01-01</g:promotion_effective_dates></item>
        </channel></rss>
        """;

    private const string Tsv =
        "promotion id\tproduct_applicability\tgeneric_redemption_code\tlong_title\tmoney_off_amount\tpercent_off\tminimum_purchase_amount\titem_id\tpromotion_effective_dates\n"
        + "TEN\tall_products\tTENOFF\t10 off 50\t10.00 CNY\t\t50 CNY\t\t2026-01-01T00:00:00+08:00/2027-01-01T00:00:00+08:00\n"
        + "SOME\tspecific_products\tSOME20\t20% off\t\t20\t\tP-1,P-2\t2026-01-01/2027-01-01\n"
        + "LIST\tspecific_products\tLIST5\t5% off some\t\t5\t\t\t2026-01-01/2027-01-01\n"
        + "PAST\tall_products\tPAST\tOver\t\t5\t\t\t2020-01-01/2020-02-01\n"
        + "SHIP\tall_products\t\tFree shipping\t\t\t\t\t2026-01-01/2027-01-01\n";

    public static TheoryData<string, string, string?> Feeds => new()
    {
        { Engines.Sqlite, Xml, "google-promotions" },
        { Engines.Sqlite, Xml, null },
        { Engines.Sqlite, Tsv, "google-promotions" },
        { Engines.Sqlite, Tsv.Replace("promotion id", "promotion_id", StringComparison.Ordinal), null },
    };

    [Theory, MemberData(nameof(Feeds))]
    public async Task Promotions_become_coupons_with_their_window_value_threshold_and_goods(string engine, string feed, string? preset)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("promos", bench.FileAt("promos", feed), options => options.Feed.Preset = preset));
        var run = await bench.PollAsync("promos");
        Assert.Equal((SourceOutcome.Taken, 5L, 3L, 2L), (run.Outcome, run.Seen, run.Added, run.Refused));
        Assert.Equal([Refusal.AlreadyOver, Refusal.MissingCouponCode], run.RefusalsRead.Samples.Select(row => row.Reason));
        var coupons = (await bench.Test.ReadAsync(session => CouponStore.ActiveAsync(session, A.Monday))).ToDictionary(coupon => coupon.Code!, StringComparer.Ordinal);
        Assert.Equal(
            (CouponKind.AmountOff, 1000L, 5000L, "CNY", CouponScope.Merchant, "teahouse"),
            (coupons["TENOFF"].Kind, coupons["TENOFF"].AmountMinor, coupons["TENOFF"].ThresholdMinor, coupons["TENOFF"].Currency, coupons["TENOFF"].Scope, coupons["TENOFF"].Merchant));
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUniversalTime(), coupons["TENOFF"].EndsAt);
        Assert.Equal((CouponKind.PercentOff, 2000, CouponScope.Items, """["P-1","P-2"]"""), (coupons["SOME20"].Kind, coupons["SOME20"].PercentBp, coupons["SOME20"].Scope, coupons["SOME20"].ScopeValues));
        // It is for some goods, and nobody said for which: it is taken off none by itself.
        var deal = A.Deal() with { Merchant = "teahouse" };
        Assert.Equal(CouponScope.Items, coupons["LIST5"].Scope);
        Assert.False(CouponMatch.Fits(coupons["LIST5"], deal, deal.Price!.Value, A.Monday));
    }

    [Fact]
    public async Task A_promotion_whose_window_is_none_is_refused()
    {
        var row = Assert.Single(await A.RowsOf(
            "promotion_id\tgeneric_redemption_code\tlong_title\tpercent_off\tpromotion_effective_dates\nX\tX1\tX\t5\tsoon\n"));
        Assert.Equal(Refusal.BrokenDate, DealReader.Read(row.Item!, new SourceTerms(1, "teahouse", "CNY", [], false), A.Monday).Refusal);
    }
}
