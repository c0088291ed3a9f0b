using System.Globalization;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>
/// What the elements of RSS 0.9x, 1.0 and 2.0, and of Atom 0.3 and 1.0 mean. Sources: the RSS Advisory Board's specification, RSS 1.0,
/// RFC 4287, RFC 5005, and the modules Dublin Core, Content, Media, iTunes and Syndication.
/// </summary>
internal sealed class XmlFeed(FeedNode root, string? address)
{
    private readonly FeedSpace _core = root.Name == "rdf" ? FeedSpace.Plain : root.Space;

    public bool IsAtom => root.Name == "feed";

    /// <summary>Of the elements beside the items, which have been read so far.</summary>
    public FeedHead Head(IReadOnlyList<FeedNode> about)
    {
        var channel = new FeedNode();
        foreach (var node in about)
        {
            channel.Add(node);
        }
        return new FeedHead
        {
            Format = IsAtom ? "atom" : "rss",
            Title = Markup(Core(channel, "title")) ?? Text(channel.Child(FeedSpace.DublinCore, "title")) ?? Text(channel.Child(FeedSpace.ITunes, "title")),
            Link = LinkOf(channel) ?? Address(Core(channel, "url")),
            Description = Markup(Core(channel, "subtitle") ?? Core(channel, "tagline") ?? Core(channel, "description"))
                ?? Text(channel.Child(FeedSpace.DublinCore, "description")) ?? Text(channel.Child(FeedSpace.ITunes, "subtitle"))
                ?? Text(channel.Child(FeedSpace.ITunes, "summary")) ?? Markup(Core(channel, "info")),
            Language = Text(Core(channel, "language")) ?? Text(channel.Child(FeedSpace.DublinCore, "language")) ?? (root.Language is { Length: > 0 } language ? language : null),
            Rights = Markup(Core(channel, "rights") ?? Core(channel, "copyright")) ?? Text(channel.Child(FeedSpace.DublinCore, "rights"))
                ?? Text(channel.Child(FeedSpace.Terms, "rights")),
            Author = Author(channel) ?? Text(Core(channel, "managingeditor")),
            Updated = Date(channel, "updated", "modified", "lastbuilddate") ?? Date(channel, "date", "pubdate", "published"),
            Self = channel.Children.FirstOrDefault(child => child is { Space: FeedSpace.Atom, Name: "link" } && child.Attribute("rel") == "self")?.Attribute("href"),
            Next = channel.Children.FirstOrDefault(child => child is { Space: FeedSpace.Atom, Name: "link" } && child.Attribute("rel") == "next") is { } next
                ? Resolved(next, next.Attribute("href"))
                : null,
            Pace = FeedPaces.Of(channel),
        };
    }

    public FeedEntry Entry(FeedNode item)
    {
        var published = Date(item, "published", "pubdate", "issued", "created");
        var updated = Date(item, "updated", "modified", "date", "lastbuilddate");
        var content = Content(item);
        return new FeedEntry
        {
            Id = Id(item),
            Title = Title(item),
            Link = Link(item),
            Summary = Summary(item) ?? content,
            Content = content,
            Author = Author(item),
            Tags = Tags(item),
            Enclosures = Enclosures(item),
            Image = Image(item),
            Published = published ?? updated,
            Updated = updated ?? published,
        };
    }

    public string? Id(FeedNode item) =>
        Text(Core(item, "id")) ?? Text(Core(item, "guid")) ?? item.Attribute("rdf:about") ?? Text(item.Child(FeedSpace.DublinCore, "identifier"));

    public string? Title(FeedNode item) =>
        Markup(Core(item, "title")) ?? Text(item.Child(FeedSpace.DublinCore, "title")) ?? Text(item.Child(FeedSpace.ITunes, "title"))
        ?? Text(item.Child(FeedSpace.Media, "title"));

    /// <summary>Where the entry leads to: its link, else a guid that is an address.</summary>
    public string? Link(FeedNode item) =>
        LinkOf(item) ?? Original(item) ?? Permalink(Core(item, "guid")) ?? (item.Attribute("rdf:about") is { } about && about.Contains("://", StringComparison.Ordinal) ? about : null);

