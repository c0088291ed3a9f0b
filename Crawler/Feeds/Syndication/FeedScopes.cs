namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>What prefixes, <c>xml:base</c> and <c>xml:lang</c> mean at the element at hand.</summary>
internal sealed class FeedScopes
{
    private const int MostMeanings = 500;

    private readonly List<(string Prefix, FeedSpace Space, int Depth)> _prefixes = [];
    private readonly List<(string? Base, string? Language)> _depths = [];

    /// <summary>What names mean while no prefix comes or goes.</summary>
    private readonly Dictionary<string, (FeedSpace Space, string Local)> _meanings = new(StringComparer.Ordinal);

    public string? Base => _depths.Count == 0 ? null : _depths[^1].Base;

    public string? Language => _depths.Count == 0 ? null : _depths[^1].Language;

    /// <summary>The local name in lower case.</summary>
    public static string Local(string raw) => raw[(raw.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    public void Enter(List<KeyValuePair<string, string>> attributes)
    {
        var (@base, language) = (Base, Language);
        foreach (var (name, value) in attributes)
        {
            if (name == "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                _prefixes.Add((name == "xmlns" ? "" : name[6..], OfNamespace(value), _depths.Count));
                _meanings.Clear();
            }
            else if (name.Equals("xml:base", StringComparison.OrdinalIgnoreCase))
            {
                @base = Resolve(@base, value);
            }
            else if (name.Equals("xml:lang", StringComparison.OrdinalIgnoreCase))
            {
                language = value;
            }
        }
        _depths.Add((@base, language));
    }

    public void Leave()
    {
        if (_depths.Count == 0)
        {
            return;
        }
        _depths.RemoveAt(_depths.Count - 1);
        while (_prefixes.Count > 0 && _prefixes[^1].Depth >= _depths.Count)
        {
            _prefixes.RemoveAt(_prefixes.Count - 1);
            _meanings.Clear();
        }
    }

    public (FeedSpace Space, string Local) Resolve(string raw)
    {
        if (!_meanings.TryGetValue(raw, out var meaning))
        {
            meaning = Meaning(raw);
            if (_meanings.Count < MostMeanings)
            {
                _meanings.Add(raw, meaning);
            }
        }
        return meaning;
    }

    private (FeedSpace Space, string Local) Meaning(string raw)
    {
        var colon = raw.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : raw[..colon];
        var at = _prefixes.FindLastIndex(known => known.Prefix == prefix);
        // Prefixes that nobody declared mean what they usually do.
        var space = at >= 0 ? _prefixes[at].Space : OfPrefix(prefix.ToLowerInvariant());
        return (space, Local(raw));
    }

    /// <summary>A relative address against its base; as it is where that makes none.</summary>
    public static string Resolve(string? @base, string address)
    {
        var trimmed = address.Trim();
        return @base is { Length: > 0 } && !IsAbsolute(trimmed) && Uri.TryCreate(@base, UriKind.Absolute, out var from) && Uri.TryCreate(from, trimmed, out var whole)
            ? whole.AbsoluteUri
            : trimmed;
    }

    private static bool IsAbsolute(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && address.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0;
    }

    private static FeedSpace OfPrefix(string prefix) => prefix switch
    {
        "" => FeedSpace.Plain,
        "atom" or "atom10" or "atom03" => FeedSpace.Atom,
        "dc" => FeedSpace.DublinCore,
        "dcterms" => FeedSpace.Terms,
        "content" => FeedSpace.Content,
        "media" => FeedSpace.Media,
        "itunes" => FeedSpace.ITunes,
        "g" => FeedSpace.Google,
        "sy" => FeedSpace.Update,
        "rdf" => FeedSpace.Rdf,
        "xhtml" => FeedSpace.Xhtml,
        "rss" or "rss1" => FeedSpace.Plain,
        _ => FeedSpace.Other,
    };

    private static FeedSpace OfNamespace(string uri) => uri.Trim().TrimEnd('/').ToLowerInvariant() switch
    {
        "" or "http://purl.org/rss/1.0" or "http://my.netscape.com/rdf/simple/0.9" or "http://channel.netscape.com/rdf/simple/0.9" or "http://backend.userland.com/rss"
            or "http://backend.userland.com/rss2" or "http://backend.userland.com/rss191" or "http://blogs.law.harvard.edu/tech/rss" or "http://my.netscape.com/publish/formats/rss-0.91.dtd"
            or "http://purl.org/net/rss1.1#" => FeedSpace.Plain,
        "http://www.w3.org/2005/atom" or "https://www.w3.org/2005/atom" or "http://purl.org/atom/ns#" or "http://example.com/newformat#" or "http://necho.sourceforge.net/n" => FeedSpace.Atom,
        "http://purl.org/dc/elements/1.1" or "http://purl.org/dc/elements/1.0" => FeedSpace.DublinCore,
        "http://purl.org/dc/terms" => FeedSpace.Terms,
        "http://purl.org/rss/1.0/modules/content" => FeedSpace.Content,
        "http://search.yahoo.com/mrss" or "https://search.yahoo.com/mrss" or "http://video.search.yahoo.com/mrss" => FeedSpace.Media,
        "http://www.itunes.com/dtds/podcast-1.0.dtd" or "https://www.itunes.com/dtds/podcast-1.0.dtd" or "http://example.com/dtds/podcast-1.0.dtd" => FeedSpace.ITunes,
        "http://base.google.com/ns/1.0" or "https://base.google.com/ns/1.0" => FeedSpace.Google,
        "http://purl.org/rss/1.0/modules/syndication" => FeedSpace.Update,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#" or "http://www.w3.org/1999/02/22-rdf-syntax-ns" => FeedSpace.Rdf,
        "http://www.w3.org/1999/xhtml" => FeedSpace.Xhtml,
        "http://www.w3.org/xml/1998/namespace" => FeedSpace.Xml,
        _ => FeedSpace.Other,
    };
}
