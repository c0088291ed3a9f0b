using System.Buffers.Text;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>Reads a target that is written into another address: encoded once or more, in the path, or in one of the odd forms.</summary>
internal static class WrappedText
{
    private const int MostDecoded = 3;

    /// <summary>The address in a parameter's value; null when there is none.</summary>
    public static WebUrl? Target(string value, bool mayLackScheme)
    {
        var text = value;
        for (var round = 0; round <= MostDecoded; round++)
        {
            text = text.Trim('[', ']', '"', '\'', ' ', '+');
            if (Web(text) is { } target)
            {
                return target;
            }
            var decoded = PercentSets.Decode(text);
            if (decoded == text)
            {
                break;
            }
            text = decoded;
        }
        if (text.StartsWith("a1aHR0c", StringComparison.Ordinal) || text.StartsWith("aHR0c", StringComparison.Ordinal))
        {
            return FromBase64(text.StartsWith("a1", StringComparison.Ordinal) ? text[2..] : text);
        }
        return !mayLackScheme ? null
            : text.StartsWith("//", StringComparison.Ordinal) ? Web("https:" + text)
            : text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && text.IndexOf('.', 4) > 4 ? Web("https://" + text)
            : text.IndexOf('/', StringComparison.Ordinal) is > 3 and var slash && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < slash && TopLevels.IsCommon(text[..slash].Split('.')[^1]) ? Web("https://" + text)
            : null;
    }

    /// <summary>The whole query is the target: <c>href.li/?https://…</c>.</summary>
    public static WebUrl? InQuery(WebUrl url) => url.Query is { Length: > 7 } query ? Target(query, mayLackScheme: false) : null;

    /// <summary>A target behind the wrapper's own path: <c>…/destination:https%3A%2F%2F…</c>, <c>…/dlg/https://…</c>.</summary>
    public static WebUrl? InPath(WebUrl url)
    {
        var path = url.Path;
        var at = path.IndexOf("http", 1, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }
        var rest = path[at..];
        rest = rest.StartsWith("http:/", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https:/", StringComparison.OrdinalIgnoreCase)
            ? rest + (url.Query is { } query ? "?" + query : "")
            : rest.Split('/')[0];
        return Target(rest, mayLackScheme: false);
    }

    public static WebUrl? OddForm(WebUrl url)
    {
        var host = url.Host!;
        if (host.EndsWith("tradedoubler.com", StringComparison.Ordinal) && (url.Path + "?" + url.Query) is var text && text.IndexOf("url(", StringComparison.OrdinalIgnoreCase) is > 0 and var open)
        {
            return Target(text[(open + 4)..(text.LastIndexOf(')') is var close && close > open + 4 ? close : text.Length)], mayLackScheme: true);
        }
        if (host == "r.search.yahoo.com" && url.Path.IndexOf("/RU=", StringComparison.Ordinal) is >= 0 and var ru)
        {
            return Target(url.Path[(ru + 4)..].Split('/')[0], mayLackScheme: false);
        }
        if (host is "urldefense.proofpoint.com" && url.Query?.Split('&').FirstOrDefault(pair => pair.StartsWith("u=", StringComparison.Ordinal)) is { } encoded && url.Path.StartsWith("/v2/", StringComparison.Ordinal))
        {
            return Target(encoded[2..].Replace('-', '%').Replace('_', '/'), mayLackScheme: false);
        }
        if (host.EndsWith("urldefense.com", StringComparison.Ordinal) && url.Path.IndexOf("__http", StringComparison.Ordinal) is >= 0 and var start)
        {
            var rest = url.Path[(start + 2)..] + (url.Query is { } query ? "?" + query : "");
            return Target(rest.IndexOf("__;", StringComparison.Ordinal) is > 0 and var end ? rest[..end] : rest, mayLackScheme: false);
        }
        return null;
    }

    private static WebUrl? Web(string text)
    {
        if (!text.StartsWith("http:/", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https:/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return WebUrl.Parse(text) is { IsWeb: true, Host: { Length: > 3 } host } url && host.Contains('.', StringComparison.Ordinal) ? url : null;
    }

    private static WebUrl? FromBase64(string text)
    {
        var plain = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(plain) ? Web(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(plain))) : null;
    }
}
