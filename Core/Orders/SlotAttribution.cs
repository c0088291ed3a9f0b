using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>What our own clicks say of orders in slots, read before the transaction that takes the orders.</summary>
public sealed record SlotSight(IReadOnlyDictionary<SlotRef, IReadOnlyList<LinkClick>> Clicks)
{
    public static readonly SlotSight Blind = new(new Dictionary<SlotRef, IReadOnlyList<LinkClick>>());

    public IReadOnlyList<LinkClick> Near(SlotRef seen) => Clicks.GetValueOrDefault(seen) ?? [];
}

/// <summary>From slot, click time and product to the link that had the slot. Where several fit and none surely enough the order is nobody's until it is claimed.</summary>
public sealed class SlotAttribution(Database book, NetworkCatalog networks, ILinkClicks clicks)
{
    /// <summary>A link is clicked after it was made; clocks may differ by this much.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);
    private const int Named = 4;

    /// <summary>Null for a network that does not lease slots.</summary>
    public SlotRules? RulesOf(string network) => (networks.Find(network) as ISlotNetwork)?.SlotRules;

    /// <summary>Looks for the clicks near those that the platform saw; of orders that are known already nothing is looked up.</summary>
    public async Task<SlotSight> SeeAsync(IEnumerable<(OrderKey Key, string? ClickRef)> orders, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<SlotRef, IReadOnlyList<LinkClick>>();
        foreach (var (key, clickRef) in orders)
        {
            if (SlotRef.TryParse(clickRef) is not { IsClick: true } slot || seen.ContainsKey(slot) || RulesOf(key.Network) is not { } rules)
            {
                continue;
            }
            var codes = await book.ReadAsync(
                async session => (await OrderStore.FindAsync(session, key))?.ClickRef == clickRef
                    ? []
                    : (await HoldersAsync(session, key.Network, slot, rules)).Select(holder => holder.LinkCode).Distinct(StringComparer.Ordinal).ToList(),
                cancellationToken);
            seen[slot] = await clicks.BetweenAsync(codes, slot.At - SlotRule.Before, slot.At + SlotRule.After, cancellationToken);
        }
        return new SlotSight(seen);
    }

    /// <summary>The claim without the link's parties, which its row tells.</summary>
    internal static async Task<LinkClaim> OfAsync(Session session, string network, SlotRef seen, SlotRules rules, SlotSight sight)
    {
        var near = sight.Near(seen).ToLookup(click => click.LinkCode, StringComparer.Ordinal);
        var judged = SlotRule.Judge((await HoldersAsync(session, network, seen, rules)).Select(holder => new SlotCandidate(
            holder.LinkCode,
            seen.Item is not null && seen.Item == holder.Item,
            seen.At - (holder.UsedAt > seen.At ? holder.LeasedAt : holder.UsedAt),
            near[holder.LinkCode].OrderBy(click => (seen.At - click.At).Duration()).Select(click => new LinkMoment(click.Ordinal, seen.At - click.At)).FirstOrDefault(),
            holder.ShareTexts > 0)));
        if (judged.Best is not { } best)
        {
            return LinkClaim.None with { Reason = $"no link of ours had slot {seen.Slot} then" };
        }
        return judged.Confidence >= rules.LeastConfidence * 100
            ? new LinkClaim(Attribution.Slot, best.LinkCode, best.Click?.Ordinal) { Reason = $"slot {seen.Slot}, {SlotRule.Percent(judged.Confidence)}: {Words(best, judged.Shares.Count - 1)}" }
            : new LinkClaim(Attribution.Claim) { Reason = $"slot {seen.Slot} fits {string.Join(", ", judged.Shares.Take(Named).Select(share => $"{share.Candidate.LinkCode} ({SlotRule.Percent(share.Confidence)})"))}{(judged.Shares.Count > Named ? ", …" : "")}" };
    }

    private static Task<IReadOnlyList<SlotHolder>> HoldersAsync(Session session, string network, SlotRef seen, SlotRules rules) =>
        SlotLeaseStore.HoldersAsync(session, network, seen.Slot, seen.At + ClocksDiffer, seen.At - rules.Life);

    private static string Words(SlotCandidate best, int others) => string.Join("; ", new[]
    {
        best.SameItem ? "its product" : "another product",
        best.Click is { } click ? $"our click {(long)click.Before.TotalSeconds} s before" : "no click of ours near",
        others == 0 ? "no other link had the slot" : $"{others} other links had the slot",
    });
}
