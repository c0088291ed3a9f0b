using System.Text.Json;
using CsCheck;
using Xunit;

namespace Daogou.Tests.Crawler.Pages;

public sealed class JsonLdTests
{
    [Fact]
    public void A_product_with_one_offer_gives_all_its_fields()
    {
        var offer = Assert.Single(PageText.JsonLd(
            """
            {"@context":"https://schema.org/","@type":"Product","name":"Tea &amp; Pot","brand":{"@type":"Brand","name":"Acme"},"gtin13":"4006381333931",
             "sku":"A-1","mpn":"M1","image":["/i/1.jpg"],"offers":{"@type":"Offer","url":"/p/1?v=2","priceCurrency":"EUR","price":19.9,
             "availability":"https://schema.org/InStock","itemCondition":"https://schema.org/NewCondition"}}
            """));
        Assert.Equal("Tea & Pot|19.90|EUR|InStock|json-ld", PageText.Row(offer));
        Assert.Equal(("Acme", "4006381333931", "A-1", "https://shop.example.com/p/1?v=2", "https://shop.example.com/i/1.jpg"), (offer.Brand, offer.Gtin, offer.Sku, offer.Url, offer.Image));
    }

    [Theory]
    [InlineData("""[{"@type":"BreadcrumbList"},{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"5","priceCurrency":"USD"}}]""")]
    [InlineData("""{"@graph":[{"@type":"WebSite","name":"S"},{"@type":["Product","Thing"],"name":"P","offers":[{"@type":"Offer","price":"5.00","priceCurrency":"usd"}]}]}""")]
    [InlineData("""{"@type":"ItemPage","mainEntity":{"@type":"http://schema.org/Product","name":"P","offers":{"@type":"schema:Offer","price":5,"priceCurrency":"USD"}}}""")]
    [InlineData("""{"@type":"Product","schema:name":"P","http://schema.org/offers":{"@type":"Offer","price":{"@value":"5.00"},"priceCurrency":"USD"}}""")]
    [InlineData("""{"@type":"Product","name":"P","offers":{"@id":"#o"}} {"@type":"Offer","@id":"#o","price":"5","priceCurrency":"USD"}""")]
    [InlineData("""{"@graph":[{"@type":"Offer","price":"5","priceCurrency":"USD","itemOffered":{"@id":"#p"}},{"@type":"Product","@id":"#p","name":"P"}]}""")]
    [InlineData("""{"@graph":[{"@type":"Product","@id":"#p","name":"P"},{"@type":"Product","@id":"https://shop.example.com/p/1#p","offers":{"@type":"Offer","price":"5","priceCurrency":"USD"}}]}""")]
    [InlineData("""{"@type":"Product","name":"P","price":"5.00","priceCurrency":"USD"}""")]
    [InlineData("""{"@type":"Product","name":"P","offers":{"price":"5.00","priceCurrency":"USD"}}""")]
    [InlineData("""{"@type":"Review","itemReviewed":{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"5.00","priceCurrency":"USD"}}}""")]
    [InlineData("""{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"5.00","priceCurrency":"USD"}}}]}""")]
    [InlineData("""{"@type":"Book","name":"P","workExample":[{"@type":"Book","bookFormat":"EBook","potentialAction":{"@type":"ReadAction","expectsAcceptanceOf":{"@type":"Offer","price":"5","priceCurrency":"USD"}}}]}""")]
    [InlineData("""{"@type":"SoftwareApplication","name":"P","offers":{"@type":"Offer","price":"5","priceCurrency":"USD"}}""")]
    public void The_offer_is_found_wherever_it_is_nested(string json) => Assert.Equal("P|5.00|USD", PageText.Rows(PageText.JsonLd(json)));

