namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>One element below a feed's root or channel.</summary>
internal readonly record struct FeedPiece(FeedNode Node, bool IsItem);

/// <summary>Which elements only hold others, and which are the rows.</summary>
internal sealed record FeedShape(IReadOnlyList<string> Containers, IReadOnlyList<string> Items)
{
    public static FeedShape News { get; } = new(["channel", "feed", "rss", "rdf"], ["item", "entry"]);

    public static FeedShape Yml { get; } = new(["yml_catalog", "shop", "offers"], ["offer"]);

    public bool IsItem(FeedNode node) => Items.Contains(node.Name) && node.Space is FeedSpace.Plain or FeedSpace.Atom or FeedSpace.Rdf or FeedSpace.Other;
}

/// <summary>
/// The elements of a feed one by one as they come: memory holds one item. Elements that are not closed are closed where their parent
/// ends; an end without a start is passed over.
/// </summary>
/// <param name="text">The document.</param>
/// <param name="keepsCut">Whether an item in whose midst the document breaks off is given too.</param>
/// <param name="shape">Null: that of news.</param>
internal sealed class FeedNodes(TextReader text, bool keepsCut = false, FeedShape? shape = null) : IDisposable
{
    private const int DeepestElement = 100;
    private const int MostNodesOfAnItem = 200_000;

    private readonly LooseXml _xml = new(text);
    private readonly FeedShape _shape = shape ?? FeedShape.News;
    private readonly FeedScopes _scopes = new();
    private readonly List<string> _containers = [];
    private readonly List<(string Raw, FeedNode Node)> _open = [];
    private int _nodes;

    /// <summary>The root with its attributes, once it was read.</summary>
    public FeedNode? Root { get; private set; }

    /// <summary>Whether the end of the root was read: a document without is cut off.</summary>
    public bool IsComplete { get; private set; }

    public int Faults => _xml.Faults + _mismatches;

    private int _mismatches;

    /// <summary>What a name means where the reading stands.</summary>
    public (FeedSpace Space, string Local) Meaning(string raw) => _scopes.Resolve(raw);

    public void Dispose() => _xml.Dispose();

    public IEnumerable<FeedPiece> Read()
    {
        while (_xml.Read())
        {
            switch (_xml.Kind)
            {
                case LooseKind.Start:
                    if (Start() is { } before)
                    {
                        yield return before;
                    }
                    if (_xml.IsEmptyElement && End(_xml.Name) is { } empty)
                    {
                        yield return empty;
                    }
                    break;
                case LooseKind.End:
                    if (End(_xml.Name) is { } ended)
                    {
                        yield return ended;
                    }
                    break;
                case LooseKind.Text when _open.Count > 0 && _xml.Text.Length > 0:
                    AddText(_xml.Text);
                    break;
            }
        }
        if (keepsCut && _open.Count > 0 && Close(0) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>An item that begins inside one was preceded by a forgotten end; that one is given back.</summary>
    private FeedPiece? Start()
    {
        var raw = _xml.Name;
        _scopes.Enter(_xml.Attributes);
        var (space, local) = _scopes.Resolve(raw);
        var node = new FeedNode
        {
            Space = space,
            Name = local,
            Attributes = _xml.Attributes.Count == 0 ? [] : [.. _xml.Attributes.Select(attribute => new KeyValuePair<string, string>(attribute.Key.ToLowerInvariant(), attribute.Value))],
            Base = _scopes.Base,
            Language = _scopes.Language,
        };
        if (Root is null)
        {
            Root = node;
            _containers.Add(raw);
            return null;
        }
        if (_open.Count == 0 && IsContainer(local))
        {
            _containers.Add(raw);
            return null;
        }
        FeedPiece? forgotten = null;
        if (_open.Count > 0 && _shape.Items.Contains(local) && _open[0].Node.Name == local && _open[0].Node.Space == space)
        {
            _mismatches++;
            forgotten = Close(0);
        }
        if (_open.Count >= DeepestElement)
        {
            throw new FeedBrokenException("Elements are nested too deeply.");
        }
        _open.Add((raw, node));
        return forgotten;
    }

    private FeedPiece? End(string raw)
    {
        var at = LastOpen(raw);
        if (at >= 0)
        {
            _mismatches += _open.Count - at - 1;
            return Close(at);
        }
        var container = _containers.FindLastIndex(name => name.Equals(raw, StringComparison.OrdinalIgnoreCase));
        if (container < 0)
        {
            _mismatches++;
            return null;
        }
        var piece = _open.Count > 0 ? Close(0) : null;
        _mismatches += _containers.Count - container - 1;
        for (var left = _containers.Count; left > container; left--)
        {
            _scopes.Leave();
        }
        _containers.RemoveRange(container, _containers.Count - container);
        IsComplete |= container == 0;
        return piece;
    }

    private int LastOpen(string raw)
    {
        for (var at = _open.Count - 1; at >= 0; at--)
        {
            if (_open[at].Raw.Equals(raw, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Closes the open elements from the innermost to this one; the outermost is a piece.</summary>
    private FeedPiece? Close(int to)
    {
        for (var index = _open.Count - 1; index >= to; index--)
        {
            var (_, node) = _open[index];
            _open.RemoveAt(index);
            _scopes.Leave();
            if (index == 0)
            {
                _nodes = 0;
                return new FeedPiece(node, _shape.IsItem(node));
            }
            Add(node);
        }
        return null;
    }

    private void Add(FeedNode node)
    {
        CountNode();
        _open[^1].Node.Add(node);
    }

    private void AddText(string text)
    {
        CountNode();
        _open[^1].Node.AddText(text);
    }

    private void CountNode()
    {
        if (++_nodes > MostNodesOfAnItem)
        {
            throw new FeedBrokenException("One item has more elements than any feed's.");
        }
    }

    private bool IsContainer(string local) => _containers.Count < 4 && _shape.Containers.Contains(local);
}
