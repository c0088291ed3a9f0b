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
        channel.Children.AddRange(about);
        return new FeedHead
        {
            Format = IsAtom ? "atom" : "rss",
            Title = Markup(Core(channel, "title")) ?? Text(channel.Child(FeedSpace.DublinCore, "title")) ?? Text(channel.Child(FeedSpace.ITunes, "title")),
            Link = Link(channel) ?? Address(Core(channel, "url")),
            Description = Markup(Core(channel, "subtitle") ?? Core(channel, "tagline") ?? Core(channel, "description"))
                ?? Text(channel.Child(FeedSpace.DublinCore, "description")) ?? Text(channel.Child(FeedSpace.ITunes, "subtitle"))
                ?? Text(channel.Child(FeedSpace.ITunes, "summary")) ?? Markup(Core(channel, "info")),
            Language = Text(Core(channel, "language")) ?? Text(channel.Child(FeedSpace.DublinCore, "language")) ?? (root.Language is { Length: > 0 } language ? language : null),
            Rights = Markup(Core(channel, "rights") ?? Core(channel, "copyright")) ?? Text(channel.Child(FeedSpace.DublinCore, "rights"))
                ?? Text(channel.Child(FeedSpace.Terms, "rights")),
            Author = Author(channel) ?? Text(Core(channel, "managingeditor")),
            Updated = Date(channel, "updated", "modified", "lastbuilddate") ?? Date(channel, "date", "pubdate", "published"),
            Self = channel.Children.Find(child => child is { Space: FeedSpace.Atom, Name: "link" } && child.Attribute("rel") == "self")?.Attribute("href"),
            Next = channel.Children.Find(child => child is { Space: FeedSpace.Atom, Name: "link" } && child.Attribute("rel") == "next") is { } next
                ? Resolved(next, next.Attribute("href"))
                : null,
            Pace = FeedPaces.Of(channel),
        };
    }

    public FeedEntry Entry(FeedNode item)
    {
        var published = Date(item, "published", "pubdate", "issued", "created");
        var updated = Date(item, "updated", "modified", "date", "lastbuilddate");
        return Undated(item) with { Published = published ?? updated, Updated = updated ?? published };
    }

    /// <summary>An entry whose dates are not read: a crawl keeps them as they are written.</summary>
    public FeedEntry Undated(FeedNode item)
    {
        var guid = Core(item, "guid");
        var content = Contents(item);
        var summary = Markup(Core(item, "summary") ?? Core(item, "description") ?? Core(item, "abstract"))
            ?? Text(item.Child(FeedSpace.DublinCore, "description")) ?? Text(item.Child(FeedSpace.ITunes, "summary"))
            ?? Text(item.Child(FeedSpace.Media, "description")) ?? Text(item.Child(FeedSpace.Media, "group")?.Child(FeedSpace.Media, "description"));
        return new FeedEntry
        {
            Id = Text(Core(item, "id")) ?? Text(guid) ?? item.Attribute("rdf:about") ?? Text(item.Child(FeedSpace.DublinCore, "identifier")),
            Title = Markup(Core(item, "title")) ?? Text(item.Child(FeedSpace.DublinCore, "title")) ?? Text(item.Child(FeedSpace.ITunes, "title"))
                ?? Text(item.Child(FeedSpace.Media, "title")),
            Link = Link(item) ?? Permalink(guid) ?? (item.Attribute("rdf:about") is { } about && about.Contains("://", StringComparison.Ordinal) ? about : null),
            Summary = summary ?? content,
            Content = content,
            Author = Author(item),
            Tags = Tags(item),
            Enclosures = Enclosures(item),
            Image = Image(item),
        };
    }

    /// <summary>An element of the feed's own vocabulary; Atom's inside RSS and RSS's inside Atom where the feed mixes them.</summary>
    private FeedNode? Core(FeedNode parent, string name) =>
        parent.Child(_core, name) ?? (name == "link" ? null : parent.Child(IsAtom ? FeedSpace.Plain : FeedSpace.Atom, name));

    private string? Link(FeedNode parent)
    {
        var links = parent.Children.Where(child => child.Name == "link" && (child.Space == _core || child.Space == FeedSpace.Atom)).ToList();
        var written = links.Find(link => link.Attribute("href") is null && link.Text.Length > 0);
        var alternate = links.Where(link => link.Attribute("href") is { Length: > 0 } && (link.Attribute("rel") ?? "alternate").Trim() is "alternate" or "")
            .OrderBy(link => link.Attribute("type") is null or "text/html" or "application/xhtml+xml" ? 0 : 1).FirstOrDefault();
        return written is not null ? Resolved(written, written.Text) : alternate is not null ? Resolved(alternate, alternate.Attribute("href")) : null;
    }

    private string? Permalink(FeedNode? guid) =>
        guid is { Text: { Length: > 0 } text } && !string.Equals(guid.Attribute("ispermalink")?.Trim(), "false", StringComparison.OrdinalIgnoreCase)
        && (text.Contains("://", StringComparison.Ordinal) || guid.Attribute("ispermalink") is not null)
            ? Resolved(guid, text)
            : null;

    private string? Contents(FeedNode item)
    {
        if (item.All(FeedSpace.Content, "encoded").Select(Markup).FirstOrDefault(text => text is not null) is { } encoded)
        {
            return encoded;
        }
        var contents = item.Children.Where(child => child.Name == "content" && child.Space is FeedSpace.Atom or FeedSpace.Plain && child.Attribute("url") is null).ToList();
        return contents.Select(Markup).FirstOrDefault(text => text is not null)
            ?? Markup(item.Child(FeedSpace.Xhtml, "body") ?? item.Child(FeedSpace.Xhtml, "div")) ?? Markup(Core(item, "fullitem"));
    }

    /// <summary>A text construct: XHTML inside is given as markup, all else as the text that it is.</summary>
    private string? Markup(FeedNode? node)
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
            var name = Text(author.Children.Find(child => child.Name == "name"));
            var email = Text(author.Children.Find(child => child.Name == "email"));
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

    private List<string> Tags(FeedNode item)
    {
        var tags = new List<string?>();
        foreach (var child in item.Children)
        {
            switch (child)
            {
                case { Name: "category" } when child.Space == _core || child.Space is FeedSpace.Atom or FeedSpace.Media or FeedSpace.ITunes:
                    tags.Add(child.Attribute("term") ?? NotEmpty(child.Text) ?? child.Attribute("text") ?? child.Attribute("label"));
                    break;
                case { Name: "subject", Space: FeedSpace.DublinCore or FeedSpace.Terms }:
                    tags.Add(child.Text);
                    break;
                case { Name: "keywords", Space: FeedSpace.ITunes or FeedSpace.Media }:
                    tags.AddRange(child.Text.Split(',', StringSplitOptions.TrimEntries));
                    break;
            }
        }
        return [.. tags.OfType<string>().Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).Take(100)];
    }

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

    private string? Image(FeedNode item)
    {
        var media = item.Children.Concat(item.Children.Where(child => child is { Space: FeedSpace.Media, Name: "group" }).SelectMany(group => group.Children)).ToList();
        var image = media.Find(child => child is { Space: FeedSpace.Media, Name: "thumbnail" })
            ?? media.Find(child => child is { Space: FeedSpace.Media, Name: "content" }
                && (child.Attribute("medium") == "image" || child.Attribute("type")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true || child.Attribute("medium") is null && child.Attribute("type") is null))
            ?? item.Children.Find(child => child is { Space: FeedSpace.ITunes, Name: "image" });
        return image is not null ? Resolved(image, image.Attribute("url") ?? image.Attribute("href") ?? NotEmpty(image.Text))
            : Enclosures(item).Find(enclosure => enclosure.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)?.Url
            ?? Address(Core(item, "image")?.Child(_core, "url") ?? Core(item, "image"));
    }

    private string? Address(FeedNode? node) => node is { HasElements: false, Text.Length: > 0 } ? Resolved(node, node.Text) : null;

    private string? Resolved(FeedNode node, string? link) =>
        link is null ? null : FeedScopes.Resolve(FeedScopes.Resolve(address, node.Base ?? "") is { Length: > 0 } @base ? @base : address, link);
}
