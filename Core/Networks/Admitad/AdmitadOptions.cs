using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Admitad;

/// <summary>The section <c>Admitad</c>. <see cref="PlatformOptions.AppKey"/> and the secret are the application's client id and secret.</summary>
public sealed class AdmitadOptions : PlatformOptions
{
    public const string Section = "Admitad";

    public AdmitadOptions() => (EverySeconds, OverlapMinutes) = (900, 1440);

    public string Url { get; set; } = "https://api.admitad.com";

    /// <summary>The ad space (website) that links and coupons are for.</summary>
    public string WebsiteId { get; set; } = "";

    /// <summary>Hosts of tracked links besides ad.admitad.com: the network gives some programmes others.</summary>
    public List<string> LinkHosts { get; } = [];

    /// <summary>The IANA zone of the times that the API takes and gives.</summary>
    public string TimeZone { get; set; } = "UTC";

    public List<ListedProgrammeOptions> Programmes { get; } = [];
}

[OptionsValidator]
internal sealed partial class AdmitadOptionsValidator : IValidateOptions<AdmitadOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class AdmitadOptionsCheck : IValidateOptions<AdmitadOptions>
{
    public ValidateOptionsResult Validate(string? name, AdmitadOptions options) => PlatformOptionsCheck.Result(
    [
        .. PlatformOptionsCheck.Wrong(options, AdmitadOptions.Section, options.Url, ("WebsiteId", options.WebsiteId, "the ad space's number")),
        .. ListedProgrammes.Wrong(options, AdmitadOptions.Section, options.Programmes),
        .. TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _) ? [] : new[] { $"Admitad:TimeZone: got \"{options.TimeZone}\", accepts an IANA zone such as Europe/Moscow." },
    ]);
}
