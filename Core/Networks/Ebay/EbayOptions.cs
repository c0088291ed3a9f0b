using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Ebay;

/// <summary>
/// The section <c>Ebay</c>: eBay Partner Network. Messaging and rebates each need the network's written approval. Links need the campaign alone;
/// <see cref="PlatformOptions.AppKey"/> and the secret are the developer account's, for the Browse API; reports have a pair of their own.
/// </summary>
public sealed class EbayOptions : PlatformOptions
{
    public const string Section = "Ebay";

    public EbayOptions() => (EverySeconds, OverlapMinutes) = (1800, 1440);

    /// <summary>The campaign's ten digits.</summary>
    public string CampaignId { get; set; } = "";

    public string ToolId { get; set; } = "10001";

    /// <summary>Rotation ids (mkrid) of sites that have other ones than known here, by host: <c>"ebay.de": "707-53477-19255-0"</c>.</summary>
    public Dictionary<string, string> Rotations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The eBay API: tokens and the Browse API.</summary>
    public string Url { get; set; } = "https://api.ebay.com";

    /// <summary>The marketplace that is searched.</summary>
    public string Marketplace { get; set; } = "EBAY_US";

    public string ReportUrl { get; set; } = "https://api.partner.ebay.com";

    /// <summary>The report account's SID; empty: reports are not read.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The report account's token; from the environment only.</summary>
    public string Token { get; set; } = "";

    /// <summary>The currency in which the network pays, which its rows do not name.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Each poll reads the rows of so many days: a row tells a change, and an order is the sum of its rows.</summary>
    [Range(1, 365)]
    public int ReachDays { get; set; } = 90;
}

[OptionsValidator]
internal sealed partial class EbayOptionsValidator : IValidateOptions<EbayOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed partial class EbayOptionsCheck : IValidateOptions<EbayOptions>
{
    public ValidateOptionsResult Validate(string? name, EbayOptions options) => PlatformOptionsCheck.Result(options.Enabled
        ?
        [
            .. Campaign().IsMatch(options.CampaignId) ? [] : new[] { $"Ebay:CampaignId: got \"{options.CampaignId}\", accepts the campaign's ten digits." },
            .. CurrencyTable.Knows(options.Currency) ? [] : new[] { $"Ebay:Currency: got \"{options.Currency}\", accepts an ISO 4217 code in capitals, such as USD." },
            .. options.AppKey.Length == 0 ? [] : PlatformOptionsCheck.Wrong(options, EbayOptions.Section, options.Url),
            .. options.AccountSid.Length == 0 ? [] : PlatformCheck.Secret(EbayOptions.Section, "Token", options.Token),
        ]
        : []);

    [GeneratedRegex("^[0-9]{10}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Campaign();
}
