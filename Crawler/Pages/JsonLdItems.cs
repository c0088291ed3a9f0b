using System.Net;
using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>What the page's <c>script type="application/ld+json"</c> blocks describe.</summary>
internal static class JsonLdItems
{
    private const int LongestBlock = 8 << 20;

    public static List<PageItem> Read(IParentNode page, CancellationToken cancellationToken)
    {
        var items = new List<PageItem>();
        foreach (var script in page.QuerySelectorAll("script[type]"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (script.GetAttribute("type")!.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
            {
                items.AddRange(Read(script.TextContent));
            }
        }
        return items;
    }

    public static List<PageItem> Read(string block)
    {
        if (block.Length > LongestBlock)
        {
            return [];
        }
        var text = block;
        if (!text.Contains('"') && text.Contains('&'))
        {
            text = WebUtility.HtmlDecode(text);
        }
        if (text.AsSpan().TrimStart("[ \t\r\n").StartsWith("{\\\"", StringComparison.Ordinal))
        {
            text = text.Replace("\\\"", "\"", StringComparison.Ordinal);
        }
        return LenientJson.Read(text);
    }
}
