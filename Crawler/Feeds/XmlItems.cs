using System.Text;
using System.Xml;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The items of an XML feed, one by one. Names are local names in lower case; where an element of Google's namespace has the name of a
/// plain one it stands under <c>g:name</c> too. DTDs are forbidden, characters that XML does not allow are dropped.
/// </summary>
internal static class XmlItems
{
    private const string GoogleNamespace = "http://base.google.com/ns/1.0";
    private const int DeepestElement = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false,
        MaxCharactersInDocument = 8L << 30,
        CloseInput = true,
    };

    public static IEnumerable<Dictionary<string, string>> Read(TextReader text)
    {
        using var xml = XmlReader.Create(new XmlCharacters(text), Settings, Prefixes());
        var row = 0L;
        var ended = false;
        while (!ended)
        {
            Dictionary<string, string>? item = null;
            try
            {
                while (item is null && !ended)
                {
                    if (xml is { NodeType: XmlNodeType.Element, LocalName: "item" or "entry" } && xml.Depth > 0)
                    {
                        row++;
                        item = ReadItem(xml);
                    }
                    else
                    {
                        ended = !xml.Read();
                    }
                }
            }
            catch (XmlException e)
            {
                throw new FeedBrokenException($"The XML breaks off or is malformed after {row} items: {e.Message}", e);
            }
            if (item is not null)
            {
                yield return item;
            }
        }
    }

    /// <summary>The prefixes that feeds use without declaring them.</summary>
    private static XmlParserContext Prefixes()
    {
        var names = new NameTable();
        var prefixes = new XmlNamespaceManager(names);
        prefixes.AddNamespace("g", GoogleNamespace);
        prefixes.AddNamespace("media", "http://search.yahoo.com/mrss/");
        prefixes.AddNamespace("content", "http://purl.org/rss/1.0/modules/content/");
        prefixes.AddNamespace("dc", "http://purl.org/dc/elements/1.1/");
        prefixes.AddNamespace("atom", "http://www.w3.org/2005/Atom");
        prefixes.AddNamespace("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd");
        prefixes.AddNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/");
        prefixes.AddNamespace("feedburner", "http://rssnamespace.org/feedburner/ext/1.0");
        return new XmlParserContext(names, prefixes, null, XmlSpace.None);
    }

    /// <summary>Reads the element the reader stands on and leaves it on what follows.</summary>
    private static Dictionary<string, string> ReadItem(XmlReader xml)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (xml.GetAttribute("about", "http://www.w3.org/1999/02/22-rdf-syntax-ns#") is { } about)
        {
            fields["guid"] = about;
        }
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return fields;
        }
        var depth = xml.Depth;
        xml.Read();
        while (!(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth) && !xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                ReadField(xml, fields);
            }
            else
            {
                xml.Read();
            }
        }
        xml.Read();
        return fields;
    }

    private static void ReadField(XmlReader xml, Dictionary<string, string> fields)
    {
        var name = xml.LocalName;
        var google = xml.NamespaceURI == GoogleNamespace || xml.Prefix == "g";
        foreach (var attribute in new[] { "href", "url", "term" })
        {
            if (xml.GetAttribute(attribute) is { Length: > 0 } value && Wanted(xml, name))
            {
                fields.TryAdd($"{name}@{attribute}", value);
            }
        }
        var text = Text(xml);
        if (text.Length > 0)
        {
            if (google)
            {
                fields.TryAdd("g:" + name, text);
            }
            fields.TryAdd(name, text);
        }
    }

    /// <summary>Of Atom's links only the alternate one leads to the page; of enclosures only pictures are pictures.</summary>
    private static bool Wanted(XmlReader xml, string name) => name switch
    {
        "link" => xml.GetAttribute("rel") is null or "alternate",
        "enclosure" or "content" => xml.GetAttribute("type")?.StartsWith("image/", StringComparison.Ordinal) ?? xml.GetAttribute("medium") is null or "image",
        _ => true,
    };

    /// <summary>All text inside the element, its children's too; leaves the reader behind it.</summary>
    private static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }
        var depth = xml.Depth;
        string? only = null;
        StringBuilder? more = null;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.Depth > DeepestElement)
            {
                throw new XmlException("Elements are nested too deeply.");
            }
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (only is null)
                {
                    only = xml.Value;
                }
                else
                {
                    (more ??= new StringBuilder(only)).Append(' ').Append(xml.Value);
                }
            }
        }
        xml.Read();
        return (more?.ToString() ?? only ?? "").Trim();
    }
}
