using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Impact;

/// <summary>The section <c>Impact</c>. Its AppKey is the AccountSID, its secret the AuthToken.</summary>
public sealed class ImpactOptions : AffiliateOptions
{
    public const string Section = "Impact";

    // A thousand an hour.
    public ImpactOptions() => CallsPerMinute = 16;

    public string Url { get; set; } = "https://api.impact.com";

    /// <summary>Hosts that brands' tracking links are on besides Impact's own.</summary>
    public List<string> TrackingHosts { get; } = [];
}

[OptionsValidator]
internal sealed partial class ImpactOptionsValidator : IValidateOptions<ImpactOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class ImpactOptionsCheck : IValidateOptions<ImpactOptions>
{
    public ValidateOptionsResult Validate(string? name, ImpactOptions options) => PlatformOptionsCheck.Result(
        AffiliateOptionsCheck.Wrong(options, ImpactOptions.Section, options.Url, listsProgrammes: true)
            .Concat(options.TrackingHosts.Where(host => !HostList.IsHost(host))
                .Select(host => $"{ImpactOptions.Section}:TrackingHosts: got \"{host}\", accepts host names without scheme and path, go.brand.example.")));
}
