using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Partnerize;

/// <summary>
/// The section <c>Partnerize</c>. <see cref="PlatformOptions.AppKey"/> is the application key and the secret the user's API key. A programme's id is
/// its camref, which is the network's for one campaign and publisher.
/// </summary>
public sealed class PartnerizeOptions : PlatformOptions
{
    public const string Section = "Partnerize";

    public PartnerizeOptions() => (EverySeconds, OverlapMinutes) = (900, 1440);

    public string Url { get; set; } = "https://api.partnerize.com";

    public string PublisherId { get; set; } = "";

    public List<ListedProgrammeOptions> Programmes { get; } = [];
}

[OptionsValidator]
internal sealed partial class PartnerizeOptionsValidator : IValidateOptions<PartnerizeOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class PartnerizeOptionsCheck : IValidateOptions<PartnerizeOptions>
{
    public ValidateOptionsResult Validate(string? name, PartnerizeOptions options) => PlatformOptionsCheck.Result(
    [
        .. PlatformOptionsCheck.Wrong(options, PartnerizeOptions.Section, options.Url, ("PublisherId", options.PublisherId, "the publisher's id")),
        .. ListedProgrammes.Wrong(options, PartnerizeOptions.Section, options.Programmes),
    ]);
}
