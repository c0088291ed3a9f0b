using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Vip;

/// <summary>The section <c>Vipshop</c>: 唯品会联盟.</summary>
public sealed class VipshopOptions : PlatformOptions
{
    public const string Section = "Vipshop";

    /// <summary>The gateway; <c>https://sandbox.vipapis.com/</c> or another one for trials.</summary>
    public string Url { get; set; } = "https://vop.vipapis.com/";

    /// <summary>The access token of the authorised account; from the environment only.</summary>
    public string Token { get; set; } = "";

    /// <summary>The channel (chanTag) that links are made for.</summary>
    public string Channel { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class VipshopOptionsValidator : IValidateOptions<VipshopOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class VipshopOptionsCheck : IValidateOptions<VipshopOptions>
{
    public ValidateOptionsResult Validate(string? name, VipshopOptions options)
    {
        var wrong = PlatformOptionsCheck.Wrong(options, VipshopOptions.Section, options.Url, ("Channel", options.Channel, "the channel (chanTag) of the account"));
        return PlatformOptionsCheck.Result(!options.Enabled || options.Token.Length > 0
            ? wrong
            : wrong.Append($"{VipshopOptions.Section}:Token: it is not set; give it in the environment as {VipshopOptions.Section}__Token, because {VipshopOptions.Section}:Enabled is true."));
    }
}
