namespace Daogou.Crawler.Pages;

/// <summary>
/// A thing that a page describes, whether it stood there as JSON-LD, microdata or RDFa: types and properties by their local names
/// (<c>schema:Offer</c> and <c>https://schema.org/Offer</c> are both <c>Offer</c>).
/// </summary>
internal sealed class PageItem
{
    public string? Id { get; set; }

    public List<string> Types { get; } = [];

    public Dictionary<string, List<PageValue>> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Only points at an item that is described elsewhere.</summary>
    public bool IsReference => Id is not null && Properties.Count == 0;

    public bool Is(IReadOnlySet<string> types)
    {
        foreach (var type in Types)
        {
            if (types.Contains(type))
            {
                return true;
            }
        }
        return false;
    }

    public void Add(string name, PageValue value)
    {
        if (!Properties.TryGetValue(name, out var values))
        {
            Properties[name] = values = [];
        }
        values.Add(value);
    }

    public IReadOnlyList<PageValue> Of(string name) => Properties.TryGetValue(name, out var values) ? values : [];

    /// <summary>The first value as a text, null when there is none or it is an item.</summary>
    public string? Text(string name) => Properties.TryGetValue(name, out var values) && values.Count > 0 ? values[0].Text : null;

    /// <summary>What follows the last slash, hash or colon of a name.</summary>
    public static string LocalName(string name)
    {
        var plain = name.Trim().TrimEnd('/', '#');
        return plain[(plain.LastIndexOfAny(['/', '#', ':']) + 1)..];
    }
}

/// <summary>A property's value: a text, or an item of its own.</summary>
/// <param name="IsNumber">The text is a number of JSON, so its point is a decimal point.</param>
internal readonly record struct PageValue(string? Text, PageItem? Item, bool IsNumber = false)
{
    public static PageValue Of(string text) => new(text, null);

    public static PageValue Of(PageItem item) => new(null, item);
}
