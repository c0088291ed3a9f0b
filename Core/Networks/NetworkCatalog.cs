using System.Globalization;
using Daogou.Core.Networks.Policies;

namespace Daogou.Core.Networks;

/// <summary>All networks of this installation, and what their programmes' policies leave of them.</summary>
public sealed class NetworkCatalog(IEnumerable<INetwork> networks, PolicyBook? policies = null, IReadOnlyDictionary<string, int>? trust = null)
{
    private readonly INetwork[] _networks = [.. networks];
    private readonly PolicyBook _policies = policies ?? PolicyBook.Shipped;

    public IReadOnlyList<INetwork> All => _networks;

    public INetwork? Find(string key) => Array.Find(_networks, network => network.Key == key);

    /// <summary>The programme of a network that covers the address, as its policy allows.</summary>
    public Programme? ProgrammeOf(string network, Uri address) => Find(network) is { } known && known.ProgrammeFor(address) is { } programme ? _policies.Narrow(known, programme) : null;

    /// <summary>A programme as its policy allows.</summary>
    public Programme Narrow(INetwork network, Programme programme) => _policies.Narrow(network, programme);

    /// <summary>Who makes the link for a product where nothing is asked of its place, and under which programme.</summary>
    public (ILinkMaker Maker, Programme Programme)? For(Uri product) => Choose(product, LinkNeed.None) is { } choice ? (choice.Maker, choice.Programme) : null;

    /// <summary>
    /// Who makes the link for a product: of the networks that cover it the one whose programme allows what the place needs, then the one that pays more,
    /// then the more trusted, then the first of the settings.
    /// </summary>
    /// <param name="product">Its address.</param>
    /// <param name="need">What the place asks of the programme.</param>
    /// <param name="keep">The network of a link that is already out; it stays while it covers the product.</param>
    public NetworkChoice? Choose(Uri product, LinkNeed need, string? keep = null)
    {
        var covering = new List<Candidate>();
        foreach (var maker in _networks.OfType<ILinkMaker>())
        {
            if (maker.ProgrammeFor(product) is { } programme)
            {
                covering.Add(new Candidate(maker, _policies.Narrow(maker, programme), TrustIn(maker)));
            }
        }
        if (covering.Count == 0)
        {
            return null;
        }
        if (covering.Count > 1)
        {
            covering = [.. covering.OrderByDescending(one => one.Maker.Key == keep).ThenByDescending(one => need.IsMetBy(one.Programme)).ThenByDescending(one => one.CommissionBp).ThenByDescending(one => one.Trust)];
        }
        var best = covering[0];
        var (zh, en) = best.Maker.Key == keep ? ("这个链接已经由它生成", "it made the link that is out already")
            : covering is [_, var next, ..] ? Why(best, next, need)
            : ("只有它覆盖这家店", "no other network covers the shop");
        return new NetworkChoice(best.Maker, best.Programme, zh, en, [.. covering.Skip(1).Select(one => one.Maker.Key)]);
    }

    /// <summary>How far a network is trusted, 0 to 100.</summary>
    public int TrustIn(INetwork network) => trust?.TryGetValue(network.Key, out var given) == true ? given : NetworkChoiceOptions.UsualTrust(network.Mode);

    /// <summary>Whether a stored destination may still be redirected to: the list may have shrunk since the link was made.</summary>
    public bool MayLeadTo(string network, Uri destination) => Find(network)?.MayLeadTo(destination) ?? false;

    private static (string Zh, string En) Why(Candidate best, Candidate next, LinkNeed need) =>
        need.IsMetBy(best.Programme) != need.IsMetBy(next.Programme) ? ($"它允许这里需要的，{next.Maker.Key} 不允许", $"it allows what this place needs, {next.Maker.Key} does not")
        : best.CommissionBp != next.CommissionBp ? ($"预期佣金更高：{Percent(best)}，{next.Maker.Key} 为 {Percent(next)}", $"it pays more: {Percent(best)}, {next.Maker.Key} {Percent(next)}")
        : best.Trust != next.Trust ? ($"归属更可信：{best.Trust}，{next.Maker.Key} 为 {next.Trust}", string.Create(CultureInfo.InvariantCulture, $"it is trusted more: {best.Trust}, {next.Maker.Key} {next.Trust}"))
        : ($"条件相同，配置中先于 {next.Maker.Key}", $"it stands before {next.Maker.Key} in the settings, all else being equal");

    private static string Percent(Candidate one) => one.Programme.CommissionBp is { } points ? (points / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %" : "?";

    private sealed record Candidate(ILinkMaker Maker, Programme Programme, int Trust)
    {
        public int CommissionBp => Programme.CommissionBp ?? 0;
    }
}
