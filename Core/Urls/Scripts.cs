namespace Daogou.Core.Urls;

/// <summary>What kind of character stands beside a link.</summary>
internal static class Scripts
{
    /// <summary>Written without spaces between words, so that a link ends where it begins: Han, kana, hangul, bopomofo.</summary>
    public static bool IsEastAsian(char c) =>
        c is (>= '\u1100' and <= '\u11FF') or (>= '\u2E80' and <= '\u2FDF') or (>= '\u3040' and <= '\u31FF') or (>= '\u3400' and <= '\u4DBF')
            or (>= '\u4E00' and <= '\u9FFF') or (>= '\uA960' and <= '\uA97F') or (>= '\uAC00' and <= '\uD7FF') or (>= '\uF900' and <= '\uFAFF') or '\u3005' or '\u3007';

    /// <summary>Letters of any script that puts spaces between words, their marks, and digits.</summary>
    public static bool IsSpacedLetter(char c) =>
        char.IsAsciiLetterOrDigit(c) || (c > '\u00BF' && !IsEastAsian(c) && c < '\uFF00' && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark) && c is not (>= '\uFE00' and <= '\uFE0F') and not '\u20E3');
}
