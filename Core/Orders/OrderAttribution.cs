using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>From the echoed click ref to the link. It needs no click row: the ref itself is signed.</summary>
public sealed class OrderAttribution(ClickRefs refs, SlotAttribution? slots = null)
{
    /// <summary>Whose order it is by its click ref; unknown and forged refs are nobody's.</summary>
    /// <param name="sight">What <see cref="SeeAsync"/> saw before the transaction; without it no click speaks for a slot.</param>
    public async Task<LinkClaim> OfAsync(Session session, string network, string? clickRef, SlotSight? sight = null)
    {
        if (string.IsNullOrWhiteSpace(clickRef))
        {
            return LinkClaim.None;
        }
        if (slots is not null && SlotRef.TryParse(clickRef) is { } seen && slots.RulesOf(network) is { } rules)
        {
            var judged = await SlotAttribution.OfAsync(session, network, seen, rules, sight ?? SlotSight.Blind);
            return judged.LinkCode is { } leased && await FindLinkAsync(session, leased) is { } owner
                ? owner.Claim(Attribution.Slot) with { Reason = judged.Reason, ClickOrdinal = judged.ClickOrdinal }
                : judged;
        }
        if (refs.TryRead(clickRef) is not var (code, ordinal))
        {
            return LinkClaim.Forged;
        }
        return await FindLinkAsync(session, code) switch
        {
            null => LinkClaim.None,
            { } link when link.Network != network => LinkClaim.Forged,
            { } link when ordinal == ClickRefs.LinkOrdinal => link.Claim(Attribution.LinkRef),
            { } link => link.Claim(Attribution.ClickRef) with { ClickOrdinal = ordinal },
        };
    }

    /// <summary>Looks for the clicks that tell new orders in slots apart. Outside of any transaction, because the clicks are not in the book.</summary>
    public Task<SlotSight> SeeAsync(IEnumerable<(OrderKey Key, string? ClickRef)> orders, CancellationToken cancellationToken) =>
        slots is null ? Task.FromResult(SlotSight.Blind) : slots.SeeAsync(orders, cancellationToken);

    /// <summary>The claim of a link that an operator names; null when there is no such link of this network.</summary>
    public static async Task<LinkClaim?> ByOperatorAsync(Session session, string network, string code, string reason) =>
        await FindLinkAsync(session, code) is { } link && link.Network == network
            ? link.Claim(Attribution.Operator) with { Reason = reason }
            : null;

    private static Task<LinkRow?> FindLinkAsync(Session session, string code) =>
        session.FindAsync<LinkRow>("SELECT code, network, deal_id, member_id, group_id FROM links WHERE code = @Code", new { Code = code });

    private sealed record LinkRow
    {
        public required string Code { get; init; }

        public required string Network { get; init; }

        public required long DealId { get; init; }

        public required long MemberId { get; init; }

        public required long GroupId { get; init; }

        public LinkClaim Claim(Attribution attribution) =>
            new(attribution, Code, null, DealId, MemberId == 0 ? null : MemberId, GroupId == 0 ? null : GroupId);
    }
}
