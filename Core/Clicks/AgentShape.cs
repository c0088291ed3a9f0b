namespace Daogou.Core.Clicks;

/// <summary>Whether an agent is built as browsers build theirs. New programs appear every day; their names follow few fashions.</summary>
internal static class AgentShape
{
    private const string Compatible = "compatible;";

    /// <summary><c>bot</c> or <c>bots</c> as the end of a word. CUBOT makes telephones.</summary>
    public static bool HasBotWord(ReadOnlySpan<char> agent)
    {
        for (var rest = agent; rest.IndexOf("bot", StringComparison.OrdinalIgnoreCase) is >= 0 and var at; rest = rest[(at + 3)..])
        {
            var after = rest[(at + 3)..];
            after = after is ['s' or 'S', ..] ? after[1..] : after;
            var isPhone = at >= 2 && rest[(at - 2)..at].Equals("cu", StringComparison.OrdinalIgnoreCase);
            if (!isPhone && (after.IsEmpty || !char.IsLetter(after[0]) || (rest[at] == 'B' && char.IsUpper(after[0]) && char.IsLower(rest[at + 1]))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A mail address: only programs leave one.</summary>
    public static bool HasMail(ReadOnlySpan<char> agent)
    {
        for (var rest = agent; rest.IndexOf('@') is > 0 and var at; rest = rest[(at + 1)..])
        {
            var domain = rest[(at + 1)..];
            var length = domain.IndexOfAnyExcept(HostCharacters);
            domain = length < 0 ? domain : domain[..length];
            if (char.IsAsciiLetterOrDigit(rest[at - 1]) && domain.IndexOf('.') is > 1 and var dot && dot < domain.Length - 2 && char.IsAsciiLetter(domain[0]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Begins as browsers do, and says in brackets on what it runs.</summary>
    public static bool IsBrowser(string agent)
    {
        var text = agent.AsSpan().TrimStart("\"' \t");
        text = text.StartsWith("User-Agent:", StringComparison.OrdinalIgnoreCase) ? text[11..].TrimStart() : text;
        if (text.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase))
        {
            return SaysItsSystem(text) && NamesABrowser(text) && !IsBare(text);
        }
        return StartsLikeOne(text) || text.Contains("Profile/MIDP", StringComparison.OrdinalIgnoreCase) || text.Contains("UP.Browser", StringComparison.OrdinalIgnoreCase)
            || text.Contains("AppleWebKit/", StringComparison.OrdinalIgnoreCase) || text.Contains("Mozilla/", StringComparison.OrdinalIgnoreCase);
    }

    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    private static bool StartsLikeOne(ReadOnlySpan<char> text)
    {
        foreach (var start in AgentWords.BrowserStarts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static bool SaysItsSystem(ReadOnlySpan<char> text) =>
        text.IndexOf('(') is > 0 and var open && text[(open + 1)..].Trim() is { Length: > 2 } inside && inside[0] != ')' && !inside.StartsWith("compatible)", StringComparison.OrdinalIgnoreCase);

    /// <summary>A system and no engine: since version 5 of the name only a few set-top boxes do that, and many scripts.</summary>
    private static bool IsBare(ReadOnlySpan<char> text) =>
        text.StartsWith("Mozilla/5.0 (") && text.TrimEnd("\"' ") is [.., ')'] && text.Count('(') == 1 && !text.Contains("MSIE", StringComparison.Ordinal)
        && !text.Contains("Trident", StringComparison.Ordinal) && !text.Contains("PLAYSTATION", StringComparison.OrdinalIgnoreCase) && !text.Contains("Konqueror", StringComparison.Ordinal);

    /// <summary>Behind every <c>compatible;</c> stands a known browser.</summary>
    private static bool NamesABrowser(ReadOnlySpan<char> text)
    {
        while (text.IndexOf(Compatible, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            text = text[(at + Compatible.Length)..].TrimStart();
            var known = false;
            foreach (var browser in AgentWords.CompatibleBrowsers)
            {
                known |= text.StartsWith(browser, StringComparison.OrdinalIgnoreCase);
            }
            if (!known)
            {
                return false;
            }
        }
        return true;
    }
}
