using Xunit;

namespace Daogou.Tests.Crawler.Pages;

public sealed class MarkupOfferTests
{
    [Fact]
    public void Microdata_gives_all_its_fields()
    {
        var offer = Assert.Single(PageText.Offers(
            """
            <body><div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kettle <b>2 l</b></h1>
            <span itemprop="brand" itemscope itemtype="http://schema.org/Brand"><meta itemprop="name" content="Acme"></span>
            <meta itemprop="gtin13" content="4006381333931"><span itemprop="sku">K2</span><img itemprop="image" src="/k.jpg">
            <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><link itemprop="url" href="/k">
            <meta itemprop="priceCurrency" content="USD"><span itemprop="price" content="55.00">$55</span>
            <link itemprop="availability" href="http://schema.org/OutOfStock"></div></div>
            """));
        Assert.Equal("Kettle 2 l|55.00|USD|OutOfStock|microdata", PageText.Row(offer));
        Assert.Equal(("Acme", "4006381333931", "K2", "https://shop.example.com/k"), (offer.Brand, offer.Gtin, offer.Sku, offer.Url));
    }

    [Theory]
    [InlineData("<span itemprop=price>$19<sup>99</sup></span>", "19.99")]
    [InlineData("<span itemprop=price><del>$25.00</del> <ins>$19.99</ins></span>", "19.99")]
    [InlineData("<data itemprop=price value=19.99>nineteen</data>", "19.99")]
    [InlineData("<meta itemprop=price content=19.99>", "19.99")]
    [InlineData("<input itemprop=price value=19.99>", "19.99")]
    [InlineData("<span itemprop='price lowPrice'>19.99</span>", "19.99")]
    [InlineData("<a itemprop=price href=/x>19.99</a>", "19.99")]
    [InlineData("<div itemprop=priceSpecification itemscope itemtype=http://schema.org/UnitPriceSpecification><b itemprop=price>19.99</b></div>", "19.99")]
    [InlineData("<p>19.99</p>", null)]
    public void A_microdata_price_is_read_where_shops_put_it(string price, string? expected) => Assert.Equal(
        $"P|{expected}|USD|InStock|microdata",
        PageText.Only(PageText.Offers($"<div itemscope itemtype=http://schema.org/Product><b itemprop=name>P</b><div itemprop=offers itemscope itemtype=http://schema.org/Offer><meta itemprop=priceCurrency content=USD>{price}<link itemprop=availability href=https://schema.org/InStock></div></div>")));

    [Theory]
    [InlineData("<div itemscope itemtype=http://schema.org/Product itemref='a b'></div><p id=a itemprop=name>P</p><div id=b itemprop=offers itemscope itemtype=http://schema.org/Offer><i itemprop=price>€5.00</i></div>")]
    [InlineData("<div itemscope itemtype=http://schema.org/Product><p itemprop=name>P</p><div itemscope itemtype=http://schema.org/Offer><i itemprop=price>€5.00</i></div></div>")]
    [InlineData("<div itemscope itemtype=http://schema.org/Product><p itemprop=name>P</p><i itemprop=price>€5.00</i></div>")]
    [InlineData("<div itemscope itemtype=http://schema.org/ItemPage><div itemprop=mainEntity itemscope itemtype=http://schema.org/Product><p itemprop=name>P</p><div itemprop=offers itemscope><i itemprop=price>€5.00</i></div></div></div>")]
    [InlineData("<div itemscope itemtype=http://data-vocabulary.org/Product><p itemprop=name>P</p><div itemprop=offerDetails itemscope itemtype=http://data-vocabulary.org/Offer><meta itemprop=currency content=EUR><i itemprop=price>5.00</i></div></div>")]
    [InlineData("<div itemscope itemtype=http://schema.org/Offer><div itemprop=itemOffered itemscope itemtype=http://schema.org/Product><p itemprop=name>P</p></div><i itemprop=price>5.00</i><i itemprop=priceCurrency>EUR</i></div>")]
    [InlineData("<title>P</title><div itemscope itemtype=http://schema.org/Product><div itemprop=offers itemscope itemtype=http://schema.org/AggregateOffer><i itemprop=lowPrice>5.00</i><i itemprop=highPrice>9.00</i><i itemprop=priceCurrency>EUR</i></div></div>")]
    public void Microdata_is_read_however_it_is_nested(string html) => Assert.Equal("P|5.00|EUR", PageText.Rows(PageText.Offers(html)));