    public string? Summary(FeedNode item) =>
        Markup(Core(item, "summary") ?? Core(item, "description") ?? Core(item, "abstract"))
        ?? Text(item.Child(FeedSpace.DublinCore, "description")) ?? Text(item.Child(FeedSpace.ITunes, "summary"))
        ?? Text(item.Child(FeedSpace.Media, "description")) ?? Text(item.Child(FeedSpace.Media, "group")?.Child(FeedSpace.Media, "description"));

    public string? Content(FeedNode item)
    {
        foreach (var encoded in item.Children)
        {
            if (encoded is { Space: FeedSpace.Content, Name: "encoded" } && Markup(encoded) is { } text)
            {
                return text;
            }
        }
        foreach (var child in item.Children)
        {
            if (child is { Name: "content", Space: FeedSpace.Atom or FeedSpace.Plain } && child.Attribute("url") is null && Markup(child) is { } text)
            {
                return text;
            }
        }
        return Markup(item.Child(FeedSpace.Xhtml, "body") ?? item.Child(FeedSpace.Xhtml, "div")) ?? Markup(Core(item, "fullitem"));
    }

    /// <summary>An element of the feed's own vocabulary; Atom's inside RSS and RSS's inside Atom where the feed mixes them.</summary>
    private FeedNode? Core(FeedNode parent, string name) =>
        parent.Child(_core, name) ?? (name == "link" ? null : parent.Child(IsAtom ? FeedSpace.Plain : FeedSpace.Atom, name));

    /// <summary>A written link, else the alternate one that is a page for people.</summary>
    private string? LinkOf(FeedNode parent)
    {
        FeedNode? best = null;
        foreach (var link in parent.Children)
        {
            if (link.Name != "link" || (link.Space != _core && link.Space != FeedSpace.Atom))
            {
                continue;
            }
            var href = link.Attribute("href");
            if (href is null && link.Text.Length > 0)
            {
                return Resolved(link, link.Text);
            }
            if (href is { Length: > 0 } && (link.Attribute("rel") ?? "alternate").Trim() is "alternate" or "" && (best is null || (!IsPage(best) && IsPage(link))))
            {
                best = link;
            }
        }
        return best is null ? null : Resolved(best, best.Attribute("href"));
    }

    private static bool IsPage(FeedNode link) => link.Attribute("type") is null or "text/html" or "application/xhtml+xml";

    /// <summary>Where FeedBurner, which wrote itself into the links, says that the entry is (<c>feedburner:origLink</c>).</summary>
    private string? Original(FeedNode item) => Address(item.Children.FirstOrDefault(child => child is { Space: FeedSpace.Other, Name: "origlink" }));

    private string? Permalink(FeedNode? guid) =>
        guid is { Text: { Length: > 0 } text } && !string.Equals(guid.Attribute("ispermalink")?.Trim(), "false", StringComparison.OrdinalIgnoreCase)
        && (text.Contains("://", StringComparison.Ordinal) || guid.Attribute("ispermalink") is not null)
            ? Resolved(guid, text)
            : null;

    /// <summary>A text construct: XHTML inside is given as markup, all else as the text that it is.</summary>
    private static string? Markup(FeedNode? node)
    {
        if (node is null)
        {
            return null;
        }
        if (node.Attribute("mode") == "base64" || node.Attribute("type") is "application/octet-stream")
        {
            var bytes = new byte[node.Text.Length];
            return Convert.TryFromBase64String(node.Text, bytes, out var written) ? System.Text.Encoding.UTF8.GetString(bytes, 0, written).Trim() : node.Text;
        }
        return node.HasElements ? NotEmpty(node.Markup()) : Text(node);
    }

    private static string? Text(FeedNode? node) => NotEmpty(node?.Text);

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private string? Author(FeedNode parent)
    {
        var author = Core(parent, "author");
        if (author is { HasElements: true })
        {
            var name = Text(author.Children.FirstOrDefault(child => child.Name == "name"));
            var email = Text(author.Children.FirstOrDefault(child => child.Name == "email"));
            return name is null ? email : email is null ? name : $"{name} ({email})";
        }
        return Text(author) ?? Text(parent.Child(FeedSpace.DublinCore, "creator")) ?? Text(parent.Child(FeedSpace.DublinCore, "author"))
            ?? Text(parent.Child(FeedSpace.ITunes, "author")) ?? Text(parent.Child(FeedSpace.Media, "credit"));
    }

