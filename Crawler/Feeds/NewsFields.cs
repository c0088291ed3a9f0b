using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The fields of an entry, found by their usual names or as an element's or attribute's own (<c>name</c>, <c>name@attribute</c>); what a deal
/// post says in words stands where it has no field of its own for it.
/// </summary>
internal sealed class NewsFields
{
    private readonly FieldMap _map;
    private readonly string?[] _texts;
    private readonly bool[] _isGoogle;

    /// <summary>Slots of names that are elements', and of those that mean more than an element.</summary>
    private readonly Dictionary<string, int> _elements = new(StringComparer.Ordinal);
    private readonly List<(int Slot, string Element, string Name)> _attributes = [];
    private readonly List<(int Slot, Meaning Meaning)> _meanings = [];
    private readonly bool _readsWords;

    public NewsFields(FieldMap map)
    {
        _map = map;
        _texts = new string?[map.Names.Count];
        _isGoogle = new bool[map.Names.Count];
        foreach (var (slot, name) in map.Names.Index())
        {
            if (MeaningOf(name) is { } meaning)
            {
                _meanings.Add((slot, meaning));
            }
            else if (name.Split('@', 2) is [var element, var attribute])
            {
                _attributes.Add((slot, element, attribute));
            }
            else
            {
                _elements.Add(name, slot);
            }
        }
        _readsWords = _elements.ContainsKey("price") || _elements.ContainsKey("list_price") || _elements.ContainsKey("ends") || _elements.ContainsKey("code");
    }

    private enum Meaning
    {
        Id,
        Title,
        Link,
        Summary,
        Content,
        Image,
        Category,
        Published,
    }

    public FeedRow Read(long number, XmlFeed feed, FeedNode entry)
    {
        Array.Clear(_texts);
        Array.Clear(_isGoogle);
        foreach (var child in entry.Children)
        {
            if (_elements.TryGetValue(child.Name, out var slot) && (_texts[slot] is null || (child.Space == FeedSpace.Google && !_isGoogle[slot])))
            {
                (_texts[slot], _isGoogle[slot]) = (child.Text, child.Space == FeedSpace.Google);
            }
        }
        if (entry.Child(FeedSpace.Other, "variant") is not null)
        {
            foreach (var (name, slot) in _elements)
            {
                _texts[slot] ??= ShopifyEntry.Text(entry, name);
            }
        }
        foreach (var (slot, element, name) in _attributes)
        {
            _texts[slot] = (entry.Child(FeedSpace.Google, element) ?? entry.Children.FirstOrDefault(child => child.Name == element))?.Attribute(name)?.Trim();
        }
        var content = feed.Content(entry);
        var summary = feed.Summary(entry) ?? content;
        foreach (var (slot, meaning) in _meanings)
        {
            _texts[slot] = meaning switch
            {
                Meaning.Id => feed.Id(entry),
                Meaning.Title => feed.Title(entry),
                Meaning.Link => feed.Link(entry),
                Meaning.Summary => summary,
                Meaning.Content => content,
                Meaning.Image => feed.Image(entry),
                Meaning.Category => feed.FirstTag(entry),
                Meaning.Published => Written(entry),
            };
        }
        var row = _map.ToRow(number, _texts, ownItem: false);
        if (!_readsWords || row.Item is not { } item)
        {
            return row;
        }
        // Most often the description is the body, and plain already.
        var body = content ?? summary;
        var isDescribed = ReferenceEquals(body, summary) && item.Description is not null;
        return row with { Item = WithWords(item, isDescribed ? item.Description : body, isDescribed) };
    }

    /// <summary>Reads items that were cut on bytes; for the names as they usually are.</summary>
    public NewsSlice OpenSlices(Func<string, (FeedSpace Space, string Local)> meaning) => new(meaning, _elements, _texts);

    /// <summary>The row of an item that <see cref="OpenSlices"/>'s reader has just read.</summary>
    /// <param name="address">The feed's own, which relative links are resolved against.</param>
    public FeedRow Read(long number, NewsSlice slice, string? address)
    {
        var summary = slice.Summary ?? slice.Content;
        foreach (var (slot, meaning) in _meanings)
        {
            _texts[slot] = meaning switch
            {
                Meaning.Id => slice.Guid,
                Meaning.Title => slice.Title,
                Meaning.Link => FeedScopes.Resolve(address, slice.Link ?? slice.Guid!),
                Meaning.Summary => summary,
                Meaning.Content => slice.Content,
                Meaning.Image => null,
                Meaning.Category => slice.Category,
                Meaning.Published => slice.Published,
            };
        }
        var row = _map.ToRow(number, _texts, ownItem: false, hasPlainDescription: summary is not null);
        return _readsWords && row.Item is { } item ? row with { Item = WithWords(item, slice.Content ?? summary, isPlain: true) } : row;
    }

    private static Meaning? MeaningOf(string name) => name switch
    {
        "id" or "guid" => Meaning.Id,
        "title" => Meaning.Title,
        "link" or "url" => Meaning.Link,
        "description" or "summary" => Meaning.Summary,
        "content" or "content_html" => Meaning.Content,
        "image" => Meaning.Image,
        "category" => Meaning.Category,
        "pubdate" or "published" or "updated" or "date_published" => Meaning.Published,
        _ => null,
    };

    private Core.Deals.FeedItem WithWords(Core.Deals.FeedItem item, string? body, bool isPlain)
    {
        var needsPrice = item.Price is null && _elements.ContainsKey("price");
        var needsList = item.ListPrice is null && _elements.ContainsKey("list_price");
        var needsEnd = item.EndsAt is null && _elements.ContainsKey("ends");
        var needsCode = item.Coupon is { Code: null } && _elements.ContainsKey("code");
        if (!needsPrice && !needsList && !needsEnd && !needsCode)
        {
            return item;
        }
        var words = DealPost.ReadPlain(item.Title, (isPlain ? body : PlainText.Of(body)) ?? "", offerOnly: !needsCode);
        return ReferenceEquals(words, PostWords.None) ? item : item with
        {
            Price = needsPrice ? words.Price?.Value : item.Price,
            ListPrice = needsList ? words.OldPrice?.Value : item.ListPrice,
            EndsAt = needsEnd ? words.Ends?.Value : item.EndsAt,
            Coupon = needsCode ? item.Coupon! with { Code = words.Code?.Value } : item.Coupon,
        };
    }

    private static string? Written(FeedNode entry)
    {
        foreach (var name in NewsSlice.Dates)
        {
            foreach (var child in entry.Children)
            {
                if (child.Name == name)
                {
                    if (child.Text is { Length: > 0 } text)
                    {
                        return text;
                    }
                    break;
                }
            }
        }
        return null;
    }
}