    [Theory]
    [InlineData("<div vocab='https://schema.org/' typeof=Product><b property=name>P</b><div property=offers typeof=Offer><i property=price content=5.00>five</i><i property=priceCurrency content=EUR></i><link property=availability href=https://schema.org/InStock></div></div>")]
    [InlineData("<div prefix='s: http://schema.org/' typeof='s:Product'><b property='s:name'>P</b><div property='s:offers' typeof='s:Offer'><i property='s:price'>5.00</i><i property='s:priceCurrency' content=EUR></i><link property='s:availability' href='https://schema.org/InStock'></div></div>")]
    [InlineData("<div typeof='schema:Product'><b property='schema:name'>P</b><div rel='schema:offers'><div typeof='schema:Offer'><i property='schema:price'>5.00</i><i property='schema:priceCurrency' content=EUR></i><link property='schema:availability' href='https://schema.org/InStock'></div></div></div>")]
    [InlineData("<div vocab='http://schema.org/' resource='#p' typeof=Product><b property=name>P</b><link property=offers resource='#o'></div><div vocab='http://schema.org/' resource='#o' typeof=Offer><i property=price>5.00</i><i property=priceCurrency content=EUR></i><link property=availability href='https://schema.org/InStock'></div>")]
    public void RDFa_is_read(string html) => Assert.Equal("P|5.00|EUR|InStock|rdfa", PageText.Only(PageText.Offers("<body>" + html)));

    [Fact]
    public void GoodRelations_are_read() => Assert.Equal(
        "P|5.00|EUR",
        PageText.Rows(PageText.Offers(
            """
            <div xmlns:gr="http://purl.org/goodrelations/v1#" typeof="gr:Offering" about="#o"><span property="gr:name">P</span>
            <div rel="gr:hasPriceSpecification"><div typeof="gr:UnitPriceSpecification"><i property="gr:hasCurrency" content="EUR"></i><i property="gr:hasCurrencyValue">5.00</i></div></div></div>
            """)));

    [Theory]
    [InlineData("<meta property=og:type content=product><meta property=og:title content=P><meta property=product:price:amount content=5.00><meta property=product:price:currency content=EUR>", "P|5.00|EUR||opengraph")]
    [InlineData("<meta property=og:title content=P><meta name=og:price:amount content='5,00'><meta property=og:price:currency content=EUR><meta property=product:availability content='in stock'>", "P|5.00|EUR|InStock|opengraph")]
    [InlineData("<meta property=og:title content=P><meta property=product:price:amount content=9><meta property=product:price:currency content=EUR><meta property=product:sale_price:amount content=5><meta property=product:sale_price:currency content=EUR>", "P|5.00|EUR||opengraph")]
    [InlineData("<meta property=og:type content=og:product><meta property=og:title content=P>", "P||||opengraph")]
    [InlineData("<title>P</title><meta name=twitter:label1 content=Price><meta name=twitter:data1 content='€5.00'>", "P|5.00|EUR||meta")]
    public void Meta_elements_count_where_nothing_better_stands(string head, string expected) => Assert.Equal(expected, PageText.Only(PageText.Offers("<head>" + head)));

    [Theory]
    [InlineData("<meta property=og:type content=article><meta property=og:title content=News>")]
    [InlineData("<p>Nothing</p>")]
    [InlineData("")]
    public void A_page_without_a_product_has_no_offers(string html) => Assert.Empty(PageText.Offers(html));

    [Fact]
    public void A_product_without_a_price_takes_it_from_a_lesser_description() => Assert.Equal(
        "P|5.00|EUR||opengraph",
        PageText.Only(PageText.Offers("""<meta property=og:title content="P - Shop"><meta property=product:price:amount content=5.00><meta property=product:price:currency content=EUR><script type=application/ld+json>{"@type":"Product","name":"P"}</script>""")));

    [Fact]
    public void A_base_element_counts_for_links() => Assert.Equal(
        "https://cdn.example.com/de/p",
        Assert.Single(PageText.Offers("""<base href="https://cdn.example.com/de/"><script type=application/ld+json>{"@type":"Product","name":"P","url":"p","offers":{"@type":"Offer","price":1}}</script>""")).Url);
}
