using System.ComponentModel.DataAnnotations;

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

    /// <summary>Rows of a page when the caller names no limit.</summary>
    [Range(1, 200)]
    public int PageSize { get; set; } = 50;

    /// <summary>Hours until an idle operator has to sign in again.</summary>
    [Range(1, 720)]
    public int SignInHours { get; set; } = 12;

    /// <summary>Addresses of reverse proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public List<string> TrustedProxies { get; set; } = [];
}
