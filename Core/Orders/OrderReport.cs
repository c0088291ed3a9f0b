using System.Text.Json.Serialization;

namespace Daogou.Core.Orders;

/// <summary>What a network said of one item of one order at one time, normalised at its connector's edge.</summary>
public sealed record OrderReport
{
    public required string Network { get; init; }

    public required string OrderNo { get; init; }

    /// <summary>The item within the order; <c>1</c> where the network reports whole orders.</summary>
    public required string ItemNo { get; init; }

    public required OrderStatus Status { get; init; }

    /// <summary>The network's word for a void or a hold, shown to the member.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The network's own update time, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public string? Merchant { get; init; }

    public string? Title { get; init; }

    public int Quantity { get; init; } = 1;

    /// <summary>What the buyer paid for the item, minor units, after refunds.</summary>
    public required long SaleMinor { get; init; }

    /// <summary>What the network pays us, minor units, after refunds. 0 when void.</summary>
    public required long CommissionMinor { get; init; }

    /// <summary>What the network expected to pay us when the buyer paid, minor units, where it says so beside the final word; kept for the record, never booked.</summary>
    public long? EstimateMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>The sub-id as echoed, untrusted.</summary>
    public string? ClickRef { get; init; }

    /// <summary>
    /// The platform's own row of a correction that it tells apart from the order (a refund with a list of its own); null for a word on the order itself. The amounts
    /// are then what is taken back: for good when the row is settled or confirmed, perhaps while it is held, not at all when it is void.
    /// </summary>
    public string? Correction { get; init; }

    /// <summary>
    /// The network's own id of this row, where one order item comes as rows that add up: an original and its corrections. Its amounts may be
    /// below zero. Null where a row is the whole item.
    /// </summary>
    public string? Part { get; init; }

    [JsonIgnore]
    public OrderKey Key => new(Network, OrderNo, ItemNo);
}

/// <summary>A network's view of an order item. The number is also its rank when two reports carry the same update time.</summary>
public enum OrderStatus
{
    /// <summary>Tracked: seen, not yet certain.</summary>
    Tracked = 1,

    /// <summary>A status we do not know: held for an operator, never paid.</summary>
    Held = 2,

    /// <summary>The network accepted it.</summary>
    Confirmed = 3,

    /// <summary>The network has paid us.</summary>
    Settled = 4,

    /// <summary>Cancelled, returned in full or declined.</summary>
    Void = 5,
}

public enum ReportOrigin
{
    Pull = 1,
    Import = 2,
    Postback = 3,
}
