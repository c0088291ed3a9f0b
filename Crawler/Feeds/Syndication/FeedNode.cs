using System.Net;
using System.Text;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>The vocabularies that mean something to us; an element is found by what its namespace means, not by how it is written.</summary>
internal enum FeedSpace
{
    Plain,
    Atom,
    DublinCore,
    Terms,
    Content,
    Media,
    ITunes,
    Google,
    Update,
    Rdf,
    Xhtml,
    Xml,
    Other,
}

/// <summary>An element of a feed with all that is in it, or a text (a node without a name).</summary>
internal sealed class FeedNode
{
    public FeedSpace Space { get; init; }

    /// <summary>Local name in lower case; empty for a text.</summary>
    public string Name { get; init; } = "";

    /// <summary>The own text of a text node.</summary>
    public string Value { get; init; } = "";

    /// <summary>Names in lower case, with their prefix.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public List<FeedNode> Children { get; } = [];

    /// <summary>The address that relative ones inside are resolved against, from <c>xml:base</c>; null when none was given.</summary>
    public string? Base { get; init; }

    public string? Language { get; init; }

    public bool HasElements => Children.Exists(child => child.Name.Length > 0);

    /// <summary>All text inside, trimmed.</summary>
    public string Text
    {
        get
        {
            if (Children is [{ Name: "" } only])
            {
                return only.Value.Trim();
            }
            var text = new StringBuilder();
            Collect(text);
            return text.ToString().Trim();
        }
    }

    public string? Attribute(string name)
    {
        foreach (var (key, value) in Attributes)
        {
            if (key == name)
            {
                return value;
            }
        }
        return null;
    }

    public FeedNode? Child(FeedSpace space, string name) => Children.Find(child => child.Space == space && child.Name == name);

    public IEnumerable<FeedNode> All(FeedSpace space, string name) => Children.Where(child => child.Space == space && child.Name == name);

    /// <summary>What is inside as markup; of XHTML the <c>div</c> that only wraps it is left out.</summary>
    public string Markup()
    {
        var elements = Children.Where(child => child.Name.Length > 0 || !string.IsNullOrWhiteSpace(child.Value)).ToList();
        var inside = elements is [{ Name: "div" } wrap] ? wrap.Children : Children;
        var markup = new StringBuilder();
        foreach (var child in inside)
        {
            child.Write(markup);
        }
        return markup.ToString().Trim();
    }

    private void Write(StringBuilder markup)
    {
        if (Name.Length == 0)
        {
            markup.Append(Value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
            return;
        }
        markup.Append('<').Append(Name);
        foreach (var (key, value) in Attributes.Where(attribute => !attribute.Key.StartsWith("xml", StringComparison.Ordinal)))
        {
            markup.Append(' ').Append(key).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
        }
        if (Name is "br" or "img" or "hr" or "input" or "area" or "col" or "wbr")
        {
            markup.Append(" />");
            return;
        }
        markup.Append('>');
        foreach (var child in Children)
        {
            child.Write(markup);
        }
        markup.Append("</").Append(Name).Append('>');
    }

    private void Collect(StringBuilder text)
    {
        text.Append(Value);
        foreach (var child in Children)
        {
            child.Collect(text);
        }
    }
}
