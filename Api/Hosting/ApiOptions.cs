using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Hosting;

/// <summary>The web side: where it listens and how much a caller may ask. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    [Required]
    [RegularExpression(@"https?://[^;\s]+(;https?://[^;\s]+)*", ErrorMessage = "addresses like http://127.0.0.1:5080, separated by semicolons")]
    public string Listen { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Requests that one API key may make in a minute.</summary>
    [Range(1, 100_000)]
    public int RequestsPerMinute { get; set; } = 300;

    /// <summary>Hours until an idle operator has to sign in again.</summary>
    [Range(1, 720)]
    public int SignInHours { get; set; } = 12;

    /// <summary>IANA zone in which the console and the command line show times and cut days.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>Addresses of reverse proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public List<string> TrustedProxies { get; set; } = [];
}

/// <summary>Names a zone that does not exist and a proxy that is no address.</summary>
internal sealed class ApiOptionsCheck : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string[] wrong =
        [
            .. TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
                ? (string[])[]
                : [$"{ApiOptions.Section}:TimeZone: got \"{options.TimeZone}\", accepts an IANA zone such as Asia/Shanghai."],
            .. options.TrustedProxies.Index().Where(proxy => !IPAddress.TryParse(proxy.Item, out _))
                .Select(proxy => $"{ApiOptions.Section}:TrustedProxies:{proxy.Index}: got \"{proxy.Item}\", accepts an address such as 10.0.0.1."),
        ];
        return wrong is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
