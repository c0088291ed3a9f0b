using System.Globalization;

namespace Daogou.Core.Amounts;

/// <summary>What a locale such as <c>de-DE</c>, <c>fr</c> or <c>en_IN</c> tells about prices: the decimal mark and the currency of its land.</summary>
internal sealed record PriceLocale(string? Language, char? DecimalMark, string? Currency)
{
    private const int LongestName = 35;

    public static PriceLocale Unknown { get; } = new(null, null, null);

    public static PriceLocale Read(string? name)
    {
        if (name is null || name.Trim() is not { Length: >= 2 and <= LongestName } trimmed)
        {
            return Unknown;
        }
        try
        {
            var culture = CultureInfo.GetCultureInfo(trimmed.Split('.', '@')[0].Replace('_', '-'), predefinedOnly: true);
            var language = culture.TwoLetterISOLanguageName;
            if (language is "iv")
            {
                return Unknown;
            }
            var mark = culture.NumberFormat.CurrencyDecimalSeparator;
            return new PriceLocale(language, mark is [var c] && c is '.' or ',' ? mark[0] : null, CurrencyOf(culture, language));
        }
        catch (CultureNotFoundException)
        {
            return Unknown;
        }
    }

    private static string? CurrencyOf(CultureInfo culture, string language)
    {
        if (!culture.IsNeutralCulture)
        {
            try
            {
                return new RegionInfo(culture.Name).ISOCurrencySymbol is { Length: 3 } code ? code : null;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        return language switch
        {
            "sv" => "SEK",
            "da" => "DKK",
            "nb" or "nn" or "no" => "NOK",
            "is" => "ISK",
            "ja" => "JPY",
            "zh" => "CNY",
            "ko" => "KRW",
            "en" => "USD",
            "ru" => "RUB",
            "hi" => "INR",
            "ur" => "PKR",
            "ne" => "NPR",
            "si" => "LKR",
            "ro" => "RON",
            "fa" => "IRR",
            _ => null,
        };
    }
}
