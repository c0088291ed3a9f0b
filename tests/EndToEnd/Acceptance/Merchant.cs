using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>One merchant of the acceptance run: a third of the catalogue, a feed format of its own, prices that move from day to day.</summary>
internal sealed class Merchant(string key, MerchantFeed feed, IReadOnlyList<Product> products)
{
    public string Key { get; } = key;

    public IReadOnlyList<Product> Products { get; } = products;

    /// <summary>What the source's settings must say of the feed's names: nothing for Google's, which are the usual ones.</summary>
    public IReadOnlyDictionary<string, string> FieldMap => feed switch
    {
        MerchantFeed.Google => new Dictionary<string, string>(StringComparer.Ordinal),
        MerchantFeed.Delimited => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["key"] = "cod_artigo", ["item"] = "cod_artigo", ["title"] = "designacao", ["brand"] = "marca", ["price"] = "preco_final",
            ["list_price"] = "preco_antes", ["link"] = "hiperligacao", ["image"] = "foto", ["category"] = "familia", ["gtin"] = "ean",
        },
        MerchantFeed.JsonFeed => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["item"] = "id", ["price"] = "_offer.price", ["list_price"] = "_offer.list_price", ["brand"] = "_offer.brand", ["category"] = "tags",
        },
    };

    public void Write(Stream output, int day, string shop)
    {
        switch (feed)
        {
            case MerchantFeed.Google:
                WriteGoogle(output, day, shop);
                break;
            case MerchantFeed.Delimited:
                WriteCsv(output, day, shop);
                break;
            case MerchantFeed.JsonFeed:
                WriteJsonFeed(output, day, shop);
                break;
        }
    }

    /// <summary>
    /// The price of a product on a day of the run: about one product in twelve has a reduction of 10 to 45 % that lasts four to nine
    /// days, the rest stand still. Pure, so that the test can say what any feed said.
    /// </summary>
    public static (long Price, long? ListPrice) PriceOn(Product product, int day)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(product.Id));
        var starts = seed[0] % 60;
        var lasts = 4 + (seed[1] % 6);
        var percent = 10 + (seed[2] % 36);
        var reduced = seed[3] % 6 == 0 && day >= starts && day < starts + lasts;
        return reduced && product.PriceMinor >= 500
            ? (product.PriceMinor - (product.PriceMinor * percent / 100), product.PriceMinor)
            : (product.PriceMinor, null);
    }

    public static string Category(Product product) => product.Title switch
    {
        var title when Has(title, "notebook", "laptop") => "Laptops",
        var title when Has(title, "toner", "cartridge", "ink", "printer") => "Printing",
        var title when Has(title, "cable", "adapter", "connector") => "Cables",
        var title when Has(title, "headphone", "headset", "speaker", "earphone") => "Audio",
        var title when Has(title, "monitor", "display", "TV") => "Displays",
        var title when Has(title, "drive", "SSD", "memory", "GB") => "Storage",
        _ => "Other",
    };

    /// <summary>Google product feed: RSS with <c>g:</c> attributes; a reduction is a <c>sale_price</c> beside the list price.</summary>
    private void WriteGoogle(Stream output, int day, string shop)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        const string G = "http://base.google.com/ns/1.0";
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "g", null, G);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Key);
        xml.WriteElementString("link", shop);
        foreach (var product in Products)
        {
            var (price, list) = PriceOn(product, day);
            xml.WriteStartElement("item");
            xml.WriteElementString("id", G, product.Id);
            xml.WriteElementString("title", Clean(product.Title));
            xml.WriteElementString("link", $"{shop}/p/{product.Id}?utm_source=feed");
            xml.WriteElementString("price", G, Usd(list ?? price));
            if (list is not null)
            {
                xml.WriteElementString("sale_price", G, Usd(price));
            }
            xml.WriteElementString("availability", G, "in_stock");
            xml.WriteElementString("brand", G, Clean(product.Brand));
            xml.WriteElementString("gtin", G, product.Gtin);
            xml.WriteElementString("image_link", G, product.Image);
            xml.WriteElementString("product_type", G, Category(product));
            xml.WriteElementString("description", Clean(product.Description));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A delimited file with an unusual field map: pipes, Portuguese-looking names, price in the local notation.</summary>
    private void WriteCsv(Stream output, int day, string shop)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        text.Write("cod_artigo|designacao|marca|preco_final|preco_antes|hiperligacao|foto|familia|ean\n");
        foreach (var product in Products)
        {
            var (price, list) = PriceOn(product, day);
            string[] fields =
            [
                product.Id, product.Title, product.Brand, Usd(price), list is { } old ? Usd(old) : "", $"{shop}/p/{product.Id}", product.Image,
                Category(product), product.Gtin ?? "",
            ];
            text.Write(string.Join('|', fields.Select(Quote)));
            text.Write('\n');
        }
    }

    /// <summary>JSON Feed; what the standard has no member for stands under an extension, as publishers do.</summary>
    private void WriteJsonFeed(Stream output, int day, string shop)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", Key);
        json.WriteString("home_page_url", shop);
        json.WriteStartArray("items");
        foreach (var product in Products)
        {
            var (price, list) = PriceOn(product, day);
            json.WriteStartObject();
            json.WriteString("id", product.Id);
            json.WriteString("url", $"{shop}/p/{product.Id}");
            json.WriteString("title", product.Title);
            json.WriteString("content_text", product.Description);
            json.WriteString("image", product.Image);
            json.WriteStartArray("tags");
            json.WriteStringValue(Category(product));
            json.WriteEndArray();
            json.WriteStartObject("_offer");
            json.WriteString("price", Usd(price));
            if (list is { } old)
            {
                json.WriteString("list_price", Usd(old));
            }
            json.WriteString("brand", product.Brand);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Usd(long minor) => (minor / 100m).ToString("F2", CultureInfo.InvariantCulture) + " USD";

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny("|\"\r\n") ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;

    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c)));

    private static bool Has(string title, params string[] words) =>
        words.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>In which format a merchant publishes.</summary>
internal enum MerchantFeed
{
    Google = 1,
    Delimited = 2,
    JsonFeed = 3,
}
