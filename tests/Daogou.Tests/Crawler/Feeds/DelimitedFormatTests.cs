using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class DelimitedFormatTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("|")]
    [InlineData("\t")]
    public async Task The_delimiter_is_found_from_the_header(string delimiter)
    {
        var rows = await A.RowsOf($"id,title,link,price\n1,Pot,https://shop.example.com/1,19.90\n".Replace(",", delimiter, StringComparison.Ordinal));
        var item = Assert.Single(rows).Item!;
        Assert.Equal(("1", "Pot", "https://shop.example.com/1", "19.90"), (item.Key, item.Title, item.Link, item.Price));
    }

    [Fact]
    public async Task The_field_map_names_the_columns_and_the_first_that_is_not_empty_wins()
    {
        var rows = await A.RowsOf(
            "art_nr;bezeichnung;preis_neu;preis_alt;url\n1;Kanne;;25,00;https://shop.example.com/1\n2;Tasse;4,50;5,00;https://shop.example.com/2\n",
            A.Feed(("key", "art_nr"), ("title", "bezeichnung"), ("price", "preis_neu|preis_alt"), ("list_price", "preis_alt"), ("link", "url")));
        Assert.Equal(["25,00", "4,50"], rows.Select(row => row.Item!.Price));
        Assert.Equal(["1", "2"], rows.Select(row => row.Item!.MerchantItem));
    }

    [Fact]
    public async Task Googles_names_are_known_with_and_without_prefix_in_any_case_with_spaces()
    {
        var rows = await A.RowsOf("g:ID\tTitle\tImage Link\tg:sale price\tPrice\n9\tPot\thttps://img.example.com/9.jpg\t8.00 USD\t10.00 USD\n");
        var item = Assert.Single(rows).Item!;
        Assert.Equal(("9", "https://img.example.com/9.jpg", "8.00 USD", "10.00 USD"), (item.Key, item.Image, item.SalePrice, item.Price));
    }

    [Fact]
    public async Task Quoted_fields_may_hold_delimiters_quotes_and_line_breaks()
    {
        var rows = await A.RowsOf("id,title,description\r\n1,\"Pot, \"\"large\"\"\",\"two\nlines\"\r\n2,Cup,plain\r\n");
        Assert.Equal(["Pot, \"large\"", "Cup"], rows.Select(row => row.Item!.Title));
        Assert.Equal("two lines", rows[0].Item!.Description);
    }

    [Fact]
    public async Task A_row_with_more_fields_than_columns_is_refused_with_its_number_and_text_and_the_others_go_on()
    {
        var rows = await A.RowsOf("id,title,price\n1,Pot,5\n2,Cup, with, commas,3\n3,Lid,1\n");
        Assert.Equal([true, false, true], rows.Select(row => row.Item is not null));
        Assert.Equal((2L, Refusal.MalformedRow), (rows[1].Row, rows[1].Refusal!.Value));
        Assert.Contains("with, commas", rows[1].Text, StringComparison.Ordinal);
        Assert.Equal("3", rows[2].Item!.Key);
    }

    [Fact]
    public async Task A_short_row_lacks_its_last_fields()
    {
        var rows = await A.RowsOf("id,title,price\n1,Pot\n2,Cup,3\n");
        Assert.Equal([null, "3"], rows.Select(row => row.Item?.Price));
    }

    [Fact]
    public async Task An_inch_mark_inside_a_field_does_not_swallow_the_file()
    {
        var rows = await A.RowsOf("id,title,price\n1,Screen 27\" wide,5\n2,Cup,3\n3,Lid,1\n");
        Assert.Contains(rows, row => row.Item is { Key: "2", Title: "Cup" });
        Assert.Contains(rows, row => row.Item is { Key: "3" });
    }

    [Fact]
    public async Task Coupons_are_read_with_their_own_fields()
    {
        var settings = A.Feed(("key", "id"), ("merchant", "shop"), ("ends", "until"), ("categories", "cats"), ("items", "skus"));
        settings.Coupons = true;
        var rows = await A.RowsOf(
            "id,shop,title,code,claim_url,value,threshold,until,cats,skus\nc1,tea,20 off,TEA20,,20 CNY,100 CNY,2026-12-01,\"Tea;Cups\",\nc2,tea,Claim it,,https://tea.example.com/c2,15%,,,,\"1,2\"\n",
            settings);
        var (first, second) = (rows[0].Item!, rows[1].Item!);
        Assert.Equal(("TEA20", "20 CNY", "100 CNY", "2026-12-01"), (first.Coupon!.Code, first.Coupon.Value, first.Coupon.Threshold, first.EndsAt));
        Assert.Equal(["Tea", "Cups"], first.Coupon.Categories);
        Assert.Equal(["1", "2"], second.Coupon!.Items);
        Assert.Equal("https://tea.example.com/c2", second.Coupon.ClaimUrl);
    }

    [Fact]
    public async Task A_header_without_rows_is_no_fault_of_the_reader() => Assert.Empty(await A.RowsOf("id,title,price\n"));
}
