using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>Taobao's share tokens (口令): eleven letters and digits or so between currency signs, brackets or slashes, made to be copied whole.</summary>
internal static partial class ShareTokens
{
    public static IEnumerable<FoundLink> Find(string text, int from, int to)
    {
        if (to - from < 10)
        {
            return [];
        }
        try
        {
            var part = text[from..to];
            return [.. Token().Matches(part).Where(match => IsMixed(match.Groups["code"].ValueSpan)).Select(match => new FoundLink(match.Value, from + match.Index, match.Length, Kind: "token"))];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>Drawn by lot: capitals and small letters, or letters and digits. A word or a price is neither.</summary>
    private static bool IsMixed(ReadOnlySpan<char> code)
    {
        var (upper, lower, digit) = (0, 0, 0);
        foreach (var c in code)
        {
            _ = char.IsAsciiDigit(c) ? digit++ : char.IsAsciiLetterUpper(c) ? upper++ : lower++;
        }
        return (upper > 0 && lower > 0 && (digit > 0 || upper > 2)) || (digit > 1 && upper + lower > 2);
    }

    [GeneratedRegex(
        @"(?<sign>[￥¥€₤$£₳¢₴₰฿₵₩])(?<code>[A-Za-z0-9]{9,14})[￥¥€₤$£₳¢₴₰฿₵₩]|[(（《「](?<code>[A-Za-z0-9]{11})[)）》」]|(?<![A-Za-z0-9/.])/(?<code>[A-Za-z0-9]{11})/(?!/)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Token();
}