    [Theory]
    [InlineData("{\"@type\":\"Product\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\",},}")]
    [InlineData("<!-- {\"@type\":\"Product\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\"}} -->")]
    [InlineData("//<![CDATA[\n{\"@type\":\"Product\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\"}}\n//]]>")]
    [InlineData("/*<![CDATA[*/{\"@type\":\"Product\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\"}}/*]]>*/")]
    [InlineData("\uFEFF{\"@type\":\"Product\",\"name\":\"P\", /* note */ \"offers\":{\"@type\":\"Offer\",\"price\":\"5\" // five\n,\"priceCurrency\":\"USD\"}};")]
    [InlineData("{\"@type\":\"Product\",\"description\":\"line\none\ttab\",\"name\":\"P\"\n\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\"}}")]
    [InlineData("{\"@type\":\"Product\",\"description\":\"a 5\" wide, \"nice\" pot\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"USD\"}}")]
    [InlineData("{'@type':'Product','name':'P','offers':{'@type':'Offer','price':'5','priceCurrency':'USD'}}")]
    [InlineData("{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;P&quot;,&quot;offers&quot;:{&quot;@type&quot;:&quot;Offer&quot;,&quot;price&quot;:&quot;5&quot;,&quot;priceCurrency&quot;:&quot;USD&quot;}}")]
    [InlineData("{\"@type\":\"Product\",\"name\":\"P\",\"description\":\"it\\'s\",\"gtin\":,\"offers\":{\"@type\":\"Offer\",\"price\":5,\"priceCurrency\":\"USD\"}}")]
    [InlineData("{\"@type\":\"Product\",\"name\":\"P\",\"offers\":{\"@type\":\"Offer\",\"price\":5.00,\"priceCurrency\":\"USD\"}")]
    [InlineData("{\"@type\":\"Product\",\"name\":\"P\",,\"offers\":{\"@type\":\"Offer\",\"price\":$5.00,\"priceCurrency\":\"USD\"}}]")]
    public void JSON_as_people_write_it_is_read(string json) => Assert.Equal("P|5.00|USD", PageText.Rows(PageText.JsonLd(json)));

    [Fact]
    public void Each_variant_of_a_group_is_an_offer_and_inherits_what_it_lacks()
    {
        var offers = PageText.JsonLd(
            """
            {"@type":"ProductGroup","name":"Coat","brand":"Acme","hasVariant":[
              {"@type":"Product","name":"Coat S","sku":"S","offers":{"@type":"Offer","price":10,"priceCurrency":"USD","url":"/c?s=1"}},
              {"@type":"Product","sku":"M","offers":{"@type":"Offer","price":11,"priceCurrency":"USD"}},
              {"url":"/other"}]}
            """);
        Assert.Equal("Coat S|10.00|USD ; Coat|11.00|USD", PageText.Rows(offers));
        Assert.All(offers, offer => Assert.Equal("Acme", offer.Brand));
    }

    [Fact]
    public void Variants_that_stand_apart_and_point_at_their_group_are_not_listed_twice()
    {
        var offers = PageText.JsonLd(
            """
            {"@graph":[{"@type":"Product","@id":"#s","name":"Coat S","isVariantOf":{"@id":"#g"},"offers":{"@type":"Offer","price":10,"priceCurrency":"USD"}},
              {"@type":"ProductGroup","@id":"#g","name":"Coat","hasVariant":[{"@id":"#s"}]}]}
            """);
        Assert.Equal("Coat S|10.00|USD", PageText.Rows(offers));
    }

