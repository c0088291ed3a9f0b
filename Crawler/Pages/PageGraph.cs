namespace Daogou.Crawler.Pages;

/// <summary>The items of a page and what their ids point at: an item may be described in one block and offered in another.</summary>
internal sealed class PageGraph
{
    private const int Deepest = 80;

    private readonly Dictionary<string, PageItem> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PageItem, PageItem> _same = new(ReferenceEqualityComparer.Instance);
    private readonly Uri? _base;

    public PageGraph(IReadOnlyList<PageItem> tops, Uri? @base)
    {
        (Tops, _base) = (tops, @base);
        var seen = new HashSet<PageItem>(ReferenceEqualityComparer.Instance);
        foreach (var top in tops)
        {
            Learn(top, seen, 0);
        }
    }

    public IReadOnlyList<PageItem> Tops { get; }

    public PageItem Resolve(PageItem item) =>
        item.IsReference ? Find(item.Id!) ?? item
        : _same.GetValueOrDefault(item) ?? item;

    /// <summary>The items of a property; an id alone, even as a text, counts as what it points at.</summary>
    public IEnumerable<PageItem> Items(PageItem item, string name)
    {
        var given = new HashSet<PageItem>(ReferenceEqualityComparer.Instance);
        foreach (var value in item.Of(name))
        {
            var found = value.Item is { } inner ? Resolve(inner) : value.Text is { Length: > 0 and < 500 } id ? Find(id.Trim()) : null;
            if (found is not null && given.Add(found))
            {
                yield return found;
            }
        }
    }

    private PageItem? Find(string id) => _byId.GetValueOrDefault(Key(id));

    private string Key(string id) => _base is not null && Uri.TryCreate(_base, id, out var whole) ? whole.AbsoluteUri : id;

    private void Learn(PageItem item, HashSet<PageItem> seen, int depth)
    {
        if (depth > Deepest || !seen.Add(item))
        {
            return;
        }
        if (item is { Id: { } id, IsReference: false })
        {
            var key = Key(id);
            if (!_byId.TryGetValue(key, out var first))
            {
                _byId[key] = item;
            }
            else if (first != item && Agree(first, item))
            {
                Join(first, item);
                _same[item] = first;
            }
        }
        foreach (var value in item.Properties.Values.SelectMany(values => values).ToArray())
        {
            if (value.Item is { } inner)
            {
                Learn(inner, seen, depth + 1);
            }
        }
    }

    /// <summary>The same id on variants that differ is a mistake of the page; then they stay apart.</summary>
    private static bool Agree(PageItem left, PageItem right)
    {
        foreach (var (name, values) in right.Properties)
        {
            if (left.Of(name) is [{ Text: { } one }, ..] && values is [{ Text: { } other }, ..] && !string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase)
                && name is not ("description" or "image"))
            {
                return false;
            }
        }
        return true;
    }

    private static void Join(PageItem into, PageItem from)
    {
        into.Types.AddRange(from.Types.Where(type => !into.Types.Contains(type)).ToArray());
        foreach (var (name, values) in from.Properties)
        {
            into.Properties.TryAdd(name, values);
        }
    }
}