    private DateTimeOffset? Date(FeedNode parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in parent.Children)
            {
                if (child.Name == name && (child.Space == _core || child.Space is FeedSpace.Plain or FeedSpace.Atom or FeedSpace.DublinCore or FeedSpace.Terms)
                    && FeedDates.Read(child.Text) is { } date)
                {
                    return date;
                }
            }
        }
        return null;
    }

    public string? FirstTag(FeedNode item)
    {
        foreach (var child in item.Children)
        {
            foreach (var tag in TagsIn(child))
            {
                if (!string.IsNullOrEmpty(tag))
                {
                    return tag;
                }
            }
        }
        return null;
    }

    private List<string> Tags(FeedNode item) =>
        [.. item.Children.SelectMany(TagsIn).OfType<string>().Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).Take(100)];

    private IReadOnlyList<string?> TagsIn(FeedNode child) => child switch
    {
        { Name: "category" } when child.Space == _core || child.Space is FeedSpace.Atom or FeedSpace.Media or FeedSpace.ITunes =>
            (string?[])[child.Attribute("term") ?? NotEmpty(child.Text) ?? child.Attribute("text") ?? child.Attribute("label")],
        { Name: "subject", Space: FeedSpace.DublinCore or FeedSpace.Terms } => [child.Text],
        { Name: "keywords", Space: FeedSpace.ITunes or FeedSpace.Media } => child.Text.Split(',', StringSplitOptions.TrimEntries),
        _ => [],
    };

    private List<FeedEnclosure> Enclosures(FeedNode item) =>
    [
        .. from child in item.Children
           let url = child switch
           {
               { Name: "enclosure" } => child.Attribute("url") ?? child.Attribute("href") ?? child.Attribute("rdf:resource"),
               { Name: "link", Space: FeedSpace.Atom or FeedSpace.Plain } when child.Attribute("rel") == "enclosure" => child.Attribute("href"),
               _ => null,
           }
           where !string.IsNullOrWhiteSpace(url)
           select new FeedEnclosure(
               Resolved(child, url)!, child.Attribute("type"),
               long.TryParse(child.Attribute("length"), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var length) && length >= 0 ? length : null),
    ];

    public string? Image(FeedNode item)
    {
        var image = MediaOf(item, IsThumbnail) ?? MediaOf(item, IsPicture) ?? item.Child(FeedSpace.ITunes, "image");
        return image is not null ? Resolved(image, image.Attribute("url") ?? image.Attribute("href") ?? NotEmpty(image.Text))
            : item.Children.Any(IsEnclosure) && Enclosures(item).Find(enclosure => enclosure.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true) is { } enclosed ? enclosed.Url
            : Address(Core(item, "image")?.Child(_core, "url") ?? Core(item, "image"));
    }

    /// <summary>An element of Media RSS, by itself or in a group.</summary>
    private static FeedNode? MediaOf(FeedNode item, Func<FeedNode, bool> isIt)
    {
        foreach (var child in item.Children)
        {
            if (child.Space == FeedSpace.Media && isIt(child))
            {
                return child;
            }
        }
        foreach (var group in item.Children)
        {
            if (group is { Space: FeedSpace.Media, Name: "group" } && group.Children.FirstOrDefault(child => child.Space == FeedSpace.Media && isIt(child)) is { } inside)
            {
                return inside;
            }
        }
        return null;
    }

    private static bool IsThumbnail(FeedNode media) => media.Name == "thumbnail";

    private static bool IsPicture(FeedNode media) =>
        media.Name == "content"
        && (media.Attribute("medium") == "image" || media.Attribute("type")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
            || media.Attribute("medium") is null && media.Attribute("type") is null);

    private static bool IsEnclosure(FeedNode child) => child.Name is "enclosure" or "link";

    private string? Address(FeedNode? node) => node is { HasElements: false, Text.Length: > 0 } ? Resolved(node, node.Text) : null;

    private string? Resolved(FeedNode node, string? link) =>
        link is null ? null : FeedScopes.Resolve(FeedScopes.Resolve(address, node.Base ?? "") is { Length: > 0 } @base ? @base : address, link);
}
