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
    private static readonly List<FeedNode> None = [];
    private List<FeedNode>? _children;

    public FeedSpace Space { get; init; }

    /// <summary>Local name in lower case; empty for a text.</summary>
    public string Name { get; init; } = "";

    /// <summary>The text of a text node; of an element the text before its first child.</summary>
    public string Value { get; private set; } = "";

    /// <summary>Names in lower case, with their prefix.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>What is in it behind the first text.</summary>
    public IReadOnlyList<FeedNode> Children => _children ?? None;

    /// <summary>The address that relative ones inside are resolved against, from <c>xml:base</c>; null when none was given.</summary>
    public string? Base { get; init; }

    public string? Language { get; init; }

    public bool HasElements => _children is not null && _children.Exists(child => child.Name.Length > 0);

    /// <summary>All text inside, trimmed.</summary>
    public string Text
    {
        get
        {
            if (_children is null)
            {
                return Value.Trim();
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

    public FeedNode? Child(FeedSpace space, string name)
    {
        if (_children is not null)
        {
            foreach (var child in _children)
            {
                if (child.Space == space && child.Name == name)
                {
                    return child;
                }
            }
        }
        return null;
    }

    public IEnumerable<FeedNode> All(FeedSpace space, string name) => Children.Where(child => child.Space == space && child.Name == name);

    public void Add(FeedNode child) => (_children ??= []).Add(child);

    public void AddText(string text)
    {
        if (_children is null && Value.Length == 0)
        {
            Value = text;
        }
        else
        {
            Add(new FeedNode { Value = text });
        }
    }

    /// <summary>What is inside as markup; of XHTML the <c>div</c> that only wraps it is left out.</summary>
    public string Markup()
    {
        var elements = Children.Where(child => child.Name.Length > 0 || !string.IsNullOrWhiteSpace(child.Value)).ToList();
        var inside = elements is [{ Name: "div" } wrap] && string.IsNullOrWhiteSpace(Value) ? wrap : this;
        var markup = new StringBuilder();
        inside.WriteInside(markup);
        return markup.ToString().Trim();
    }

    private void Write(StringBuilder markup)
    {
        if (Name.Length == 0)
        {
            WriteInside(markup);
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
        WriteInside(markup);
        markup.Append("</").Append(Name).Append('>');
    }

    private void WriteInside(StringBuilder markup)
    {
        markup.Append(Value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
        foreach (var child in Children)
        {
            child.Write(markup);
        }
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
