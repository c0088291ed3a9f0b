namespace Daogou.Core.Catalog;

/// <summary>What kind of number stands under a bar code (GS1 General Specifications, sections 1.4 and 2).</summary>
public enum GtinKind
{
    Gtin8 = 1,
    Gtin12 = 2,
    Gtin13 = 3,
    Gtin14 = 4,

    /// <summary>A book's number, of 13 digits or of the old ten.</summary>
    Isbn = 5,

    /// <summary>Prefixes a shop gives itself (02, 04, 20–29; 0 and 2 of eight digits): the same number is another thing in the next shop.</summary>
    InStore = 6,

    /// <summary>Prefixes 05, 98, 99: a coupon or a refund receipt, no product.</summary>
    Coupon = 7,
}

/// <summary>A number read as a GTIN.</summary>
/// <param name="Kind">Null: it is none by its length or letters.</param>
/// <param name="Normal">Fourteen digits; null unless it names one product everywhere.</param>
/// <param name="IsValid">The check digit is right and the number names a product everywhere.</param>
public readonly record struct GtinReading(GtinKind? Kind, string? Normal, bool IsValid);

/// <summary>Reads GTIN-8, -12, -13, -14 and ISBN: check digit, restricted prefixes, the normal form of 14 digits.</summary>
public static class Gtin
{
    private const int Longest = 40;

    /// <summary>Fourteen digits, or null when it names no product.</summary>
    public static string? Normal(string? text) => Read(text).Normal;

    public static GtinReading Read(string? text)
    {
        if (text is null || text.Length > Longest || Digits(text) is not { } digits)
        {
            return default;
        }
        if (digits.Length == 10)
        {
            return IsIsbn10(digits) ? Named(GtinKind.Isbn, WithCheck("978" + digits[..9])) : default;
        }
        if (digits.Length is not (8 or 12 or 13 or 14) || digits.EndsWith('X'))
        {
            return default;
        }
        // Leading zeros are padding: a GTIN-13 of 0012345678905 is the GTIN-12 below it.
        var full = digits.PadLeft(14, '0');
        if (Restricted(digits, full) is { } restricted)
        {
            return new GtinReading(restricted, null, false);
        }
        var kind = KindOf(full, digits.Length);
        return HasCheck(full) && full.AsSpan().ContainsAnyExcept('0') ? Named(kind, full) : new GtinReading(kind, null, false);
    }

    private static GtinReading Named(GtinKind kind, string full) => new(kind, full.PadLeft(14, '0'), true);

    /// <summary>Digits alone, blanks and hyphens let go; null when anything else stands there. Only an ISBN-10 may end in X.</summary>
    private static string? Digits(string text)
    {
        Span<char> digits = stackalloc char[Longest];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                digits[count++] = (char)('0' + System.Globalization.CharUnicodeInfo.GetDecimalDigitValue(c));
            }
            else if (c is 'x' or 'X' or 'Ｘ' && count == 9)
            {
                digits[count++] = 'X';
            }
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '‐' or '‑' or '–' or '\uFEFF' or '\u200B'))
            {
                return null;
            }
        }
        return new string(digits[..count]);
    }

    private static GtinKind KindOf(string full, int length) =>
        full.StartsWith("0978", StringComparison.Ordinal) || (full.StartsWith("0979", StringComparison.Ordinal) && full[4] != '0') ? GtinKind.Isbn
        : length switch { 8 => GtinKind.Gtin8, 12 => GtinKind.Gtin12, 13 => GtinKind.Gtin13, _ => GtinKind.Gtin14 };

    /// <summary>By the prefix that a GTIN-13 has; one of eight digits has its own.</summary>
    private static GtinKind? Restricted(string digits, string full)
    {
        if (digits.Length == 8)
        {
            return digits[0] is '0' or '2' ? GtinKind.InStore : null;
        }
        if (full[0] == '9')
        {
            // Indicator 9: an amount that varies, weighed in the shop.
            return GtinKind.InStore;
        }
        return full.AsSpan(1, 3) switch
        {
            ['0', '2' or '4', _] or ['2', _, _] => GtinKind.InStore,
            ['0', '5', _] => GtinKind.Coupon,
            ['9', '8', '0' or '1' or '2' or '3' or '4'] or ['9', '9', _] => GtinKind.Coupon,
            _ => null,
        };
    }

    private static bool HasCheck(string full) => Check(full.AsSpan(0, 13)) == full[13];

    private static string WithCheck(string twelve) => twelve + Check(("0" + twelve).AsSpan());

    /// <summary>The check digit of thirteen digits: weights 3, 1, 3 … from the left.</summary>
    private static char Check(ReadOnlySpan<char> thirteen)
    {
        var sum = 0;
        for (var place = 0; place < 13; place++)
        {
            sum += (thirteen[place] - '0') * (place % 2 == 0 ? 3 : 1);
        }
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static bool IsIsbn10(string ten)
    {
        var sum = 0;
        for (var place = 0; place < 10; place++)
        {
            sum += (ten[place] == 'X' ? 10 : ten[place] - '0') * (10 - place);
        }
        return sum % 11 == 0;
    }
}
