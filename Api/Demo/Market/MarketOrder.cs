using Daogou.Core.Amounts;

namespace Daogou.Api.Demo.Market;

/// <summary>An order of one item in one of the marketplace's shops, as the shop and the affiliate network know it.</summary>
public sealed record MarketOrder
{
    public required string Number { get; init; }

    public required string Shop { get; init; }

    public required string Sku { get; init; }

    public required int Quantity { get; init; }

    /// <summary>The shopper's cookie, so that "my orders" shows only theirs.</summary>
    public required string Shopper { get; init; }

    /// <summary>What was paid after coupons.</summary>
    public required long PaidMinor { get; init; }

    public required long RefundedMinor { get; init; }

    public required string Currency { get; init; }

    public string? Coupon { get; init; }

    /// <summary>The publisher's sub-id of the click that brought the shopper; null: nobody is paid.</summary>
    public string? ClickRef { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public Money Paid => new(PaidMinor, Currency);

    /// <summary>What the sale is worth after refunds.</summary>
    public Money Sale => new(PaidMinor - RefundedMinor, Currency);

    public bool IsVoid => RefundedMinor >= PaidMinor;

    /// <summary>The affiliate network's word for it.</summary>
    public string NetworkStatus => this switch
    {
        { IsVoid: true } => "void",
        { SettledAt: not null } => "settled",
        { ReceivedAt: not null } => "approved",
        _ => "pending",
    };

    /// <summary>What time alone changes: a parcel nobody complains about counts as received, the network pays out later.</summary>
    public MarketOrder At(DateTimeOffset now)
    {
        var order = this;
        if (!order.IsVoid && order.ReceivedAt is null && order.OrderedAt + MarketRules.ReceivedAfter is var received && received <= now)
        {
            order = order with { ReceivedAt = received, UpdatedAt = Later(order.UpdatedAt, received) };
        }
        if (!order.IsVoid && order is { ReceivedAt: { } since, SettledAt: null } && since + MarketRules.SettledAfter is var settled && settled <= now)
        {
            order = order with { SettledAt = settled, UpdatedAt = Later(order.UpdatedAt, settled) };
        }
        return order;
    }

    public MarketOrder Receive(DateTimeOffset now) =>
        IsVoid || ReceivedAt is not null ? this : this with { ReceivedAt = now, UpdatedAt = Later(UpdatedAt, now) };

    /// <summary>Gives back part of what is left, at most all of it.</summary>
    public MarketOrder Refund(long minor, DateTimeOffset now) =>
        IsVoid || minor <= 0 ? this : this with { RefundedMinor = Math.Min(PaidMinor, RefundedMinor + minor), UpdatedAt = Later(UpdatedAt, now) };

    /// <summary>Every change has a later time than the one before, so that who reads by update time misses none.</summary>
    private static DateTimeOffset Later(DateTimeOffset before, DateTimeOffset now) => now > before ? now : before.AddMilliseconds(1);
}

/// <summary>The marketplace's and the affiliate network's own rules of time.</summary>
public static class MarketRules
{
    public static readonly TimeSpan ReceivedAfter = TimeSpan.FromDays(3);

    public static readonly TimeSpan SettledAfter = TimeSpan.FromDays(20);

    /// <summary>How long a click counts for an order.</summary>
    public static readonly TimeSpan ClickLives = TimeSpan.FromDays(7);
}
