using System.ComponentModel.DataAnnotations;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Cj;

/// <summary>The section <c>Cj</c>. Its AppKey is the company's id (CID), its secret a personal access token.</summary>
public sealed class CjOptions : AffiliateOptions
{
    public const string Section = "Cj";

    /// <summary>The commission detail's GraphQL address.</summary>
    public string Url { get; set; } = "https://commissions.api.cj.com/query";

    /// <summary>Where links and coupons are searched.</summary>
    public string LinkSearchUrl { get; set; } = "https://link-search.api.cj.com/v2/link-search";

    /// <summary>The property (PID) that links are made for.</summary>
    public string WebsiteId { get; set; } = "";

    /// <summary>The currency that the account is paid in, which CJ's rows do not name.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>A closing changes no date of a commission: those posted in this many days are read again every night.</summary>
    [Range(30, 400)]
    public int PaidDays { get; set; } = 180;
}

[OptionsValidator]
internal sealed partial class CjOptionsValidator : IValidateOptions<CjOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class CjOptionsCheck : IValidateOptions<CjOptions>
{
    public ValidateOptionsResult Validate(string? name, CjOptions options) => PlatformOptionsCheck.Result(
        AffiliateOptionsCheck.Wrong(options, CjOptions.Section, options.Url, listsProgrammes: false, ("WebsiteId", options.WebsiteId, "the property's id (PID)"))
            .Concat(CurrencyTable.Knows(options.Currency) ? [] : [$"{CjOptions.Section}:Currency: got \"{options.Currency}\", accepts an ISO 4217 code in capitals, such as USD."]));
}
