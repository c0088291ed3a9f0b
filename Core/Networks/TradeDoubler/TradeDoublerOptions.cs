using Daogou.Core.Amounts;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.TradeDoubler;

/// <summary>
/// The section <c>TradeDoubler</c>. <see cref="PlatformOptions.AppKey"/> and the secret are the API client's; the token is the password of the user
/// whose reports are read.
/// </summary>
public sealed class TradeDoublerOptions : PlatformOptions
{
    public const string Section = "TradeDoubler";

    public TradeDoublerOptions() => (EverySeconds, OverlapMinutes, SweepDays) = (1800, 1440, 89);

    public string Url { get; set; } = "https://connect.tradedoubler.com";

    /// <summary>The site's number, as links need it.</summary>
    public string SiteId { get; set; } = "";

    /// <summary>The user of the API.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password; from the environment only.</summary>
    public string Token { get; set; } = "";

    /// <summary>The currency in which reports are asked for. The network converts where a programme pays in another: choose the one it pays you in.</summary>
    public string ReportCurrency { get; set; } = "EUR";

    public List<ListedProgrammeOptions> Programmes { get; } = [];
}

[OptionsValidator]
internal sealed partial class TradeDoublerOptionsValidator : IValidateOptions<TradeDoublerOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class TradeDoublerOptionsCheck : IValidateOptions<TradeDoublerOptions>
{
    public ValidateOptionsResult Validate(string? name, TradeDoublerOptions options) => PlatformOptionsCheck.Result(
    [
        .. PlatformOptionsCheck.Wrong(
            options, TradeDoublerOptions.Section, options.Url, ("SiteId", options.SiteId, "the site's number"), ("User", options.User, "the user of the API")),
        .. options.Enabled ? PlatformCheck.Secret(TradeDoublerOptions.Section, "Token", options.Token) : [],
        .. ListedProgrammes.Wrong(options, TradeDoublerOptions.Section, options.Programmes),
        .. CurrencyTable.Knows(options.ReportCurrency) ? [] : new[] { $"TradeDoubler:ReportCurrency: got \"{options.ReportCurrency}\", accepts an ISO 4217 code in capitals, such as EUR." },
    ]);
}
