using System.ComponentModel.DataAnnotations;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Awin;

/// <summary>The section <c>Awin</c>. Its AppKey is the publisher's id, its secret a user's API token.</summary>
public sealed class AwinOptions : AffiliateOptions
{
    public const string Section = "Awin";

    public string Url { get; set; } = "https://api.awin.com";

    /// <summary>A payment changes no date of a transaction, and an amendment none that is told: those of this many days are read again every night.</summary>
    [Range(30, 400)]
    public int PaidDays { get; set; } = 180;
}

[OptionsValidator]
internal sealed partial class AwinOptionsValidator : IValidateOptions<AwinOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class AwinOptionsCheck : IValidateOptions<AwinOptions>
{
    public ValidateOptionsResult Validate(string? name, AwinOptions options) =>
        PlatformOptionsCheck.Result(AffiliateOptionsCheck.Wrong(options, AwinOptions.Section, options.Url, listsProgrammes: true));
}
