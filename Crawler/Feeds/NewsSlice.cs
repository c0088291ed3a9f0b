using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The texts of an RSS item that is as plain as most are: elements with text, none with others inside. What is not so plain is left to
/// <see cref="FeedNodes"/>, which reads anything and takes longer; both say the same of a plain item.
/// </summary>
internal sealed class NewsSlice
{
    /// <summary>Elements whose date counts, in this order.</summary>
    public static readonly string[] Dates = ["pubdate", "published", "issued", "date", "updated", "modified"];

    private static ReadOnlySpan<byte> White => " \t\r\n"u8;

    private readonly SliceNames<Place> _names;
    private readonly IReadOnlyDictionary<string, int> _own;
    private readonly string?[] _texts;
    private readonly bool[] _isGoogle;
    private readonly string?[] _dates = new string?[Dates.Length];

    /// <param name="meaning">What a name means at the items' place.</param>
    /// <param name="own">The slots of names that are asked for as elements.</param>
    public NewsSlice(Func<string, (FeedSpace Space, string Local)> meaning, IReadOnlyDictionary<string, int> own, string?[] texts)
    {
        _names = new SliceNames<Place>(name => PlaceOf(meaning(name)));
        _own = own;
        _texts = texts;
        _isGoogle = new bool[texts.Length];
    }

    private enum Part
    {
        Nothing,
        Title,
        Link,
        Guid,
        Description,
        Encoded,
        Category,
        Own,
        Unplain,
    }

    private readonly record struct Place(Part Part, int Slot, int Date, bool IsGoogle);

    public string? Title { get; private set; }

    public string? Link { get; private set; }

    public string? Guid { get; private set; }

    /// <summary>Whether the guid says that it is an address; null when it says nothing.</summary>
    public bool? IsPermalink { get; private set; }

    /// <summary>Whether the guid leads to the page.</summary>
    public bool IsAddress => Guid is { Length: > 0 } guid && IsPermalink != false && (IsPermalink == true || guid.Contains("://", StringComparison.Ordinal));

    /// <summary>The description as plain text.</summary>
    public string? Summary { get; private set; }

    /// <summary>The whole post as plain text.</summary>
    public string? Content { get; private set; }

    public string? Category { get; private set; }

    public string? Published => Array.Find(_dates, date => date is { Length: > 0 });

    /// <summary>Reads an item with its tags; false when it is not plain.</summary>
    public bool Read(ReadOnlySpan<byte> item)
    {
        (Title, Link, Guid, IsPermalink, Summary, Content, Category) = (null, null, null, null, null, null, null);
        Array.Clear(_texts);
        Array.Clear(_isGoogle);
        Array.Clear(_dates);
        if (!item.StartsWith("<item>"u8))
        {
            return false;
        }
        var elements = new SliceElements(item);
        while (elements.MoveNext())
        {
            var place = _names[elements.Name];
            var hasOthers = SliceText.HasElements(elements.Inside);
            var isPassedOver = place.Part == Part.Nothing && place.Date < 0 && elements.Inside.IndexOf("<item"u8) < 0;
            if (place.Part == Part.Unplain || (hasOthers && !isPassedOver) || !Take(place, elements.Attributes, elements.Inside))
            {
                return false;
            }
        }
        return elements.IsWhole && Title is not null && (Link is not null || IsAddress);
    }

    private bool Take(Place place, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> inside)
    {
        switch (place.Part)
        {
            case Part.Guid:
                var isPermalink = SliceText.Attribute(attributes, "isPermaLink="u8);
                if (!attributes.Trim(White).IsEmpty && isPermalink.IsEmpty)
                {
                    return false;
                }
                if (Guid is null)
                {
                    IsPermalink = isPermalink.IsEmpty ? null : !isPermalink.SequenceEqual("false"u8);
                    Guid = SliceText.Of(inside);
                }
                break;
            case Part.Category:
                // A term, a label or a text may stand in the attributes.
                if (!attributes.Trim(White).IsEmpty)
                {
                    return false;
                }
                Category ??= NotEmpty(SliceText.Of(inside));
                break;
            case Part.Nothing:
                break;
            case var _ when !attributes.Trim(White).IsEmpty:
                return false;
            case Part.Title:
                Title ??= SliceText.Of(inside);
                break;
            case Part.Link:
                Link ??= NotEmpty(SliceText.Of(inside));
                break;
            case Part.Description:
                // A second description, or one of markup alone, is for those who weigh them.
                if (Summary is not null || (SliceText.PlainOf(inside) is var summary && summary is null && !inside.Trim(White).IsEmpty))
                {
                    return false;
                }
                Summary = summary;
                break;
            case Part.Encoded:
                if (Content is not null || (SliceText.PlainOf(inside) is var content && content is null && !inside.Trim(White).IsEmpty))
                {
                    return false;
                }
                Content = content;
                break;
            case Part.Own when _texts[place.Slot] is null || (place.IsGoogle && !_isGoogle[place.Slot]):
                (_texts[place.Slot], _isGoogle[place.Slot]) = (SliceText.Of(inside), place.IsGoogle);
                break;
        }
        if (place.Date >= 0)
        {
            _dates[place.Date] ??= SliceText.Of(inside);
        }
        return true;
    }

    private Place PlaceOf((FeedSpace Space, string Local) meaning)
    {
        var (space, local) = meaning;
        var part = (space, local) switch
        {
            (FeedSpace.Plain, "title") => Part.Title,
            (FeedSpace.Plain, "link") => Part.Link,
            (FeedSpace.Plain, "guid") => Part.Guid,
            (FeedSpace.Plain, "description") => Part.Description,
            (FeedSpace.Content, "encoded") => Part.Encoded,
            (FeedSpace.Plain, "category") => Part.Category,
            (FeedSpace.Plain, "author" or "comments" or "source") or (FeedSpace.DublinCore, "creator") => Part.Nothing,
            // What could be another's title, text, link, picture or tag.
            (FeedSpace.Media or FeedSpace.ITunes or FeedSpace.Atom or FeedSpace.Xhtml or FeedSpace.Rdf or FeedSpace.Xml or FeedSpace.Terms, _) => Part.Unplain,
            (_, "item" or "title" or "link" or "id" or "identifier" or "summary" or "description" or "abstract" or "content" or "encoded" or "body" or "div" or "fullitem" or "image"
                or "enclosure" or "thumbnail" or "origlink" or "variant" or "subject" or "keywords" or "category") => Part.Unplain,
            _ => Part.Nothing,
        };
        var date = Array.IndexOf(Dates, local);
        return part == Part.Nothing && _own.TryGetValue(local, out var slot)
            ? new Place(Part.Own, slot, date, space == FeedSpace.Google)
            : new Place(part, -1, date, IsGoogle: false);
    }

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
