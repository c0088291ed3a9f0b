using System.Collections.Frozen;

namespace Daogou.Core.Networks.Amazon;

/// <summary>Amazon's marketplaces with the currency of each.</summary>
internal static class AmazonMarkets
{
    private static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["www.amazon.com"] = "USD", ["www.amazon.ca"] = "CAD", ["www.amazon.com.mx"] = "MXN", ["www.amazon.com.br"] = "BRL",
        ["www.amazon.co.uk"] = "GBP", ["www.amazon.de"] = "EUR", ["www.amazon.fr"] = "EUR", ["www.amazon.it"] = "EUR", ["www.amazon.es"] = "EUR",
        ["www.amazon.nl"] = "EUR", ["www.amazon.com.be"] = "EUR", ["www.amazon.ie"] = "EUR", ["www.amazon.pl"] = "PLN", ["www.amazon.se"] = "SEK",
        ["www.amazon.com.tr"] = "TRY", ["www.amazon.sa"] = "SAR", ["www.amazon.ae"] = "AED", ["www.amazon.eg"] = "EGP", ["www.amazon.in"] = "INR",
        ["www.amazon.co.jp"] = "JPY", ["www.amazon.sg"] = "SGD", ["www.amazon.com.au"] = "AUD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? CurrencyOf(string marketplace) => Currencies.GetValueOrDefault(marketplace);
}
