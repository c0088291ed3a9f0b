namespace Daogou.Core.Urls;

/// <summary>Where the host of a link ends: in Chinese the next word begins right behind it.</summary>
internal static class LinkHost
{
    private const int LongestHost = 253;
    private const int LongestUser = 200;
    private static readonly System.Buffers.SearchValues<char> Address = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Domains of shops that stand in texts without a path, at endings that are words as well.</summary>
    private static readonly string[] KnownNames = ["amazon", "ebay", "aliexpress", "shopee", "lazada", "temu", "shein", "zalando", "google", "ikea", "decathlon", "allegro", "bol", "coolblue", "otto", "trendyol"];

    /// <summary>Names of libraries and platforms that look like domains.</summary>
    private static readonly string[] NoDomains = ["ASP.NET", "VB.NET", "ADO.NET", "ML.NET", "System.IO", "System.Net", "Socket.IO", "Next.js", "Node.js", "Vue.js"];

    /// <summary>The end of the host and port behind <c>https://</c>; null when there is none.</summary>
    public static int? AfterScheme(string text, int at)
    {
        at = AfterUser(text, at);
        if (at < text.Length && text[at] == '[')
        {
            var close = text.IndexOf(']', at, Math.Min(50, text.Length - at));
            return close > at + 2 && text.AsSpan(at + 1, close - at - 1).IndexOfAnyExcept(Address) < 0 ? AfterPort(text, close + 1) : null;
        }
        var end = at;
        while (end < text.Length && end - at < LongestHost && IsHostCharacter(text[end]))
        {
            end++;
        }
        end = end > at ? CutWords(text, at, end) : end;
        while (end > at && text[end - 1] is '.' or '-')
        {
            end--;
        }
        var host = text.AsSpan(at, end - at);
        var isWord = !host.Contains('.') && host.IndexOfAnyExceptInRange('!', '~') >= 0;
        return host.IsEmpty || isWord || host[0] is '.' or '-' || host.Contains("..", StringComparison.Ordinal) ? null : AfterPort(text, end);
    }

    /// <summary>Letters, digits, dots and hyphens from here on.</summary>
    public static int RunEnd(string text, int at)
    {
        while (at < text.Length && (Scripts.IsSpacedLetter(text[at]) || text[at] is '.' or '-'))
        {
            at++;
        }
        return at;
    }

    /// <summary>The end of a domain without a scheme; null when these words are none.</summary>
    public static int? Bare(string text, int start, int run)
    {
        if (run - start is < 4 or > LongestHost || (run < text.Length && text[run] is '@' or '_' && run + 1 < text.Length && char.IsAsciiLetterOrDigit(text[run + 1])))
        {
            return null;
        }
        var end = run;
        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }
        var hasPath = end == run && end < text.Length && text[end] is '/' && end + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[end + 1]) || text[end + 1] is '?' or '#' or '@' or '!' or '%' or '_' or '~');
        if (DomainEnd(text, start, end, hasPath) is not { } domain)
        {
            return null;
        }
        return domain < end ? domain : AfterPort(text, domain);
    }

    private static int? DomainEnd(string text, int start, int end, bool hasPath)
    {
        var labels = text[start..end].Split('.');
        if (labels.Length < 2 || Array.Exists(labels, label => label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') || NoDomains.Contains(text[start..end], StringComparer.Ordinal))
        {
            return null;
        }
        // "example.com.Then": the full stop ended a sentence.
        if (labels.Length > 2 && char.IsAsciiLetterUpper(labels[^1][0]) && labels[^1][1..].Any(char.IsAsciiLetterLower) && TopLevels.IsCommon(labels[^2]))
        {
            end -= labels[^1].Length + 1;
            labels = labels[..^1];
            hasPath = false;
        }
        if (labels[0].Equals("www", StringComparison.OrdinalIgnoreCase) && labels.Length > 2)
        {
            return labels[^1].Length > 1 && !char.IsAsciiDigit(labels[^1][^1]) ? end : null;
        }
        return IsDomain(text, labels, end, hasPath) ? end : null;
    }

    private static bool IsDomain(string text, string[] labels, int end, bool hasPath)
    {
        var top = labels[^1];
        if (!TopLevels.IsKnown(top) || labels.All(label => label.Length == 1) || (end < text.Length && text[end] == '('))
        {
            return false;
        }
        if (!hasPath && ((char.IsAsciiLetterUpper(top[0]) && top.Any(char.IsAsciiLetterLower)) || (top.Length == 2 && labels[..^1].All(label => label.All(char.IsAsciiDigit)))))
        {
            return false;
        }
        return hasPath || TopLevels.IsCommon(top)
            || (labels.Length > 2 && labels[^2] is "com" or "co" or "net" or "org" or "gov" or "edu" or "ac") || KnownNames.Contains(labels[^2].ToLowerInvariant(), StringComparer.Ordinal);
    }

    private static int AfterUser(string text, int at)
    {
        for (var next = at; next < text.Length && next - at < LongestUser; next++)
        {
            if (text[next] == '@')
            {
                return next > at && next + 1 < text.Length && IsHostCharacter(text[next + 1]) ? next + 1 : at;
            }
            if (!char.IsAsciiLetterOrDigit(text[next]) && text[next] is not ('.' or '-' or '_' or '~' or '%' or '!' or '$' or '&' or '+' or '=' or ':' or '*'))
            {
                break;
            }
        }
        return at;
    }

    private static bool IsHostCharacter(char c) => c is '.' or '-' or '_' || Scripts.IsSpacedLetter(c) || Scripts.IsEastAsian(c);

    /// <summary><c>u.jd.com看这里</c> ends behind com, <c>例子.中国很好</c> behind 中国, <c>例子.com</c> at its end.</summary>
    private static int CutWords(string text, int start, int end)
    {
        var dot = text.LastIndexOf('.', end - 1, end - start);
        var ascii = dot < 0 ? start : dot + 1;
        var stop = ascii;
        while (stop < end && !Scripts.IsEastAsian(text[stop]))
        {
            stop++;
        }
        if (stop == end)
        {
            return end;
        }
        if (stop > ascii)
        {
            return stop;
        }
        for (var length = Math.Min(4, end - ascii); length > 1 && dot > start; length--)
        {
            if (TopLevels.IsKnown(text.Substring(ascii, length)))
            {
                return ascii + length;
            }
        }
        return dot > start ? dot : end;
    }

    private static int AfterPort(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at <= 5 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }
        return at < text.Length && text[at] == ':' && end > at + 1 && !(end < text.Length && char.IsAsciiLetterOrDigit(text[end])) ? end : at;
    }
}
