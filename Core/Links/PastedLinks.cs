using Daogou.Core.Networks;
using Daogou.Core.Urls;

namespace Daogou.Core.Links;

/// <summary>One link or token of a message, with the programme that covers what it leads to.</summary>
/// <param name="Address">The address as it was written; null for a token.</param>
/// <param name="IsOwn">It leads to us.</param>
/// <param name="Product">The clean address that a link would be made for; null when no network covers it.</param>
public sealed record PastedLink(FoundLink Found, Recognised Known, Uri? Address, bool IsOwn, Uri? Product, ILinkMaker? Maker, Programme? Programme)
{
    public bool IsToken => Known.Kind == LinkKinds.Token;

    /// <summary>The host that a person would name; the token itself where there is none.</summary>
    public string Host => (Known.Target ?? Address)?.IdnHost ?? Found.Url;

    /// <summary>Why no network makes a link of it.</summary>
    public LinkRefusal Refusal => IsToken ? LinkRefusal.Token(Known.Network!)
        : Known.Clean is null && Known.Kind is LinkKinds.Short or LinkKinds.Tracked or LinkKinds.Coupon ? LinkRefusal.Hidden(Host, Known.Network)
        : Address is null ? LinkRefusal.NoAddress()
        : LinkRefusal.NotCovered(Host);
}

/// <summary>What a person pasted: every link and token of it, recognised, with our own and the covered ones told apart. Writes and fetches nothing.</summary>
public sealed class PastedLinks(NetworkCatalog networks, PublicAddress addresses)
{
    /// <summary>Links of one message that are looked at.</summary>
    public const int Most = 50;

    /// <param name="hidden">Addresses behind words of the text.</param>
    public IReadOnlyList<PastedLink> Read(string text, IReadOnlyList<string>? hidden = null) =>
        [.. LinkFinder.Find(text).Concat((hidden ?? []).SelectMany(LinkFinder.Find)).DistinctBy(found => found.Url).Take(Most).Select(Judge)];

    /// <summary>The one to answer for: the first that leads to a deal of ours or that a network covers, else the first.</summary>
    public PastedLink? Choose(IReadOnlyList<PastedLink> links) =>
        links.FirstOrDefault(link => link.Product is not null || LeadsToDeal(link)) ?? links.FirstOrDefault(link => !link.IsOwn) ?? (links is [var first, ..] ? first : null);

    private bool LeadsToDeal(PastedLink link) => link is { IsOwn: true, Address: { } address } && (addresses.CodeIn(address) is not null || addresses.DealIn(address) is not null);

    private PastedLink Judge(FoundLink found)
    {
        var known = LinkRecogniser.Of(found);
        var address = known.Kind != LinkKinds.Token && Uri.TryCreate(found.Url, UriKind.Absolute, out var written) ? written : null;
        var isOwn = address is not null && addresses.IsOwn(address);
        found = found with { Network = known.Network, Kind = known.Kind, ItemId = known.ItemId, Merchant = known.Merchant };
        foreach (var candidate in isOwn ? [] : new[] { known.Clean, known.Target, address })
        {
            if (candidate is not null && networks.For(candidate) is var (maker, programme) && CanonicalUrl.Read(candidate.AbsoluteUri, programme.Hosts).Url is { } product)
            {
                return new PastedLink(found, known, address, isOwn, product, maker, programme);
            }
        }
        return new PastedLink(found, known, address, isOwn, null, null, null);
    }
}
