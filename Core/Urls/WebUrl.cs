using System.Globalization;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>An address as browsers read it (WHATWG URL Standard), which is what people and shops mean by one.</summary>
public sealed class WebUrl
{
    /// <summary>Characters of an address.</summary>
    public const int Longest = 1 << 20;

    internal WebUrl()
    {
    }

    public string Scheme { get; internal set; } = "";

    public string Username { get; internal set; } = "";

    public string Password { get; internal set; } = "";

    /// <summary>ASCII; IPv6 in brackets; null where the scheme has none, such as mailto.</summary>
    public string? Host { get; internal set; }

    /// <summary>Null is the scheme's own.</summary>
    public int? Port { get; internal set; }

    public string? Query { get; internal set; }

    public string? Fragment { get; internal set; }

    /// <summary>The path as it is written.</summary>
    public string Path => OpaquePath ?? string.Concat(Segments.Select(segment => "/" + segment));

    public bool IsWeb => Scheme is "http" or "https";

    internal string? OpaquePath { get; set; }

    internal List<string> Segments { get; set; } = [];

    internal bool IsSpecial => DefaultPort(Scheme) is not null;

    /// <summary>The serialisation of the standard.</summary>
    public string Href
    {
        get
        {
            var text = new StringBuilder().Append(Scheme).Append(':');
            if (Host is not null)
            {
                text.Append("//").Append(Username).Append(Password.Length > 0 ? ":" : "").Append(Password).Append(Username.Length + Password.Length > 0 ? "@" : "").Append(Host);
                _ = Port is { } port ? text.Append(CultureInfo.InvariantCulture, $":{port}") : text;
            }
            else if (OpaquePath is null && Segments is ["", _, ..])
            {
                text.Append("/.");
            }
            text.Append(Path);
            _ = Query is null ? text : text.Append('?').Append(Query);
            _ = Fragment is null ? text : text.Append('#').Append(Fragment);
            return text.ToString();
        }
    }

    /// <summary>Null with the fault when the text is no address.</summary>
    public static WebUrl? Parse(string text, WebUrl? against, out string? fault)
    {
        if (text.Length > Longest)
        {
            fault = "it is too long";
            return null;
        }
        return new WebUrlParser(text, against).Run(out fault);
    }

    public static WebUrl? Parse(string text) => Parse(text, null, out _);

    /// <summary>The port of a special scheme (0 for file, which has none); null for every other scheme.</summary>
    internal static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        "file" => 0,
        _ => null,
    };
}
