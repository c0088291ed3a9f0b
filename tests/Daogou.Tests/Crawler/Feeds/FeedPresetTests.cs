using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Sources;
using Daogou.Tests.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>Files of well-known networks as they come, with a preset or without.</summary>
public sealed class FeedPresetTests
{
    private const string Awin =
        """
        aw_deep_link,product_name,aw_product_id,merchant_product_id,merchant_image_url,description,merchant_category,search_price,merchant_name,merchant_id,currency,store_price,delivery_cost,merchant_deep_link,display_price,brand_name,in_stock,product_price_old,rrp_price,ean
        "https://www.awin1.com/pclick.php?p=77&a=1&m=2",Tea Pot,77,P-1,https://img.example.com/1.jpg,"A pot, for tea",Kitchen,12.99,Teahouse,2,GBP,,3.99,https://shop.example.com/pot,GBP12.99,Potters,1,,24.99,4006381333931
        "https://www.awin1.com/pclick.php?p=78&a=1&m=2",Tea Cup,78,P-2,,,Kitchen,5.00,Teahouse,2,GBP,,3.99,https://shop.example.com/cup,GBP5.00,Potters,0,,,
        """;

    private const string Rakuten =
        """
        HDR|2042|Teahouse|2026-11-22/04:00:00
        1001|Tea "Earl" Pot|SKU-1|Kitchen|Pots|https://shop.example.com/pot|https://img.example.com/1.jpg|https://click.linksynergy.com/link?id=x&offerid=1|A pot|A long pot|10|amount|12.99|24.99|||Potters|3.99|tea,pot|MP-1|Potters Ltd|2 days|in-stock|4006381333931|60|USD||https://ad.linksynergy.com/pixel
        1002|Tea Cup|SKU-2|Kitchen||https://shop.example.com/cup||||||||5.00|||||||||in-stock|||USD
        TRL|2
        """;

    private const string Cj =
        "PROGRAMNAME\tNAME\tSKU\tMANUFACTURER\tUPC\tCURRENCY\tSALEPRICE\tPRICE\tBUYURL\tIMAGEURL\tADVERTISERCATEGORY\tINSTOCK\n"
        + "Teahouse\tTea Pot\tP-1\tPotters\t4006381333931\tUSD\t12.99\t24.99\thttps://www.anrdoezrs.net/click-1-2?url=https%3A%2F%2Fshop.example.com%2Fpot\thttps://img.example.com/1.jpg\tKitchen\tyes\n";

