using System.ComponentModel.DataAnnotations;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.AliExpress;

/// <summary>The section <c>AliExpress</c>: AliExpress Portals through its open platform.</summary>
public sealed class AliExpressOptions : PlatformOptions
{
    public const string Section = "AliExpress";

    public AliExpressOptions() => (EverySeconds, OverlapMinutes) = (900, 1440);

    /// <summary>The gateway; another one for trials.</summary>
    public string Url { get; set; } = "https://api-sg.aliexpress.com/sync";

    /// <summary><c>sha256</c> (an HMAC) or <c>md5</c>.</summary>
    [RegularExpression("^(sha256|md5)$", ErrorMessage = "AliExpress:SignMethod: accepts sha256 or md5.")]
    public string SignMethod { get; set; } = "sha256";

    /// <summary>The tracking id that links are made for.</summary>
    public string TrackingId { get; set; } = "";

    /// <summary>The parameter of a tracked link that carries our ref and comes back with the order: af, cn, cv or dp.</summary>
    [RegularExpression("^(af|cn|cv|dp)$", ErrorMessage = "AliExpress:RefParameter: accepts af, cn, cv or dp.")]
    public string RefParameter { get; set; } = "dp";

    /// <summary>The country, currency and language in which offers are listed.</summary>
    public string ShipTo { get; set; } = "US";

    public string Currency { get; set; } = "USD";

    public string Language { get; set; } = "EN";
}

[OptionsValidator]
internal sealed partial class AliExpressOptionsValidator : IValidateOptions<AliExpressOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class AliExpressOptionsCheck : IValidateOptions<AliExpressOptions>
{
    public ValidateOptionsResult Validate(string? name, AliExpressOptions options) => PlatformOptionsCheck.Result(
    [
        .. PlatformOptionsCheck.Wrong(options, AliExpressOptions.Section, options.Url, ("TrackingId", options.TrackingId, "the tracking id of the account")),
        .. CurrencyTable.Knows(options.Currency) ? [] : new[] { $"AliExpress:Currency: got \"{options.Currency}\", accepts an ISO 4217 code in capitals, such as USD." },
    ]);
}
