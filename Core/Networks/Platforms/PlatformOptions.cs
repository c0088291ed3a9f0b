using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Platforms;

/// <summary>What every alliance's own section has: its account, its manners, and the policy of its programme. What is not said is not allowed.</summary>
public abstract class PlatformOptions
{
    /// <summary>Whether the network is there at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>The application's public key at the platform.</summary>
    public string AppKey { get; set; } = "";

    /// <summary>Signs the calls; from the environment only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether members may be given a part of the commission.</summary>
    public bool AllowsRebate { get; set; }

    /// <summary>Whether links may be posted in chats.</summary>
    public bool AllowsChat { get; set; }

    /// <summary>Shown with every post; the house text when empty.</summary>
    public string Disclosure { get; set; } = "";

    /// <summary>Words that must not stand in what is posted with its links.</summary>
    public List<string> ForbiddenWords { get; } = [];

    /// <summary>Expected commission in basis points of the sale; null when it is not known.</summary>
    [Range(0, 10_000)]
    public int? CommissionBp { get; set; }

    /// <summary>Calls in a second, at most.</summary>
    [Range(1, 1000)]
    public int CallsPerSecond { get; set; } = 5;

    /// <summary>Seconds between two polls of the orders.</summary>
    [Range(10, 86_400)]
    public int EverySeconds { get; set; } = 60;

    /// <summary>Each poll looks back this far behind the last one, for rows written late and clocks that differ.</summary>
    [Range(1, 1440)]
    public int OverlapMinutes { get; set; } = 20;

    /// <summary>How far back the first poll looks; no platform keeps more than 90 days.</summary>
    [Range(1, 89)]
    public int FirstDays { get; set; } = 30;

    /// <summary>The nightly sweep reads the orders of this many days again.</summary>
    [Range(1, 89)]
    public int SweepDays { get; set; } = 60;
}

/// <summary>What attributes cannot say of a platform's section, as sentences that begin with the key.</summary>
internal static class PlatformOptionsCheck
{
    public static ValidateOptionsResult Result(IEnumerable<string> wrong) =>
        wrong.ToList() is { Count: > 0 } all ? ValidateOptionsResult.Fail(all) : ValidateOptionsResult.Success;

    public static IEnumerable<string> Wrong(PlatformOptions options, string section, string url, params (string Key, string Value, string Accepts)[] needed)
    {
        if (!options.Enabled)
        {
            yield break;
        }
        foreach (var (key, _, accepts) in needed.Append(("AppKey", options.AppKey, "the application's key at the platform")).Where(one => one.Item2.Trim().Length == 0))
        {
            yield return $"{section}:{key}: got \"\", accepts {accepts}, because {section}:Enabled is true.";
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", UserInfo: "", Query: "" })
        {
            yield return $"{section}:Url: got \"{url}\", accepts an http(s) address without a query.";
        }
        if (options.Secret.Length == 0)
        {
            yield return $"{section}:Secret: it is not set; give it in the environment as {section}__Secret, because {section}:Enabled is true.";
        }
        if (options.ForbiddenWords.FirstOrDefault(word => options.Disclosure.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            yield return $"{section}:Disclosure: it has \"{word}\", which {section}:ForbiddenWords forbids.";
        }
    }
}
