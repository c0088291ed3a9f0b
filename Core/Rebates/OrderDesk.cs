using Daogou.Core.Ledger;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>What became of an operator's act.</summary>
public enum DeskAnswer
{
    Done = 1,

    /// <summary>It was so already.</summary>
    Unchanged = 2,

    NoSuchOrder = 3,

    /// <summary>There is no such link of the order's network.</summary>
    NoSuchLink = 4,

    /// <summary>A reason is needed: it is shown to the person and kept in the ledger.</summary>
    NoReason = 5,
}

/// <summary>What an operator may do with an order: hold its money, let it go, and tie it to a link. Each act has a reason and posts the difference.</summary>
public sealed class OrderDesk(Database book, OrderAttribution attribution, NetworkCatalog networks, TimeProvider time)
{
    /// <summary>Holds the money of an order until it is let go.</summary>
    public Task<DeskAnswer> HoldAsync(OrderKey key, string reason, string actor, CancellationToken cancellationToken) =>
        ActAsync(key, reason, (_, order, pinned, now) => Task.FromResult<Act>(pinned.HeldAt is null
            ? new Act(order, pinned with { HeldAt = now, HeldReason = reason.Trim() }, EntryKind.Hold, $"held by {actor}: {reason.Trim()}")
            : DeskAnswer.Unchanged), cancellationToken);

    /// <summary>Ends a hold; what was due meanwhile is released by the next run.</summary>
    public Task<DeskAnswer> ReleaseHoldAsync(OrderKey key, string reason, string actor, CancellationToken cancellationToken) =>
        ActAsync(key, reason, (_, order, pinned, _) => Task.FromResult<Act>(pinned.HeldAt is not null
            ? new Act(order, pinned with { HeldAt = null, HeldReason = null }, EntryKind.Release, $"hold ended by {actor}: {reason.Trim()}")
            : DeskAnswer.Unchanged), cancellationToken);

    /// <summary>Ties an order to a link, whatever its click ref says; with no code it goes back to what its click ref says.</summary>
    public async Task<DeskAnswer> AttributeAsync(OrderKey key, string? linkCode, string reason, string actor, CancellationToken cancellationToken)
    {
        var clickRef = linkCode is null ? (await book.ReadAsync(session => OrderStore.FindAsync(session, key), cancellationToken))?.ClickRef : null;
        var sight = clickRef is null ? SlotSight.Blind : await attribution.SeeAsync([(key with { OrderNo = "" }, clickRef)], cancellationToken);
        return await ActAsync(key, reason, async (session, order, pinned, now) =>
        {
            var words = $"{(linkCode is null ? "attribution undone" : $"attributed to {linkCode}")} by {actor}: {reason.Trim()}";
            var claim = linkCode is null
                ? await attribution.OfAsync(session, order.Network, order.ClickRef, sight)
                : await OrderAttribution.ByOperatorAsync(session, order.Network, linkCode.Trim(), words);
            if (claim is null)
            {
                return DeskAnswer.NoSuchLink;
            }
            if (claim.LinkCode == order.LinkCode && claim.Attribution == order.Attribution)
            {
                return DeskAnswer.Unchanged;
            }
            var tied = order.Claimed(claim, now);
            return new Act(tied, await OrderTie.TiedAsync(session, tied, pinned, networks), EntryKind.Adjustment, words);
        }, cancellationToken);
    }

    private Task<DeskAnswer> ActAsync(
        OrderKey key, string reason, Func<Session, Order, OrderTerms, DateTimeOffset, Task<Act>> decide, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason)
            ? Task.FromResult(DeskAnswer.NoReason)
            : book.WriteAsync(async session =>
            {
                var now = time.GetUtcNow();
                if (await OrderStore.FindAsync(session, key) is not { } order || await TermsStore.FindAsync(session, order.Id) is not { } pinned)
                {
                    return DeskAnswer.NoSuchOrder;
                }
                var act = await decide(session, order, pinned, now);
                if (act.Answer == DeskAnswer.Done)
                {
                    await BookAsync(session, order, act, now);
                }
                return act.Answer;
            }, cancellationToken);

    private static async Task BookAsync(Session session, Order before, Act act, DateTimeOffset now)
    {
        var order = act.Order.Revision > before.Revision ? act.Order : act.Order.Touched(now);
        var terms = (await TermsStore.AllAsync(session)).First(version => version.Version == act.Pinned.TermsVersion);
        await OrderStore.SaveAsync(session, order);
        await TermsStore.SaveAsync(session, act.Pinned);
        var money = await OrderPosting.PostAsync(session, order, terms, act.Pinned, act.Kind, act.Reason, now);
        await OrderNotices.QueueAsync(session, before.LinkCode == order.LinkCode ? before : null, order, act.Pinned, money, now);
    }

    private sealed record Act(Order Order, OrderTerms Pinned, EntryKind Kind, string Reason)
    {
        public DeskAnswer Answer { get; private init; } = DeskAnswer.Done;

        public static implicit operator Act(DeskAnswer answer) => new(null!, null!, default, "") { Answer = answer };
    }
}
