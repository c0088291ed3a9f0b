using System.ComponentModel.DataAnnotations;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Affiliates;

/// <summary>
/// What the section of a network of many merchants has besides: its programmes. <see cref="PlatformOptions.AllowsRebate"/> and
/// <see cref="PlatformOptions.AllowsChat"/> say what the account itself is approved for; a programme allows no more than that.
/// </summary>
public abstract class AffiliateOptions : PlatformOptions
{
    protected AffiliateOptions() => (EverySeconds, OverlapMinutes) = (3600, 1440);

    [ValidateEnumeratedItems]
    public List<MerchantOptions> Programmes { get; } = [];

    /// <summary>Calls in a minute, at most.</summary>
    [Range(1, 100_000)]
    public int CallsPerMinute { get; set; } = 20;
}

/// <summary>One merchant's programme. What is not said is not allowed.</summary>
public sealed class MerchantOptions
{
    /// <summary>The merchant's id at the network (Awin's advertiser id, CJ's advertiser id, Impact's campaign id, Rakuten's mid).</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>The merchant's key, as in the sources; the id when empty.</summary>
    public string Merchant { get; set; } = "";

    /// <summary>Hosts of the shop, without <c>www.</c>; sub-domains count. Empty where the network's own list names them.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>What the network's links need of this programme besides: CJ's ad id (AID), Impact's tracking link.</summary>
    public string Tracking { get; set; } = "";

    /// <summary>Expected commission in basis points of the sale; the section's when null.</summary>
    [Range(0, 10_000)]
    public int? CommissionBp { get; set; }

    /// <summary>Whether members may be given a part of the commission.</summary>
    public bool AllowsRebate { get; set; }

    /// <summary>Whether links may be posted in chats.</summary>
    public bool AllowsChat { get; set; }

    /// <summary>Shown with every post; the section's when empty.</summary>
    public string Disclosure { get; set; } = "";
}

/// <summary>What attributes cannot say of such a section.</summary>
internal static class AffiliateOptionsCheck
{
    public static IEnumerable<string> Wrong(
        AffiliateOptions options, string section, string url, bool listsProgrammes, params (string Key, string Value, string Accepts)[] needed)
    {
        if (!options.Enabled)
        {
            yield break;
        }
        foreach (var (key, _, accepts) in needed.Where(one => one.Value.Trim().Length == 0))
        {
            yield return $"{section}:{key}: got \"\", accepts {accepts}, because {section}:Enabled is true.";
        }
        foreach (var wrong in PlatformOptionsCheck.Wrong(options, section, url))
        {
            yield return wrong;
        }
        for (var index = 0; index < options.Programmes.Count; index++)
        {
            var (programme, at) = (options.Programmes[index], $"{section}:Programmes:{index}");
            if (programme.MerchantId is not { Length: > 0 and <= 40 } id || !id.All(char.IsAsciiLetterOrDigit))
            {
                yield return $"{at}:MerchantId: got \"{programme.MerchantId}\", accepts the merchant's id at the network, letters and digits.";
            }
            if (programme.Hosts.Count == 0 && !listsProgrammes)
            {
                yield return $"{at}:Hosts: got \"\", accepts at least one host such as shop.example.com.";
            }
            if (programme.Hosts.FirstOrDefault(host => !HostList.IsHost(host)) is { } host)
            {
                yield return $"{at}:Hosts: got \"{host}\", accepts host names without scheme and path, shop.example.com.";
            }
        }
        if (options.Programmes.GroupBy(programme => programme.MerchantId, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            yield return $"{section}:Programmes: \"{twice.Key}\" is there twice; every merchant id may stand once.";
        }
    }
}