    [Theory]
    [InlineData("""{"@type":"AggregateOffer","lowPrice":"12.50","highPrice":"20","priceCurrency":"GBP"}""", "P|12.50|GBP")]
    [InlineData("""{"@type":"AggregateOffer","lowPrice":"12.50","priceCurrency":"GBP","offers":[{"@type":"Offer","price":"12.50","sku":"a"},{"@type":"Offer","price":"20","sku":"b"}]}""", "P|12.50|GBP ; P|20.00|GBP")]
    [InlineData("""[{"@type":"Offer","price":1,"priceCurrency":"USD","sku":"a"},{"@type":"Offer","price":2,"priceCurrency":"USD","sku":"b"}]""", "P|1.00|USD ; P|2.00|USD")]
    [InlineData("""[{"@type":"Offer","price":1,"priceCurrency":"USD"},{"@type":"Offer","price":1,"priceCurrency":"USD","sku":"b"}]""", "P|1.00|USD")]
    [InlineData("""{"@type":"Offer","priceSpecification":{"@type":"UnitPriceSpecification","price":"7.00","priceCurrency":"EUR"}}""", "P|7.00|EUR")]
    [InlineData("""{"@type":"Offer","priceSpecification":[{"price":"9","priceCurrency":"EUR","priceType":"https://schema.org/StrikethroughPrice"},{"price":"7.00","priceCurrency":"EUR"}]}""", "P|7.00|EUR")]
    [InlineData("""{"@type":"Offer","priceSpecification":[{"price":"7.00","priceCurrency":"EUR"},{"price":"5","priceCurrency":"EUR","validForMemberTier":{"@type":"MemberProgramTier"}}]}""", "P|7.00|EUR")]
    [InlineData("""{"@type":"Offer","price":"7","priceCurrency":"EUR","priceSpecification":{"price":"9","priceCurrency":"EUR","priceType":"ListPrice"}}""", "P|7.00|EUR")]
    [InlineData("""{"@type":"Offer","priceSpecification":{"price":"9","priceCurrency":"EUR","priceType":"ListPrice"}}""", "P||")]
    [InlineData("""{"@type":"Offer","availability":"InStock"}""", "P||")]
    [InlineData("""{"@type":"Offer","price":"call us","priceCurrency":"EUR"}""", "P||EUR")]
    [InlineData("""{"@type":"Offer","price":"-1","priceCurrency":"EUR"}""", "P||EUR")]
    public void The_price_is_the_one_to_pay(string offers, string rows) =>
        Assert.Equal(rows, PageText.Rows(PageText.JsonLd($$$"""{"@type":"Product","name":"P","offers":{{{offers}}} }""")));

    [Theory]
    [InlineData("\"1234.50\"", "USD", "1234.50")]
    [InlineData("\"1,234.50\"", "USD", "1234.50")]
    [InlineData("\"1.234,50\"", "EUR", "1234.50")]
    [InlineData("\"1.234,50 €\"", "EUR", "1234.50")]
    [InlineData("\"19,99\"", "EUR", "19.99")]
    [InlineData("\"$19.99\"", "USD", "19.99")]
    [InlineData("\"1 299,00 zł\"", "PLN", "1299.00")]
    [InlineData("\"49.9900\"", "EUR", "49.99")]
    [InlineData("\"19.9\"", "GBP", "19.90")]
    [InlineData("1980", "JPY", "1980")]
    [InlineData("\"1980.00\"", "JPY", "1980")]
    [InlineData("\"1,980\"", "JPY", "1980")]
    [InlineData("\"2.490.000\"", "VND", "2490000")]
    [InlineData("19.989999771118164", "USD", "19.99")]
    [InlineData("1.299E3", "USD", "1299.00")]
    [InlineData("1.5", "KWD", "1.500")]
    [InlineData("\"199.000\"", "VND", "199000")]
    [InlineData("\"1299.000\"", "EUR", "1299.00")]
    [InlineData("\"12.50\"", "XYZ", "12.50")]
    [InlineData("0", "USD", "0.00")]
    public void Prices_come_out_as_plain_decimals(string price, string currency, string expected) =>
        Assert.Equal(expected, Assert.Single(PageText.JsonLd($$$"""{"@type":"Product","name":"P","offers":{"@type":"Offer","price":{{{price}}},"priceCurrency":"{{{currency}}}"}}""")).Price);

