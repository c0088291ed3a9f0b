using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>Shops' own JSON and YML, and any JSON by path.</summary>
public sealed class ShopFeedTests
{
    [Fact]
    public async Task Shopify_gives_the_cheapest_variant_that_can_be_bought_and_an_old_price_only_above_it()
    {
        var rows = await A.RowsOf(
            """
            {"products":[
              {"id":11,"title":"Tee","handle":"tee","vendor":"Acme","product_type":"Shirts","body_html":"<p>Soft</p>","images":[{"src":"https://cdn.example/1.jpg"}],
               "variants":[{"id":1,"price":"9.00","compare_at_price":null,"available":false},{"id":2,"price":"12.00","compare_at_price":"20.00","available":true},{"id":3,"price":"15.00","available":true}]},
              {"id":12,"title":"Cap","handle":"cap hat","variants":[{"id":4,"price":"5.00","compare_at_price":"5.00","available":false}]},
              7
            ]}
            """);
        var tee = rows[0].Item!;
        Assert.Equal(("11", "12.00", "20.00", "in_stock", "Acme", "Shirts"), (tee.Key, tee.Price, tee.ListPrice, tee.Availability, tee.Brand, tee.Category));
        Assert.EndsWith("/products/tee?variant=2", tee.Link, StringComparison.Ordinal);
        Assert.Equal((null, "out_of_stock"), (rows[1].Item!.ListPrice, rows[1].Item!.Availability));
        Assert.EndsWith("/products/cap%20hat", rows[1].Item!.Link, StringComparison.Ordinal);
        Assert.Null(rows[2].Item);
    }

    [Theory]
    [InlineData("\"1999\",\"regular_price\":\"2499\",\"currency_code\":\"USD\",\"currency_minor_unit\":2", "19.99", "24.99")]
    [InlineData("\"1999\",\"regular_price\":\"1999\",\"currency_code\":\"JPY\",\"currency_minor_unit\":0", "1999", "1999")]
    [InlineData("\"19990\",\"regular_price\":\"25000\",\"currency_code\":\"KWD\",\"currency_minor_unit\":3", "19.990", "25.000")]
    public async Task WooCommerce_prices_are_minor_units(string prices, string price, string list)
    {
        var row = Assert.Single(await A.RowsOf(
            $$"""[{"id":5,"name":"Mug &amp; cup","permalink":"https://shop.example/mug","is_in_stock":true,"prices":{"price":{{prices}}},"categories":[{"name":"Kitchen"}]}]"""));
        Assert.Equal(("Mug & cup", price, list, "Kitchen", "in_stock"), (row.Item!.Title, row.Item.Price, row.Item.ListPrice, row.Item.Category, row.Item.Availability));
    }

    [Fact]
    public async Task YML_offers_take_their_category_by_its_number_and_a_price_from_is_no_price()
    {
        var rows = await A.RowsOf(
            """
            <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd">
            <yml_catalog date="2026-11-01 12:00"><shop><name>S</name><categories><category id="1">Посуда</category><category id="2" parentId="1">Чайники</category></categories>
            <offers><offer id="a1" available="true"><url>https://shop.example/1</url><price>1290</price><oldprice>1990</oldprice><currencyId>RUR</currencyId><categoryId>2</categoryId>
            <picture>https://shop.example/1.jpg</picture><typePrefix>Чайник</typePrefix><vendor>Acme</vendor><model>K-1</model><barcode>4601234567893</barcode></offer>
            <offer id="a2"><url>https://shop.example/2</url><price from="true">500</price><name>Чашка</name></offer></offers></shop></yml_catalog>
            """);
        var kettle = rows[0].Item!;
        Assert.Equal(("Чайник Acme K-1", "1290", "1990", "RUB", "Чайники", "4601234567893", "in_stock"), (kettle.Title, kettle.Price, kettle.ListPrice, kettle.Currency, kettle.Category, kettle.Gtin, kettle.Availability));
        Assert.Equal("from 500", rows[1].Item!.Price);
    }

    [Theory]
    [InlineData("""[{"id":1,"title":"A","url":"https://x.example/1","price":1},{"id":2,"title":"B"}]""", "")]
    [InlineData("{\"id\":1,\"title\":\"A\",\"url\":\"https://x.example/1\",\"price\":1}\n{\"id\":2,\"title\":\"B\"}\n", "")]
    [InlineData("""{"meta":{"list":[9]},"data":{"deep":[0],"list":[{"id":1,"title":"A","url":"https://x.example/1","price":1},{"id":2,"title":"B"}]},"z":[]}""", "data.list")]
    public async Task Any_JSON_is_read_as_a_list_as_lines_or_by_path(string document, string path)
    {
        var rows = await A.RowsOf(document, new FeedSettings { ItemsPath = path }, "json");
        Assert.Equal(["A", "B"], rows.Select(row => row.Item!.Title));
    }

    [Theory]
    [InlineData("""{"data":{"list":5}}""", "data.list", "not a list")]
    [InlineData("""{"data":{}}""", "data.list", "no list")]
    [InlineData("""[{"id":1},{"id""", "", "breaks off")]
    [InlineData("""{"data":{"list":[{"id":1}""", "data.list", "breaks off")]
    public async Task A_list_that_is_not_there_or_breaks_off_is_said(string document, string path, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(document, new FeedSettings { ItemsPath = path }, "json"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_without_a_header_takes_its_columns_from_the_settings_and_passes_over_head_and_trailer()
    {
        var settings = new FeedSettings { Delimiter = "|", NoRows = "HDR|TRL", SkipLines = 1 };
        settings.Columns.AddRange(["id", "title", "url", "price"]);
        var rows = await A.RowsOf("made by hand\nHDR|shop|2026-11-01\n1|Kettle|https://x.example/1|9.90\n2|Cup|https://x.example/2|3.50\nTRL|2\n", settings, "csv");
        Assert.Equal([(1L, "Kettle"), (2L, "Cup")], rows.Select(row => (row.Row, row.Item!.Title)));
    }

    [Fact]
    public async Task A_field_of_a_page_may_be_a_part_of_a_text()
    {
        var settings = new FeedSettings { ItemSelector = "li" };
        settings.Fields["title"] = "b";
        settings.Fields["price"] = "i@data-t ~ cost (\\d+)";
        var row = Assert.Single(await A.RowsOf("<!doctype html><ul><li><b>Cup</b><i data-t='cost 12 now'></i></li></ul>", settings, "html"));
        Assert.Equal("12", row.Item!.Price);
    }
}
