using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>The section <c>Kuaishou</c>: 快手 快分销 / 快赚客. <see cref="PlatformOptions.Secret"/> is the signSecret, not the appSecret.</summary>
public sealed class KuaishouOptions : PlatformOptions
{
    public const string Section = "Kuaishou";

    public KuaishouOptions() => EverySeconds = 180;

    /// <summary>The gateway; another one for trials.</summary>
    public string Url { get; set; } = "https://openapi.kwaixiaodian.com";

    /// <summary>How calls are signed, as the application is set up there.</summary>
    public KuaishouSign SignMethod { get; set; } = KuaishouSign.HmacSha256;

    /// <summary>The access token of the authorised account, good for 48 hours; from the environment only.</summary>
    public string Token { get; set; } = "";

    /// <summary>Renews the access token; from the environment only. Empty: an expired token is told, not renewed.</summary>
    public string RefreshToken { get; set; } = "";

    /// <summary>The application's secret for renewing tokens; from the environment only.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Where tokens are renewed.</summary>
    public string OauthUrl { get; set; } = "https://openapi.kwaixiaodian.com/oauth2/refresh_token";

    /// <summary>The file that keeps the newest tokens: the platform replaces the refresh token at each renewal, and the old one dies.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>The platform's codes for a token that is no longer good, separated by commas.</summary>
    public string TokenFaults { get; set; } = "21,24,28";

    /// <summary>The promotion position (cpsPid).</summary>
    public string CpsPid { get; set; } = "";

    /// <summary>The plan whose goods are listed (planType).</summary>
    public int PlanType { get; set; } = 1;

    /// <summary>Whether orders bring back the <c>comments</c> that a link was made with; else nobody's order can be told.</summary>
    public bool EchoesComments { get; set; } = true;

    /// <summary>Whether <c>estimatedIncome</c> still holds <c>techServiceAmount</c>, which is then taken off. That is not published; true never books too much.</summary>
    public bool EstimateHasFee { get; set; } = true;

    /// <summary>Hosts that the platform's links may lead to besides its usual ones.</summary>
    public List<string> LinkHosts { get; } = [];
}

/// <summary>The platform's ways of signing.</summary>
public enum KuaishouSign
{
    Md5 = 1,
    HmacSha256 = 2,
}

[OptionsValidator]
internal sealed partial class KuaishouOptionsValidator : IValidateOptions<KuaishouOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class KuaishouOptionsCheck : IValidateOptions<KuaishouOptions>
{
    private const string Section = KuaishouOptions.Section;

    public ValidateOptionsResult Validate(string? name, KuaishouOptions options) => PlatformOptionsCheck.Result(
    [
        .. PlatformOptionsCheck.Wrong(options, Section, options.Url, ("CpsPid", options.CpsPid, "the promotion position (cpsPid) of the account")),
        .. options.Enabled ? Missing(options) : [],
        .. options.LinkHosts.Where(host => !HostList.IsHost(host)).Select(host => $"{Section}:LinkHosts: got \"{host}\", accepts a host such as v.kuaishou.com."),
    ]);

    private static IEnumerable<string> Missing(KuaishouOptions options)
    {
        if (options.Token.Length == 0 && options.RefreshToken.Length == 0)
        {
            yield return $"{Section}:Token: it is not set; give it in the environment as {Section}__Token, because {Section}:Enabled is true.";
        }
        if (options.RefreshToken.Length > 0 && options.AppSecret.Length == 0)
        {
            yield return $"{Section}:AppSecret: it is not set; give it in the environment as {Section}__AppSecret, because {Section}__RefreshToken is set.";
        }
        if (options.RefreshToken.Length > 0 && options.TokenFile.Length == 0)
        {
            yield return $"{Section}:TokenFile: got \"\", accepts a file that keeps the newest tokens, because a refresh token is good once.";
        }
        if (options is { AllowsRebate: true, EchoesComments: false })
        {
            yield return $"{Section}:AllowsRebate: got true, accepts false, because without {Section}:EchoesComments no order can be told to be a member's.";
        }
    }
}