    [Fact]
    public void JSON_that_is_right_is_read_as_it_stands() => Gen.Char["abé茶 \"'\\/,:;{}[]()#\t\n-_.0"].Array[1, 30].Select(chars => new string(chars)).Sample(name =>
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, object> { ["@type"] = "Product", ["name"] = "x" + name + "x", ["sku"] = "1", ["offers"] = new { price = 5 } });
        var offer = Assert.Single(PageText.JsonLd(json));
        Assert.Equal(string.Join(' ', ("x" + name + "x").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), offer.Name);
        Assert.Equal(("1", "5"), (offer.Sku, offer.Price));
    });

    [Theory]
    [InlineData("€", "EUR")]
    [InlineData("RMB", "CNY")]
    [InlineData("gbp", "GBP")]
    [InlineData("http://www.xe.com/iso4217.php#EUR", "EUR")]
    public void Currencies_come_out_as_codes(string currency, string expected) =>
        Assert.Equal(expected, Assert.Single(PageText.JsonLd($$$"""{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"1","priceCurrency":"{{{currency}}}"}}""")).Currency);

    [Theory]
    [InlineData("http://schema.org/InStock", "InStock")]
    [InlineData("https://schema.org/OutOfStock/", "OutOfStock")]
    [InlineData("schema:PreOrder", "PreOrder")]
    [InlineData("instock", "InStock")]
    [InlineData("in_stock", "InStock")]
    [InlineData("Out of stock", "OutOfStock")]
    [InlineData("LimitedAvailability", "LimitedAvailability")]
    [InlineData("http://schema.org/SoldOut", "SoldOut")]
    [InlineData("Auf Lager", "InStock")]
    [InlineData("有货", "InStock")]
    [InlineData("whatever", null)]
    public void Availability_comes_out_as_the_bare_word(string text, string? expected) =>
        Assert.Equal(expected, Assert.Single(PageText.JsonLd($$$"""{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"1","availability":"{{{text}}}"}}""")).Availability);

    [Theory]
    [InlineData("\"gtin\":\"04006381333931\"", "04006381333931")]
    [InlineData("\"gtin8\":\"96385074\"", "96385074")]
    [InlineData("\"isbn\":\"978-3-16-148410-0\"", "9783161484100")]
    [InlineData("\"isbn\":\"0-8044-2957-X\"", "080442957X")]
    [InlineData("\"productID\":\"isbn:9783161484100\"", "9783161484100")]
    [InlineData("\"gtin13\":4006381333931", "4006381333931")]
    [InlineData("\"gtin13\":\"n/a\"", null)]
    [InlineData("\"gtin13\":\"\",\"gtin12\":\"614141000036\"", "614141000036")]
    public void Identifiers_come_out_without_hyphens(string member, string? expected) =>
        Assert.Equal(expected, Assert.Single(PageText.JsonLd($$$"""{"@type":"Product","name":"P",{{{member}}},"offers":{"@type":"Offer","price":"1"}}""")).Gtin);

    [Fact]
    public void What_is_related_is_not_for_sale_here()
    {
        var offers = PageText.JsonLd(
            """
            {"@type":"Product","name":"P","offers":{"@type":"Offer","price":"1","priceCurrency":"USD"},
             "isRelatedTo":[{"@type":"Product","name":"Q","offers":{"@type":"Offer","price":"2","priceCurrency":"USD"}}],
             "review":{"@type":"Review","itemReviewed":{"@type":"Product","name":"R","offers":{"@type":"Offer","price":"3"}}}}
            """);
        Assert.Equal("P|1.00|USD", PageText.Rows(offers));
    }

    [Fact]
    public void The_same_product_in_two_blocks_is_one_offer_that_knows_what_either_says()
    {
        var offer = Assert.Single(PageText.Offers(
            """
            <script type="application/ld+json">{"@type":"Product","name":"P","sku":"1","offers":{"@type":"Offer","price":"5.00","priceCurrency":"USD"}}</script>
            <script type="application/ld+json; charset=utf-8">{"@type":"Product","name":"p","brand":"Acme","offers":{"@type":"Offer","price":5,"priceCurrency":"USD"}}</script>
            <div itemscope itemtype="http://schema.org/Product"><b itemprop="name">P | Shop</b><i itemprop="price">5</i></div>
            """));
        Assert.Equal(("P", "Acme", "1"), (offer.Name, offer.Brand, offer.Sku));
    }

    [Theory]
    [InlineData("https://other.example.com/x", "https://other.example.com/x")]
    [InlineData("//cdn.example.com/x", "https://cdn.example.com/x")]
    [InlineData("?v=1&amp;w=2", "https://shop.example.com/p/1?v=1&w=2")]
    [InlineData("javascript:alert(1)", null)]
    public void Addresses_are_made_whole(string url, string? expected) =>
        Assert.Equal(expected, Assert.Single(PageText.JsonLd($$$"""{"@type":"Product","name":"P","offers":{"@type":"Offer","price":"1","url":"{{{url}}}"}}""")).Url);
}
