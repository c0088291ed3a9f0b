namespace Daogou.Core.Urls;

/// <summary>Finds the addresses in what people write and paste, wherever the words touch them, and the share tokens (口令). Says where, not what.</summary>
public static class LinkFinder
{
    /// <summary>Characters that are looked at.</summary>
    public const int LongestText = 1 << 20;

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static IReadOnlyList<FoundLink> Find(string text)
    {
        var plain = PlainForm.Of(text.Length > LongestText ? text[..LongestText] : text);
        return [.. FindPlain(plain.Text).Select(link => plain.Stretch(link.Start, link.Length) is var (start, length) ? link with { Start = start, Length = length } : link)];
    }

    private static List<FoundLink> FindPlain(string looked)
    {
        var words = new TokenWords(looked);
        var links = new List<FoundLink>();
        var from = 0;
        var at = 0;
        while (at < looked.Length)
        {
            if (LinkAt(looked, at, words, out var next) is { } link)
            {
                links.AddRange(ShareTokens.Find(looked, from, link.Start, words));
                links.Add(link);
                from = next;
            }
            at = next;
        }
        links.AddRange(ShareTokens.Find(looked, from, looked.Length, words));
        return links;
    }

    /// <summary>The link that begins here, if one does, and where to look next.</summary>
    private static FoundLink? LinkAt(string text, int at, TokenWords words, out int next)
    {
        next = at + 1;
        var scheme = SchemeAt(text, at);
        if (scheme > 0)
        {
            next = at + scheme;
            return LinkHost.AfterScheme(text, next) is { } host && !IsScheme(text, next, host) && !IsTokenOfJd(text, next, host, words) ? Take(text, at, host, "", out next) : null;
        }
        if (AppLinks.SchemeAt(text, at) is > 0 and var app)
        {
            next = at + app;
            return LinkHost.AfterScheme(text, next) is { } host ? Take(text, at, host, "", out next) : null;
        }
        if (!Scripts.IsSpacedLetter(text[at]))
        {
            return null;
        }
        var run = LinkHost.RunEnd(text, at);
        // A scheme may touch the word before it.
        var inner = text.IndexOf("http", at + 1, run - at - 1, StringComparison.OrdinalIgnoreCase);
        next = inner > 0 && SchemeAt(text, inner) > 0 ? inner : run;
        return next == run && MayStand(text, at) && LinkHost.Bare(text, at, run) is { } bare ? Take(text, at, bare, "http://", out next) : null;
    }

    private static FoundLink Take(string text, int start, int hostEnd, string prefix, out int next)
    {
        next = LinkTail.End(text, start, hostEnd);
        return new FoundLink(string.Concat(prefix, text.AsSpan(start, next - start)), start, next - start);
    }

    private static int SchemeAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
    }

    /// <summary><c>http://https://…</c>: the second is meant.</summary>
    private static bool IsScheme(string text, int start, int hostEnd) =>
        text.AsSpan(start, hostEnd - start).StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.AsSpan(hostEnd).StartsWith("://", StringComparison.Ordinal);

    /// <summary><c>http://JhT7V5wlKygHDK#J6UFE5iMn</c> in a text to be copied whole: JD's app reads it, no browser does.</summary>
    private static bool IsTokenOfJd(string text, int start, int hostEnd, TokenWords words)
    {
        var host = text.AsSpan(start, hostEnd - start);
        return host.Length > 7 && !host.Contains('.') && !host.ContainsAnyExcept(LettersAndDigits) && ShareTokens.IsMixed(host) && words.IsOfJd;
    }

    /// <summary>A bare domain does not begin inside a mail address, a path, a file name or an escape.</summary>
    private static bool MayStand(string text, int at) =>
        at == 0 || text[at - 1] is not ('@' or '/' or '\\' or '-' or '_' or '%' or '.' or '$' or '#') || (text[at - 1] == '.' && at > 1 && text[at - 2] == '.');
}
