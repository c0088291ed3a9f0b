using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace Daogou.Api.Demo.Market;

/// <summary>What the shops publish for those who list their goods: each in the format it happens to have.</summary>
public static class MarketFeeds
{
    private const string Google = "http://base.google.com/ns/1.0";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    public static void MapMarketFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/shanlan.xml", (HttpContext http, MarketAddresses at, TimeProvider time) => Serve(http, GoogleXml(at, time), "application/xml; charset=utf-8"));
        routes.MapGet("/feeds/lumo.csv", (HttpContext http, MarketAddresses at, TimeProvider time) => Serve(http, Csv(at, time), "text/csv; charset=utf-8"));
        routes.MapGet("/feeds/shiye.json", (HttpContext http, MarketAddresses at, TimeProvider time) => Serve(http, JsonFeed(at, time), "application/feed+json; charset=utf-8"));
        routes.MapGet("/feeds/coupons.csv", (HttpContext http, MarketAddresses at, TimeProvider time) => Serve(http, Coupons(at, time), "text/csv; charset=utf-8"));
    }

    private static IResult Serve(HttpContext http, string body, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.Headers.IfNoneMatch == tag ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(bytes, type);
    }

    private static string GoogleXml(MarketAddresses at, TimeProvider time)
    {
        var shop = Shops.Find("shanlan")!;
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "g", null, Google);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", shop.NameZh);
            xml.WriteElementString("link", at.ShopFront(shop).AbsoluteUri);
            foreach (var item in shop.Items)
            {
                var tag = PriceTag.On(shop, item, time.GetUtcNow());
                xml.WriteStartElement("item");
                xml.WriteElementString("id", Google, item.Sku);
                xml.WriteElementString("title", Google, Shops.TitleOf(shop, item));
                xml.WriteElementString("description", Google, item.TextZh);
                xml.WriteElementString("link", Google, at.Page(shop, item).AbsoluteUri);
                xml.WriteElementString("image_link", Google, at.Picture(shop, item).AbsoluteUri);
                xml.WriteElementString("availability", Google, "in_stock");
                xml.WriteElementString("price", Google, tag.List.ToString());
                xml.WriteElementString("sale_price", Google, tag.Price.ToString());
                xml.WriteElementString("brand", Google, item.Brand);
                xml.WriteElementString("product_type", Google, item.CategoryZh);
                xml.WriteElementString("condition", Google, "new");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return """<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + text;
    }

    /// <summary>An export with field names of its own, semicolons, and one row that has no price: shops do that.</summary>
    private static string Csv(MarketAddresses at, TimeProvider time)
    {
        var shop = Shops.Find("lumo")!;
        var text = new StringBuilder("art_nr;bezeichnung;deep_url;bild_gross;preis_aktuell;preis_alt;waehrung;hersteller;warengruppe;lager;beschreibung\n");
        foreach (var item in shop.Items)
        {
            var tag = PriceTag.On(shop, item, time.GetUtcNow());
            string[] cells =
            [
                item.Sku, item.En, at.Page(shop, item).AbsoluteUri, at.Picture(shop, item).AbsoluteUri, tag.Price.ToDecimalText(), tag.List.ToDecimalText(),
                shop.Currency, item.Brand, item.CategoryEn, "in stock", item.TextEn,
            ];
            text.AppendJoin(';', cells.Select(Cell)).Append('\n');
        }
        text.Append("LW-2999;Lumo gift card;").Append(at.ShopFront(shop)).Append(";;ask in store;;USD;Lumo;Gifts;in stock;\n");
        return text.ToString();
    }

    private static string JsonFeed(MarketAddresses at, TimeProvider time)
    {
        var shop = Shops.Find("shiye")!;
        var items =
            from item in shop.Items
            let tag = PriceTag.On(shop, item, time.GetUtcNow())
            select new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = item.Sku,
                ["url"] = at.Page(shop, item).AbsoluteUri,
                ["title"] = Shops.TitleOf(shop, item),
                ["content_text"] = item.TextZh,
                ["image"] = at.Picture(shop, item).AbsoluteUri,
                ["tags"] = new[] { item.CategoryZh },
                ["_offer"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["price"] = tag.Price.ToDecimalText(),
                    ["was"] = tag.List.ToDecimalText(),
                    ["currency"] = shop.Currency,
                    ["maker"] = item.Brand,
                    ["category"] = item.CategoryZh,
                    ["stock"] = "in stock",
                },
            };
        return JsonSerializer.Serialize(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["version"] = "https://jsonfeed.org/version/1.1",
                ["title"] = $"{shop.NameZh} {shop.NameEn}",
                ["home_page_url"] = at.ShopFront(shop).AbsoluteUri,
                ["feed_url"] = new Uri(at.Bazaar, "/feeds/shiye.json").AbsoluteUri,
                ["items"] = items,
            },
            Json);
    }

    private static string Coupons(MarketAddresses at, TimeProvider time)
    {
        var day = time.GetUtcNow().UtcDateTime.Date;
        var ends = day.AddDays(7 - (int)day.DayOfWeek + 7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder("id,shop,title,code,claim_url,value,threshold,currency,categories,ends\n");
        foreach (var coupon in ShopCoupons.All)
        {
            var shop = Shops.Find(coupon.Shop)!;
            string[] cells =
            [
                coupon.Id,
                coupon.Shop,
                shop.Key == "lumo" ? coupon.En : coupon.Zh,
                coupon.ByClaim ? "" : coupon.Code,
                coupon.ByClaim ? $"{at.ShopFront(shop)}/claim/{coupon.Id}" : "",
                coupon.Off.ToString(CultureInfo.InvariantCulture) + (coupon.IsPercent ? "%" : " " + shop.Currency),
                $"{coupon.Threshold.ToString(CultureInfo.InvariantCulture)} {shop.Currency}",
                shop.Currency,
                shop.Key == "lumo" ? coupon.CategoryEn ?? "" : coupon.CategoryZh ?? "",
                ends + "T15:59:59Z",
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append('\n');
        }
        return text.ToString();
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",;\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
