using AngleSharp.Dom;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Detection;

/// <summary>A list of offers on a page: the selector of one of them and of what is in it.</summary>
/// <param name="Count">How many the page has.</param>
internal sealed record RepeatedBlock(string ItemSelector, IReadOnlyDictionary<string, string> Fields, int Count)
{
    private const int FewestItems = 3;
    private const int MostElements = 50_000;
    private const int LongestPrice = 40;
    private const int HighestClimb = 8;

    /// <summary>
    /// Looks at every short text that is a price, climbs from each to the block around it that has a link, and takes the kind of block that
    /// is there most often; null when nothing repeats.
    /// </summary>
    /// <param name="currency">The currency of prices without a sign, where it is known.</param>
    public static RepeatedBlock? Find(IDocument page, string? currency)
    {
        var prices = page.All.Take(MostElements).Where(element => IsPrice(element, currency)).ToList();
        var kinds = prices.Select(price => (Price: price, Block: BlockOf(price))).Where(pair => pair.Block is not null)
            .GroupBy(pair => Selector(pair.Block!), StringComparer.Ordinal)
            .Select(kind => (Selector: kind.Key, Pairs: kind.DistinctBy(pair => pair.Block).ToList()))
            .Where(kind => kind.Selector.Length > 0 && kind.Pairs.Count >= FewestItems)
            .OrderByDescending(kind => kind.Pairs.Count).ThenByDescending(kind => kind.Selector.Contains('.', StringComparison.Ordinal)).ToList();
        foreach (var (selector, pairs) in kinds)
        {
            if (FieldsOf(selector, pairs[0].Block!, [.. pairs.Select(pair => pair.Price)]) is { } fields)
            {
                return new RepeatedBlock(selector, fields, pairs.Count);
            }
        }
        return null;
    }

    private static bool IsPrice(IElement element, string? currency) =>
        element.ChildElementCount <= 3 && element.LocalName is not ("script" or "style" or "option" or "input" or "body" or "html")
        && element.TextContent.Trim() is { Length: > 1 and <= LongestPrice } text && text.AsSpan().ContainsAnyInRange('0', '9')
        && PriceText.Read(text, currency).Price is { Minor: > 0 }
        && !element.Children.Any(child => child.TextContent.Trim() == text);

    /// <summary>The nearest block around a price that leads somewhere and has siblings of its own kind.</summary>
    private static IElement? BlockOf(IElement price)
    {
        var block = price.ParentElement;
        for (var climb = 0; block is not null && climb < HighestClimb && block.LocalName is not ("body" or "html" or "main"); climb++, block = block.ParentElement)
        {
            if ((block.LocalName == "a" && block.HasAttribute("href") || block.QuerySelector("a[href]") is not null)
                && block.ParentElement is { } parent && parent.Children.Count(sibling => Selector(sibling) == Selector(block)) >= FewestItems)
            {
                return block;
            }
        }
        return null;
    }

    private static Dictionary<string, string>? FieldsOf(string selector, IElement block, IReadOnlyList<IElement> prices)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var link = block.LocalName == "a" ? block : block.QuerySelector("a[href]")!;
        var title = block.QuerySelector("h1,h2,h3,h4,h5,h6,[class*=title],[class*=name]") ?? block.QuerySelectorAll("a[href]").FirstOrDefault(a => a.TextContent.Trim().Length > 3);
        var image = block.QuerySelector("img");
        if (title is null && string.IsNullOrWhiteSpace(image?.GetAttribute("alt")))
        {
            return null;
        }
        fields["link"] = block.LocalName == "a" ? "@href" : Inside(link) + "@href";
        fields["title"] = title is null ? "img@alt" : Inside(title);
        var own = prices.Where(price => block.Contains(price)).ToList();
        var old = block.QuerySelector("del,s,strike,[class*=old],[class*=was],[class*=original],[class*=list-price],[class*=compare]");
        var price = own.Find(candidate => old is null || (candidate != old && !old.Contains(candidate))) ?? own.FirstOrDefault();
        if (price is null)
        {
            return null;
        }
        fields["price"] = Inside(price);
        if (old is not null && old != price)
        {
            fields["list_price"] = Inside(old);
        }
        if (image is not null)
        {
            fields["image"] = image.HasAttribute("data-src") ? "img@data-src" : "img@src";
        }
        return selector.Length > 0 ? fields : null;
    }

    private static string Inside(IElement element) => Selector(element) is { Length: > 0 } own ? own : element.LocalName;

    /// <summary>Tag and the classes that look as if somebody had named them; those with numbers change from element to element.</summary>
    private static string Selector(IElement element)
    {
        var classes = element.ClassList.Where(name => name.Length is > 1 and <= 40 && name.All(c => char.IsAsciiLetter(c) || c is '-' or '_')).Take(2);
        return string.Concat([element.LocalName, .. classes.Select(name => "." + name)]);
    }
}
