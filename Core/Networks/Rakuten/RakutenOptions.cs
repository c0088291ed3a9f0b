using System.ComponentModel.DataAnnotations;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Rakuten;

/// <summary>The section <c>Rakuten</c>: Rakuten Advertising. Its AppKey and secret are the client id and client secret of the API keys.</summary>
public sealed class RakutenOptions : AffiliateOptions
{
    public const string Section = "Rakuten";

    // Events are kept for some weeks only.
    public RakutenOptions() => (CallsPerMinute, FirstDays, SweepDays) = (100, 14, 14);

    public string Url { get; set; } = "https://api.linksynergy.com";

    /// <summary>The site's id (SID), for which a token is asked.</summary>
    public string SiteId { get; set; } = "";

    /// <summary>The publisher's token in links: eleven characters, capitals matter.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>How a token is asked for: <c>client_credentials</c>, or <c>password</c> as it was.</summary>
    [AllowedValues("client_credentials", "password")]
    public string Grant { get; set; } = "client_credentials";
}

[OptionsValidator]
internal sealed partial class RakutenOptionsValidator : IValidateOptions<RakutenOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class RakutenOptionsCheck : IValidateOptions<RakutenOptions>
{
    public ValidateOptionsResult Validate(string? name, RakutenOptions options) => PlatformOptionsCheck.Result(AffiliateOptionsCheck.Wrong(
        options, RakutenOptions.Section, options.Url, listsProgrammes: true,
        ("SiteId", options.SiteId, "the site's id (SID)"), ("LinkId", options.LinkId, "the publisher's token in links, eleven characters")));
}
