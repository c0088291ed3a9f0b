using Daogou.Core.Amounts;
using Daogou.Core.Orders;

namespace Daogou.Core.Rebates;

/// <summary>How an order stands, in the words people use.</summary>
public enum OrderState
{
    Tracked = 1,
    Confirmed = 2,
    Payable = 3,
    Paid = 4,
    Void = 5,
    Held = 6,
}

/// <summary>An order as the person who earns from it sees it: its state, each state's date, and their amount.</summary>
public sealed record OrderView
{
    public required OrderKey Key { get; init; }

    public string? Title { get; init; }

    public string? Merchant { get; init; }

    public required OrderState State { get; init; }

    /// <summary>Why it is void or held.</summary>
    public string? Reason { get; init; }

    /// <summary>What the buyer paid, after refunds.</summary>
    public required Money Sale { get; init; }

    /// <summary>What the person gets of it as it stands; zero when void.</summary>
    public required Money Amount { get; init; }

    /// <summary>The link and the click it came from; the click's own row has the time.</summary>
    public string? LinkCode { get; init; }

    public long? ClickOrdinal { get; init; }

    public long? DealId { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public required DateTimeOffset TrackedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it became payable, or will: the end of the hold after confirmation.</summary>
    public DateTimeOffset? PayableAt { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? VoidAt { get; init; }

    public DateTimeOffset? HeldAt { get; init; }

    internal static OrderView Of(Order order, OrderTerms pinned, long amountMinor, DateTimeOffset? paidAt)
    {
        var isHeld = order.Status == OrderStatus.Held || (pinned.HeldAt is not null && order.Status != OrderStatus.Void);
        return new OrderView
        {
            Key = order.Key,
            Title = order.Title,
            Merchant = order.Merchant,
            State = order.Status == OrderStatus.Void ? OrderState.Void
                : isHeld ? OrderState.Held
                : !order.IsConfirmed ? OrderState.Tracked
                : pinned.ReleasedAt is null ? OrderState.Confirmed
                : paidAt is null ? OrderState.Payable
                : OrderState.Paid,
            Reason = isHeld ? pinned.HeldReason ?? order.StatusReason : order.Status == OrderStatus.Void ? order.StatusReason : null,
            Sale = new Money(order.SaleMinor, order.Currency),
            Amount = new Money(amountMinor, order.Currency),
            LinkCode = order.LinkCode,
            ClickOrdinal = order.ClickOrdinal,
            DealId = order.DealId,
            OrderedAt = order.OrderedAt,
            TrackedAt = order.FirstSeenAt,
            ConfirmedAt = order.IsConfirmed ? order.ConfirmedAt : null,
            PayableAt = order.IsConfirmed ? pinned.ReleasedAt ?? pinned.ReleaseAt : null,
            PaidAt = order.IsConfirmed ? paidAt : null,
            VoidAt = order.Status == OrderStatus.Void ? order.UpdatedAt : null,
            HeldAt = isHeld ? pinned.HeldAt ?? order.UpdatedAt : null,
        };
    }
}
