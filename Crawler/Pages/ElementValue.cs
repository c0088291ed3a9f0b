using System.Text;
using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>The value that an element gives to a property: the HTML Standard's rule for microdata, which RDFa Lite shares but for names.</summary>
internal static class ElementValue
{
    private const int LongestText = 20_000;

    /// <summary>Properties whose value is a text, even where they stand on a link or a picture.</summary>
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "brand", "manufacturer", "price", "lowPrice", "highPrice", "priceCurrency", "sku", "mpn", "productID", "model", "seller", "category",
        "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "ean", "isbn", "identifier", "currency",
    };

    public static string? Of(IElement element, string property)
    {
        if (Content(element) is { } content)
        {
            return content;
        }
        var isText = Texts.Contains(property);
        var value = element.LocalName switch
        {
            "meta" => null,
            "a" or "area" or "link" when !isText || element.LocalName == "link" => element.GetAttribute("href"),
            "img" when isText => element.GetAttribute("alt"),
            "img" or "audio" or "embed" or "iframe" or "source" or "track" or "video" => element.GetAttribute("src") ?? element.GetAttribute("data-src"),
            "object" => element.GetAttribute("data"),
            "data" or "meter" or "input" or "option" when element.HasAttribute("value") => element.GetAttribute("value"),
            "time" when element.HasAttribute("datetime") => element.GetAttribute("datetime"),
            _ => Text(element),
        };
        return value?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    public static string? Content(IElement element) => element.GetAttribute("content")?.Trim() is { Length: > 0 } content ? content : null;

    /// <summary>
    /// Text as people read it: without scripts and what is struck through, and the two small raised digits of <c>19&lt;sup&gt;99&lt;/sup&gt;</c>
    /// behind a point.
    /// </summary>
    private static string Text(IElement element)
    {
        var text = new StringBuilder();
        Append(element, text, 0);
        return text.ToString();
    }

    private static void Append(INode node, StringBuilder text, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (text.Length > LongestText || depth > 200)
            {
                return;
            }
            if (child is IText words)
            {
                text.Append(words.Data);
            }
            else if (child is IElement { LocalName: not ("script" or "style" or "template" or "del" or "s" or "strike") } element)
            {
                if (element.LocalName == "sup" && text.Length > 0 && char.IsAsciiDigit(text[^1])
                    && element.TextContent.Trim() is [>= '0' and <= '9', >= '0' and <= '9'])
                {
                    text.Append('.');
                }
                Append(element, text, depth + 1);
                if (element.LocalName is "br" or "div" or "p" or "li" or "td")
                {
                    text.Append(' ');
                }
            }
        }
    }
}
