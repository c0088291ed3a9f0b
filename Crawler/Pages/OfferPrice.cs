using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Pages;

/// <summary>The price of an offer. schema.org asks for a plain decimal with a point; what shops write is read as a person would, or not at all.</summary>
internal static partial class OfferPrice
{
    private const decimal Most = 10_000_000_000m;

    private static readonly HashSet<string> SmallUnits = new(StringComparer.Ordinal)
    {
        "VND", "IDR", "COP", "CLP", "PYG", "HUF", "KRW", "JPY", "ISK", "ARS", "CRC", "UGX", "TZS", "XOF", "XAF", "LBP", "RSD", "KZT", "UZS", "MMK", "LAK", "KHR",
    };

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RMB"] = "CNY", ["CNH"] = "CNY", ["NTD"] = "TWD", ["NT"] = "TWD", ["RUR"] = "RUB", ["NIS"] = "ILS", ["EURO"] = "EUR", ["EUROS"] = "EUR", ["UKP"] = "GBP",
        ["TL"] = "TRY", ["YTL"] = "TRY", ["RM"] = "MYR", ["RP"] = "IDR", ["YEN"] = "JPY", ["DOLLAR"] = "USD", ["US DOLLAR"] = "USD", ["US"] = "USD", ["USDOLLAR"] = "USD",
        ["LEI"] = "RON", ["FT"] = "HUF", ["KČ"] = "CZK", ["ZŁ"] = "PLN", ["DHS"] = "AED", ["SR"] = "SAR", ["BS"] = "BOB", ["SOLES"] = "PEN", ["S/"] = "PEN", ["POUND"] = "GBP",
    };

    /// <summary>The plain decimal, and the currency the text itself names where none is given; null what cannot be believed.</summary>
    public static (string? Price, string? Currency) Read(PageValue value, string? currency)
    {
        if (value.Text is not { Length: > 0 and < 200 } text)
        {
            return (null, null);
        }
        if (value.IsNumber)
        {
            return (Number(text, currency), null);
        }
        text = OfferWords.Plain(text) ?? "";
        if (Machine().IsMatch(text))
        {
            // schema.org's point is a decimal point and search engines read it so, but nothing costs 59.9 pesos.
            var dot = text.IndexOf('.', StringComparison.Ordinal);
            if (dot is < 0 or > 3 || text.Length - dot != 4 || currency is null || !SmallUnits.Contains(currency))
            {
                return (Number(text, currency), null);
            }
        }
        var (money, fault) = PriceText.Read(text, currency);
        if (money is { } read)
        {
            return (read.ToDecimalText(), read.Currency);
        }
        return (fault is PriceFault.Negative or PriceFault.OutOfRange or PriceFault.Empty ? null : Alone(text, currency), null);
    }

    /// <summary>An ISO 4217 code from a code in any case, a sign or a usual name.</summary>
    public static string? Currency(string? text)
    {
        if (OfferWords.Plain(text) is not { Length: < 80 } plain)
        {
            return null;
        }
        plain = plain.Contains('/') && plain.Length > 3 ? PageItem.LocalName(plain) : plain;
        if (Aliases.TryGetValue(plain.TrimEnd('.'), out var meant))
        {
            return meant;
        }
        return Code().IsMatch(plain) ? plain.ToUpperInvariant() : PriceText.Read($"{plain} 1", null).Price?.Currency;
    }

    private static string? Number(string text, string? currency)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) || amount < 0 || amount > Most)
        {
            return null;
        }
        var decimals = currency is null || !CurrencyTable.Knows(currency) ? 2 : CurrencyTable.Decimals(currency);
        // 19.989999771118164 is 19.99 that went through a float.
        var rounded = decimal.Round(amount, decimals, MidpointRounding.AwayFromZero);
        amount = amount.Scale > 5 && Math.Abs(rounded - amount) < 0.0005m ? rounded : amount;
        return currency is not null && CurrencyTable.Knows(currency) && Money.FromDecimal(amount, currency) is { } money
            ? money.ToDecimalText()
            : Plain(amount);
    }

    /// <summary>One amount among other words, when no currency helps: two digits or fewer behind the last mark are decimals, three are thousands.</summary>
    private static string? Alone(string text, string? currency)
    {
        if (Bound().IsMatch(text) || Amounts().Matches(text) is not [var only])
        {
            return null;
        }
        var digits = only.Value.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var mark = digits.LastIndexOfAny(['.', ',']);
        if (mark >= 0)
        {
            var (whole, rest) = (digits[..mark], digits[(mark + 1)..]);
            var isMixed = whole.AsSpan().ContainsAny('.', ',') && !whole.Contains(digits[mark]);
            var isThousands = rest.Length == 3 && !isMixed && (digits[mark] == ',' || whole.Contains('.'));
            whole = whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            digits = isThousands ? whole + rest : $"{whole}.{rest}";
        }
        return Number(digits, currency);
    }

    private static string Plain(decimal amount)
    {
        var text = amount.ToString("0.############", CultureInfo.InvariantCulture);
        return text.IndexOf('.', StringComparison.Ordinal) is var dot && dot >= 0 && text.Length - dot == 2 ? text + "0" : amount.Scale >= 2 && dot < 0 ? text + ".00" : text;
    }

    [GeneratedRegex(@"^[0-9]{1,12}(\.[0-9]{1,10})?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Machine();

    [GeneratedRegex(@"^[A-Za-z]{3}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,3}([ \u00A0\u202F'’][0-9]{3})+([.,][0-9]{1,4})?(?![0-9])|[0-9]+([.,][0-9]+)*", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Amounts();

    /// <summary>A bound, a range, a minus, a percentage.</summary>
    [GeneratedRegex(
        @"\bfrom\b|\bab\b|\bup to\b|\bunder\b|[0-9]\s*[-–—~]\s*[^0-9]{0,4}[0-9]|-\s*[^0-9]{0,3}[0-9]|[0-9]\s*[%折起]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Bound();
}
