using System.Collections.Frozen;

namespace Daogou.Core.Networks.Ebay;

/// <summary>eBay's sites with the rotation id (mkrid) that a tracked link of each carries.</summary>
internal static class EbaySites
{
    private static readonly FrozenDictionary<string, string> Rotations = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ebay.com"] = "711-53200-19255-0", ["ebay.ca"] = "706-53473-19255-0", ["ebay.co.uk"] = "710-53481-19255-0", ["ebay.at"] = "5221-53469-19255-0",
        ["ebay.de"] = "707-53477-19255-0", ["ebay.be"] = "1553-53471-19255-0", ["ebay.fr"] = "709-53476-19255-0", ["ebay.ch"] = "5222-53480-19255-0",
        ["ebay.it"] = "724-53478-19255-0", ["ebay.ie"] = "5282-53468-19255-0", ["ebay.es"] = "1185-53479-19255-0", ["ebay.nl"] = "1346-53482-19255-0",
        ["ebay.com.au"] = "705-53470-19255-0", ["ebay.pl"] = "4908-226936-19255-0", ["ebay.in"] = "4686-53472-19255-0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Hosts { get; } = [.. Rotations.Keys];

    /// <summary>The rotation id of an address' site; null for none of them.</summary>
    public static string? RotationOf(Uri address, IReadOnlyDictionary<string, string> own) =>
        Hosts.FirstOrDefault(host => HostList.Covers([host], address)) is { } site ? own.GetValueOrDefault(site) ?? Rotations[site] : null;
}
