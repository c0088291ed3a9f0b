using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>
/// What a page describes by <c>itemscope</c> and <c>itemprop</c> (HTML Standard, Microdata), and two things search engines forgive: a
/// <c>content</c> attribute on any element, and an offer inside a product that was not named <c>offers</c>.
/// </summary>
internal sealed class MicrodataItems(IDocument page, CancellationToken cancellationToken)
{
    private const int MostVisits = 400_000;
    private const int Deepest = 2_000;

    private readonly List<PageItem> _tops = [];
    private readonly HashSet<string> _referred = new(StringComparer.Ordinal);
    private int _visits;

    public static List<PageItem> Read(IDocument page, CancellationToken cancellationToken)
    {
        if (page.DocumentElement is not { } root || page.QuerySelector("[itemscope]") is null)
        {
            return [];
        }
        var reader = new MicrodataItems(page, cancellationToken);
        foreach (var element in page.QuerySelectorAll("[itemref]"))
        {
            reader._referred.UnionWith(Words(element.GetAttribute("itemref")));
        }
        reader.Visit(root, null, 0);
        return reader._tops;
    }

    private void Visit(IElement element, PageItem? scope, int depth)
    {
        if (depth > Deepest || ++_visits > MostVisits)
        {
            return;
        }
        if (_visits % 256 == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        var names = Words(element.GetAttribute("itemprop"));
        if (element.HasAttribute("itemscope"))
        {
            scope = Open(element, names, scope, depth);
            if (scope is null)
            {
                return;
            }
        }
        else if (scope is not null)
        {
            foreach (var name in names)
            {
                var local = PageItem.LocalName(name);
                if (ElementValue.Of(element, local) is { } text)
                {
                    scope.Add(local, PageValue.Of(text));
                }
            }
        }
        foreach (var child in element.Children)
        {
            Visit(child, scope, depth + 1);
        }
    }

    /// <summary>The new item; null where the element belongs to the items that refer to it and to no other.</summary>
    private PageItem? Open(IElement element, string[] names, PageItem? scope, int depth)
    {
        var item = new PageItem { Id = element.GetAttribute("itemid")?.Trim() is { Length: > 0 } id ? id : null };
        item.Types.AddRange(Words(element.GetAttribute("itemtype")).Select(PageItem.LocalName));
        if (names.Length == 0 && scope is not null && item.Is(OfferTypes.Offers) && scope.Is(OfferTypes.Products))
        {
            names = ["offers"];
        }
        if (names.Length == 0 || scope is null)
        {
            if (names.Length > 0 && element.Id is { Length: > 0 } own && _referred.Contains(own))
            {
                return null;
            }
            _tops.Add(item);
        }
        else
        {
            foreach (var name in names)
            {
                scope.Add(PageItem.LocalName(name), PageValue.Of(item));
            }
            if (ElementValue.Content(element) is { } content && item.Types.Count == 0)
            {
                item.Add("name", PageValue.Of(content));
            }
        }
        foreach (var reference in Words(element.GetAttribute("itemref")))
        {
            if (page.GetElementById(reference) is { } other && !other.Contains(element))
            {
                Visit(other, item, depth + 50);
            }
        }
        return item;
    }

    private static string[] Words(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
