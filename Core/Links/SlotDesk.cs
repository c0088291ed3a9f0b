using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Storage;

namespace Daogou.Core.Links;

/// <summary>
/// Leases a network's ad slots to links, so that a product is not in one slot for two links at a time: an order is told apart by its slot and product.
/// The slot where a product's last use is longest past comes first; when it rests in every slot that one is still the best there is.
/// </summary>
internal sealed class SlotDesk(Database book, TimeProvider time)
{
    private const int Tries = 3;
    private static readonly TimeSpan WorthWriting = TimeSpan.FromMinutes(5);

    /// <summary>A link made in a slot of its own. Only once it is made is it known which product the platform calls it; a slot where that one rests is given back.</summary>
    /// <param name="mayCrowd">Whether a slot in which the product still rests may be taken when there is no other.</param>
    public async Task<MadeLink> MakeAsync(
        ISlotNetwork network, Deal deal, string code, LinkRequest request, bool mayCrowd, CancellationToken cancellationToken)
    {
        var item = await book.ReadAsync(session => SlotLeaseStore.ItemOfDealAsync(session, network.Key, deal.Id), cancellationToken);
        for (var tries = 1; ; tries++)
        {
            var known = item;
            var lease = await book.WriteAsync(session => LeaseAsync(session, network, deal.Id, known, code, mayCrowd), cancellationToken);
            if (lease is null)
            {
                return MadeLink.Refused(LinkRefusal.SlotsDry(network.Name));
            }
            var (made, isKept) = (MadeLink.Refused(LinkRefusal.SlotsDry(network.Name)), false);
            try
            {
                made = await LinkDesk.MadeAsync(network, request with { Slot = lease.Slot }, deal.Title, cancellationToken);
                isKept = made.Destination is not null && (made.Item is null || made.Item == item
                    || await book.WriteAsync(session => NameAsync(session, network, lease, made.Item, isLast: tries == Tries), cancellationToken));
            }
            finally
            {
                if (!isKept)
                {
                    await book.WriteAsync(session => SlotLeaseStore.EndAsync(session, lease.Id), CancellationToken.None);
                }
            }
            if (isKept || made.Destination is null)
            {
                return made;
            }
            item = made.Item;
        }
    }

    /// <summary>Whether no other link for the product came into the link's slot since; then the slot goes on resting for it.</summary>
    public Task<bool> IsStillItsOwnAsync(ISlotNetwork network, TrackedLink link, CancellationToken cancellationToken) => book.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            if (await SlotLeaseStore.OfLinkAsync(session, link.Code) is not { } lease || !network.Slots.Contains(lease.Slot)
                || lease.LeasedAt < now - network.SlotRules.Life || await SlotLeaseStore.OtherSinceAsync(session, lease))
            {
                return false;
            }
            if (now - lease.UsedAt >= WorthWriting)
            {
                await SlotLeaseStore.UseAsync(session, lease.Id, now);
            }
            return true;
        },
        cancellationToken);

    private async Task<SlotLease?> LeaseAsync(Session session, ISlotNetwork network, long dealId, string? item, string code, bool mayCrowd)
    {
        var now = time.GetUtcNow();
        var rested = now - network.SlotRules.Rest;
        var ofItem = await SlotLeaseStore.LastUsesAsync(session, network.Key, dealId, item, now - network.SlotRules.Life);
        var ofAny = await SlotLeaseStore.LastUsesAsync(session, network.Key, rested);
        var best = network.Slots
            .OrderBy(slot => ofItem.GetValueOrDefault(slot, DateTimeOffset.MinValue))
            .ThenBy(slot => ofAny.GetValueOrDefault(slot, DateTimeOffset.MinValue))
            .FirstOrDefault();
        var crowded = best is not null && ofItem.GetValueOrDefault(best, DateTimeOffset.MinValue) > rested;
        if (best is null || (crowded && !mayCrowd))
        {
            return null;
        }
        var lease = new SlotLease
        {
            Id = Ids.Next(now),
            Network = network.Key,
            Slot = best,
            DealId = dealId,
            Item = item,
            LinkCode = code,
            LeasedAt = now,
            UsedAt = now,
            Crowded = crowded,
        };
        await SlotLeaseStore.AddAsync(session, lease);
        return lease;
    }

    /// <summary>Writes the platform's key of the product to the lease; false when that product, under another address, rests in the slot.</summary>
    private static async Task<bool> NameAsync(Session session, ISlotNetwork network, SlotLease lease, string item, bool isLast)
    {
        var uses = await SlotLeaseStore.LastUsesAsync(session, network.Key, 0, item, lease.LeasedAt - network.SlotRules.Rest);
        if (uses.ContainsKey(lease.Slot) && !isLast)
        {
            return false;
        }
        await SlotLeaseStore.NameAsync(session, lease.Id, item, lease.Crowded || uses.ContainsKey(lease.Slot));
        return true;
    }
}
