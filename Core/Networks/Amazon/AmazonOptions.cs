using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Amazon;

/// <summary>
/// The section <c>Amazon</c>: one marketplace of Amazon Associates. Links need the tag alone; prices need a credential of the Creators API
/// (<see cref="PlatformOptions.AppKey"/> is its id), which Amazon gives and takes away with the account's sales.
/// </summary>
public sealed class AmazonOptions : PlatformOptions
{
    public const string Section = "Amazon";

    public AmazonOptions() => (CallsPerSecond, Disclosure) = (1, "(paid link) As an Amazon Associate we earn from qualifying purchases.");

    /// <summary>The shop's host, <c>www.amazon.de</c>; a tag is of one marketplace.</summary>
    public string Marketplace { get; set; } = "www.amazon.com";

    /// <summary>The tracking id of links that belong to no group with one of its own.</summary>
    public string Tag { get; set; } = "";

    /// <summary>A tracking id for each group that has one, by the group's id; Amazon names the tag in its reports and nothing finer.</summary>
    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>The Creators API; another one for trials.</summary>
    public string Url { get; set; } = "https://creatorsapi.amazon";

    /// <summary>The credential's version as Amazon shows it: 2.1 to 2.3 or 3.1 to 3.3; the digit behind the point is the region.</summary>
    [RegularExpression("^[23]\\.[123]$", ErrorMessage = "Amazon:CredentialVersion: accepts 2.1, 2.2, 2.3, 3.1, 3.2 or 3.3.")]
    public string CredentialVersion { get; set; } = "3.1";

    /// <summary>Where tokens are given; null for the credential version's own place.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>How many hours a price may be shown after it was read.</summary>
    [Range(1, 24)]
    public int PriceLifeHours { get; set; } = 24;

    /// <summary>Names of the columns of the fee report, where they are not the usual ones: <c>"Commission": "Ad Fees($)"</c>.</summary>
    public Dictionary<ReportField, string> ReportColumns { get; } = [];

    internal string TokenAddress => TokenUrl ?? CredentialVersion switch
    {
        "2.1" => "https://creatorsapi.auth.us-east-1.amazoncognito.com/oauth2/token",
        "2.2" => "https://creatorsapi.auth.eu-south-2.amazoncognito.com/oauth2/token",
        "2.3" => "https://creatorsapi.auth.us-west-2.amazoncognito.com/oauth2/token",
        "3.2" => "https://api.amazon.co.uk/auth/o2/token",
        "3.3" => "https://api.amazon.co.jp/auth/o2/token",
        _ => "https://api.amazon.com/auth/o2/token",
    };
}

[OptionsValidator]
internal sealed partial class AmazonOptionsValidator : IValidateOptions<AmazonOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed partial class AmazonOptionsCheck : IValidateOptions<AmazonOptions>
{
    public ValidateOptionsResult Validate(string? name, AmazonOptions options) => PlatformOptionsCheck.Result(options.Enabled ? Wrong(options) : []);

    private static IEnumerable<string> Wrong(AmazonOptions options)
    {
        if (options.AllowsRebate)
        {
            yield return "Amazon:AllowsRebate: got true, accepts false: Amazon forbids any reward for the use of its links.";
        }
        if (AmazonMarkets.CurrencyOf(options.Marketplace) is null)
        {
            yield return $"Amazon:Marketplace: got \"{options.Marketplace}\", accepts a marketplace's host such as www.amazon.com or www.amazon.de.";
        }
        foreach (var (key, tag) in options.Tags.Select(pair => ($"Tags:{pair.Key}", pair.Value)).Prepend(("Tag", options.Tag)).Where(pair => !Tag().IsMatch(pair.Item2)))
        {
            yield return $"Amazon:{key}: got \"{tag}\", accepts a tracking id such as mychannel-20.";
        }
        // Without a credential there are links and no prices.
        foreach (var wrong in options.AppKey.Length == 0 ? [] : PlatformOptionsCheck.Wrong(options, AmazonOptions.Section, options.Url))
        {
            yield return wrong;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