    [Theory]
    [InlineData(null)]
    [InlineData("awin")]
    public async Task Awins_columns_are_found_by_their_names(string? preset)
    {
        var (first, second) = await TwoAsync(Awin, preset);
        Assert.Equal(
            ("Tea Pot", "https://shop.example.com/pot", "P-1", "12.99", "24.99", "GBP", "Potters", "4006381333931", "1"),
            (first.Title, first.Link, first.MerchantItem, first.Price, first.ListPrice, first.Currency, first.Brand, first.Gtin, first.Availability));
        Assert.Equal("3.99", first.Shipping);
        var deal = Believed(first);
        Assert.Equal(("12.99 GBP", "24.99 GBP", "teahouse", Availability.InStock), (deal.Price.ToString(), deal.ListPrice.ToString(), deal.Merchant, deal.Availability));
        Assert.Equal(Availability.OutOfStock, Believed(second).Availability);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rakuten")]
    public async Task Rakutens_catalogue_has_no_header_and_its_head_and_trailer_are_no_rows(string? preset)
    {
        var (first, second) = await TwoAsync(Rakuten, preset);
        Assert.Equal(("1001", "Tea \"Earl\" Pot", "SKU-1", "https://shop.example.com/pot", "MP-1"), (first.Key, first.Title, first.MerchantItem, first.Link, first.Mpn));
        Assert.Equal(("12.99 USD", "24.99 USD"), (Believed(first).Price.ToString(), Believed(first).ListPrice.ToString()));
        Assert.Equal(("5.00 USD", 2L), (Believed(second).Price.ToString(), second.Row));
    }

    [Fact]
    public async Task A_Rakuten_catalogue_without_its_trailer_is_cut_off() =>
        Assert.Contains("TRL", (await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(Rakuten[..Rakuten.IndexOf("TRL", StringComparison.Ordinal)]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_a_source_sets_itself_stands_beside_the_preset()
    {
        var settings = A.Feed(("title", "part_number"));
        settings.Preset = "rakuten";
        FeedPresets.Apply(settings);
        FeedPresets.Apply(settings);
        Assert.Equal("MP-1", (await A.RowsOf(Rakuten, settings))[0].Item!.Title);
    }

    [Fact]
    public async Task CJs_older_files_are_read_with_their_preset()
    {
        var item = Assert.Single(await A.RowsOf(Cj, Preset("cj"))).Item!;
        Assert.Equal(("Tea Pot", "P-1", "Teahouse", "yes"), (item.Title, item.MerchantItem, item.Merchant, item.Availability));
        Assert.Equal(("12.99 USD", "24.99 USD"), (Believed(item).Price.ToString(), Believed(item).ListPrice.ToString()));
    }

    [Fact]
    public async Task CJs_files_in_Googles_names_need_no_preset()
    {
        const string Header = "id\ttitle\tlink\timage_link\tprice\tsale_price\tavailability\tprogram_name\n";
        const string Row = "1\tPot\thttps://www.kqzyfj.com/click-1-2\thttps://img.example.com/1.jpg\t24.99 USD\t12.99 USD\tin stock\tTeahouse\n";
        Assert.Equal("12.99 USD", Believed(Assert.Single(await A.RowsOf(Header + Row)).Item!).Price.ToString());
        Assert.Equal("Teahouse", Assert.Single(await A.RowsOf(Header + Row, Preset("cj"))).Item!.Merchant);
    }

    [Theory]
    [InlineData("Title,URL,Price\nPot,https://shop.example.com/pot,$5.00\n", null)]
    [InlineData("Price;Title;URL\n$5.00;Pot;https://shop.example.com/pot\n", null)]
    [InlineData("Pot,https://shop.example.com/pot,$5.00\n", "plain")]
    [InlineData("标题,链接,价格\nPot,https://shop.example.com/pot,$5.00\n", "plain")]
    public async Task Title_address_and_price_are_enough(string file, string? preset)
    {
        var item = Assert.Single(await A.RowsOf(file, Preset(preset))).Item!;
        Assert.Equal(("Pot", "https://shop.example.com/pot", "5.00 USD"), (item.Title, item.Link, Believed(item).Price.ToString()));
    }

    [Theory]
    [InlineData("<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>1</g:id><g:title>Pot</g:title><g:price>9 USD</g:price><g:item_group_id>POTS</g:item_group_id><g:shipping><g:country>US</g:country><g:service>Ground</g:service><g:price>4.99 USD</g:price></g:shipping></item></channel></rss>", "US Ground 4.99 USD")]
    [InlineData("id\ttitle\tprice\tshipping\titem_group_id\n1\tPot\t9 USD\tUS:CA:Ground:4.99 USD\tPOTS\n", "US:CA:Ground:4.99 USD")]
    public async Task What_sending_costs_and_what_variants_belong_to_are_kept_in_the_sources_words(string feed, string shipping)
    {
        var item = Assert.Single(await A.RowsOf(feed)).Item!;
        Assert.Equal((shipping, "POTS", "9 USD"), (item.Shipping, item.ItemGroup, item.Price));
    }

    [Fact]
    public async Task A_preset_in_the_settings_is_one_in_the_crawl()
    {
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        await bench.SyncAsync(A.Source("rakuten", bench.FileAt("2042_1_mp.txt", Rakuten), options => options.Feed.Preset = "rakuten"));
        Assert.Equal((2L, 0L), await OfAsync(bench, "rakuten", run => (run.Added, run.Refused)));
        bench.FileAt("2042_1_mp.txt", Rakuten.Replace("TRL|2", "", StringComparison.Ordinal));
        Assert.Equal((SourceOutcome.Broken, 0L), await OfAsync(bench, "rakuten", run => (run.Outcome, run.Expired)));
    }

    private static async Task<T> OfAsync<T>(CrawlBench bench, string key, Func<SourceRun, T> what) => what(await bench.PollAsync(key));

    private static async Task<(FeedItem First, FeedItem Second)> TwoAsync(string file, string? preset)
    {
        var rows = await A.RowsOf(file, Preset(preset));
        Assert.Equal(2, rows.Count);
        return (rows[0].Item!, rows[1].Item!);
    }

    private static FeedSettings Preset(string? name)
    {
        var settings = new FeedSettings { Preset = name };
        FeedPresets.Apply(settings);
        return settings;
    }

    private static DealDraft Believed(FeedItem item) => DealReader.Read(item, new SourceTerms(1, "", "USD", [], false), A.Monday).Deal!;
}
