using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>
/// What a page describes by RDFa Lite 1.1 (<c>vocab typeof property resource prefix</c>) and the <c>about</c>, <c>rel</c> and <c>content</c> that
/// occur beside it, in schema.org's words, data-vocabulary.org's and GoodRelations'. Other vocabularies are passed over.
/// </summary>
internal sealed class RdfaItems(CancellationToken cancellationToken)
{
    private const int Deepest = 2_000;

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["schema"] = "http://schema.org/",
        ["s"] = "http://schema.org/",
        ["v"] = "http://rdf.data-vocabulary.org/#",
        ["gr"] = "http://purl.org/goodrelations/v1#",
    };

    private readonly List<PageItem> _tops = [];
    private int _visits;

    /// <summary>Where a name stands: the nearest item, the vocabulary and prefixes in force, a property that waits for its item.</summary>
    private sealed record Place(PageItem? Item, string? Vocabulary, IReadOnlyDictionary<string, string> Prefixes, string[] Waiting);

    public static List<PageItem> Read(IDocument page, CancellationToken cancellationToken)
    {
        if (page.DocumentElement is not { } root || page.QuerySelector("[typeof]") is null)
        {
            return [];
        }
        var reader = new RdfaItems(cancellationToken);
        reader.Visit(root, new Place(null, null, Known, []), 0);
        return reader._tops;
    }

    private void Visit(IElement element, Place place, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }
        if (++_visits % 256 == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        place = Within(element, place);
        var names = Names(element.GetAttribute("property"), place);
        var relations = Names(element.GetAttribute("rel"), place, needsPrefix: true);
        if (Names(element.GetAttribute("typeof"), place) is { Length: > 0 } types)
        {
            place = place with { Item = Open(element, types, [.. names, .. relations, .. place.Waiting], place), Waiting = [] };
        }
        else if (place.Item is { } item && (names.Length > 0 || relations.Length > 0))
        {
            Put(element, names, item);
            if (relations.Length > 0)
            {
                place = Refer(element, relations, item) ? place : place with { Waiting = relations };
            }
        }
        else if (element.HasAttribute("about"))
        {
            place = place with { Item = Subject(element), Waiting = [] };
        }
        foreach (var child in element.Children)
        {
            Visit(child, place, depth + 1);
        }
    }

    private PageItem Open(IElement element, string[] types, string[] names, Place place)
    {
        var item = new PageItem { Id = Id(element) };
        item.Types.AddRange(types);
        if (place.Item is { } outer && names.Length == 0 && item.Is(OfferTypes.Offers) && outer.Is(OfferTypes.Products))
        {
            names = ["offers"];
        }
        if (place.Item is null || names.Length == 0)
        {
            _tops.Add(item);
            return item;
        }
        foreach (var name in names)
        {
            place.Item.Add(name, PageValue.Of(item));
        }
        return item;
    }

    private PageItem Subject(IElement element)
    {
        var item = new PageItem { Id = Id(element) };
        _tops.Add(item);
        return item;
    }

    private static void Put(IElement element, string[] names, PageItem item)
    {
        foreach (var name in names)
        {
            if (ElementValue.Content(element) is null && element.GetAttribute("resource")?.Trim() is { Length: > 0 } resource)
            {
                item.Add(name, PageValue.Of(resource));
                item.Add(name, PageValue.Of(new PageItem { Id = resource }));
            }
            else if (ElementValue.Of(element, name) is { } text)
            {
                item.Add(name, PageValue.Of(text));
            }
        }
    }

    private static bool Refer(IElement element, string[] relations, PageItem item)
    {
        var target = element.GetAttribute("resource") ?? element.GetAttribute("href") ?? element.GetAttribute("src");
        if (target?.Trim() is not { Length: > 0 } id)
        {
            return false;
        }
        foreach (var relation in relations)
        {
            item.Add(relation, PageValue.Of(id));
            item.Add(relation, PageValue.Of(new PageItem { Id = id }));
        }
        return true;
    }

    private static string? Id(IElement element) =>
        (element.GetAttribute("about") ?? element.GetAttribute("resource"))?.Trim().Trim('[', ']') is { Length: > 0 } id ? id : null;

    private static Place Within(IElement element, Place place)
    {
        if (element.GetAttribute("vocab") is { } vocabulary)
        {
            place = place with { Vocabulary = vocabulary.Trim() };
        }
        if (element.GetAttribute("prefix") is { } declared)
        {
            var prefixes = new Dictionary<string, string>(place.Prefixes, StringComparer.OrdinalIgnoreCase);
            var words = declared.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i + 1 < words.Length && i < 100; i += 2)
            {
                prefixes[words[i].TrimEnd(':')] = words[i + 1];
            }
            place = place with { Prefixes = prefixes };
        }
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase) && attribute.Value.Length > 0)
            {
                place = place with
                {
                    Prefixes = new Dictionary<string, string>(place.Prefixes, StringComparer.OrdinalIgnoreCase) { [attribute.Name[6..]] = attribute.Value.Trim() },
                };
            }
        }
        return place;
    }

    /// <summary>The local names of those words that belong to a vocabulary of ours.</summary>
    private static string[] Names(string? attribute, Place place, bool needsPrefix = false)
    {
        if (string.IsNullOrWhiteSpace(attribute))
        {
            return [];
        }
        var names = new List<string>();
        foreach (var word in attribute.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var isOurs = colon < 0 ? !needsPrefix && IsOurs(place.Vocabulary ?? "schema.org")
                : place.Prefixes.TryGetValue(word[..colon], out var space) ? IsOurs(space)
                : IsOurs(word);
            if (isOurs)
            {
                names.Add(PageItem.LocalName(word));
            }
        }
        return [.. names];
    }

    private static bool IsOurs(string space) =>
        space.Contains("schema.org", StringComparison.OrdinalIgnoreCase) || space.Contains("data-vocabulary.org", StringComparison.OrdinalIgnoreCase)
        || space.Contains("goodrelations", StringComparison.OrdinalIgnoreCase);
}
