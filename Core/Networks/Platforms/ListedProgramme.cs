namespace Daogou.Core.Networks.Platforms;

/// <summary>One advertiser's programme in a network of many. It allows what both it and the network's section allow.</summary>
public sealed class ListedProgrammeOptions
{
    /// <summary>The programme's id at the network, as links need it.</summary>
    public string Id { get; set; } = "";

    /// <summary>The merchant's key, as in the sources.</summary>
    public string Merchant { get; set; } = "";

    /// <summary>Hosts of the shop, without <c>www.</c>; sub-domains count.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>The programme's own link, where the network gives one for each.</summary>
    public string Link { get; set; } = "";

    /// <summary>Expected commission in basis points of the sale.</summary>
    public int? CommissionBp { get; set; }

    public bool AllowsRebate { get; set; }

    public bool AllowsChat { get; set; }

    /// <summary>Shown with every post; the section's text when empty.</summary>
    public string Disclosure { get; set; } = "";
}

/// <summary>The programmes of a network's section.</summary>
internal sealed class ListedProgrammes(string network, PlatformOptions section, IReadOnlyList<ListedProgrammeOptions> programmes)
{
    private readonly (ListedProgrammeOptions Options, Programme Programme)[] _all =
    [
        .. programmes.Select(one => (one, new Programme
        {
            Network = network,
            Merchant = one.Merchant,
            Hosts = [.. one.Hosts],
            CommissionBp = one.CommissionBp ?? section.CommissionBp,
            AllowsRebate = section.AllowsRebate && one.AllowsRebate,
            AllowsChat = section.AllowsChat && one.AllowsChat,
            Disclosure = one.Disclosure.Length > 0 ? one.Disclosure : section.Disclosure,
            ForbiddenWords = [.. section.ForbiddenWords],
        })),
    ];

    public IReadOnlyList<Programme> All => [.. _all.Select(one => one.Programme)];

    public Programme? For(Uri product) => Find(product)?.Programme;

    public (ListedProgrammeOptions Options, Programme Programme)? Find(Uri product) =>
        Array.Find(_all, one => HostList.Covers(one.Programme.Hosts, product)) is { Programme: not null } found ? found : null;

    public string? MerchantOf(string? id) => id is null ? null : Array.Find(_all, one => one.Options.Id == id).Programme?.Merchant;

    /// <summary>What is wrong with a section's programmes, as sentences that begin with the key.</summary>
    public static IEnumerable<string> Wrong(PlatformOptions section, string name, IReadOnlyList<ListedProgrammeOptions> programmes) => !section.Enabled ? [] :
    [
        .. programmes.Count > 0 ? [] : new[] { $"{name}:Programmes: it is empty; a network without a programme makes no link." },
        .. programmes.Index().SelectMany(one => new[] { ("Id", one.Item.Id, "the programme's id"), ("Merchant", one.Item.Merchant, "the merchant's key") }
            .Where(pair => pair.Item2.Trim().Length == 0).Select(pair => $"{name}:Programmes:{one.Index}:{pair.Item1}: got \"\", accepts {pair.Item3}.")),
        .. programmes.Index().Where(one => one.Item.CommissionBp is < 0 or > 10_000)
            .Select(one => $"{name}:Programmes:{one.Index}:CommissionBp: got {one.Item.CommissionBp}, accepts 0 to 10000 basis points."),
        .. programmes.Index().Where(one => one.Item.Hosts.Count == 0 || !one.Item.Hosts.TrueForAll(HostList.IsHost))
            .Select(one => $"{name}:Programmes:{one.Index}:Hosts: got \"{string.Join(", ", one.Item.Hosts)}\", accepts hosts such as shop.example.com."),
    ];

    public static DeepLink NotCovered(string network, Uri product) => DeepLink.Refused($"{product.Host} 不是 {network} 的店铺。", $"{product.Host} is not a shop of {network}.");
}
