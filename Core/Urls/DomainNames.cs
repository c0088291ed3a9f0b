using System.Globalization;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>
/// Domain to ASCII (URL Standard; UTS #46 non-transitional, hyphens, STD3 and lengths unchecked). The mapping is NFKC with lower case, which
/// is what the table of UTS #46 does to nearly every letter that is in use.
/// </summary>
internal static class DomainNames
{
    private const int LongestDomain = 4_000;
    private const string Viramas = "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED";

    /// <summary>Null when a label is invalid or nothing is left.</summary>
    public static string? ToAscii(string domain)
    {
        if (domain.Length > LongestDomain)
        {
            return null;
        }
        if (Ascii.IsValid(domain) && !domain.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return domain.ToLowerInvariant();
        }
        if (Map(domain) is not { } mapped)
        {
            return null;
        }
        var labels = mapped.Split('.');
        var plain = new string[labels.Length];
        for (var at = 0; at < labels.Length; at++)
        {
            if (Label(labels[at], out plain[at]) is not { } ascii)
            {
                return null;
            }
            labels[at] = ascii;
        }
        return BidiRule.Allows(plain) ? string.Join('.', labels) : null;
    }

    private static string? Label(string label, out string plain)
    {
        plain = label;
        if (label.StartsWith("xn--", StringComparison.Ordinal))
        {
            var decoded = Ascii.IsValid(label) ? Punycode.Decode(label[4..]) : null;
            plain = decoded ?? "";
            return decoded is { Length: > 0 } && !Ascii.IsValid(decoded) && IsValid(decoded) && Map(decoded) == decoded && label[4..] == Punycode.Encode(decoded) ? label : null;
        }
        return Ascii.IsValid(label) ? label : IsValid(label) && Punycode.Encode(label) is { } encoded ? "xn--" + encoded : null;
    }

    /// <summary>Null when a character is of no language: unassigned, private, a lone surrogate.</summary>
    private static string? Map(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0xFFFD)
            {
                return null;
            }
            if (!IsIgnored(rune.Value))
            {
                kept.Append(rune.Value switch { 0x3002 or 0xFF61 => ".", 0x1E9E => "ß", 0x130 => "i\u0307", _ => Rune.ToLowerInvariant(rune).ToString() });
            }
        }
        try
        {
            // What a compatibility character stands for may be a capital.
            return kept.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsIgnored(int point) =>
        point is 0xAD or 0x34F or (>= 0x180B and <= 0x180D) or 0x180F or 0x200B or 0x2060 or 0x2064 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsValid(string label)
    {
        var previous = 0;
        foreach (var rune in label.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            if ((isMark && previous == 0) || (rune.Value is 0x200C or 0x200D ? !Joins(rune.Value, previous) : IsDisallowed(rune.Value, category)))
            {
                return false;
            }
            previous = rune.Value;
        }
        return true;
    }

    private static bool IsDisallowed(int point, UnicodeCategory category) =>
        (point >= 0x80 && category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        || point is (>= 0x2FF0 and <= 0x2FFF) or 0xFFFC or 0xFFFD;

    /// <summary>A joiner stands behind a virama, or the non-joiner between Arabic letters.</summary>
    private static bool Joins(int joiner, int previous) =>
        (previous < 0x10000 && Viramas.Contains((char)previous, StringComparison.Ordinal) && previous > 0) || (joiner == 0x200C && previous is >= 0x620 and <= 0x77F);
}

/// <summary>The part of RFC 5893 that keeps directions from mixing inside a label.</summary>
internal static class BidiRule
{
    public static bool Allows(IReadOnlyList<string> labels) => !labels.Any(HasRight) || labels.All(AllowsLabel);

    private static bool AllowsLabel(string label)
    {
        if (label.Length == 0)
        {
            return true;
        }
        var first = label.EnumerateRunes().First();
        return HasRight(label)
            ? IsRight(first) && !label.EnumerateRunes().Any(rune => Rune.IsLetter(rune) && !IsRight(rune))
            : Rune.IsLetter(first);
    }

    private static bool HasRight(string label) => label.EnumerateRunes().Any(IsRight);

    private static bool IsRight(Rune rune) =>
        rune.Value is (>= 0x5BE and <= 0x8FF and not (>= 0x660 and <= 0x669)) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
        && Rune.IsLetter(rune);
}
