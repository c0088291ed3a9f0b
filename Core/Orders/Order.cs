namespace Daogou.Core.Orders;

/// <summary>The current fact of (network, order, item): the greatest of all its reports, with whom it is attributed to.</summary>
public sealed record Order
{
    public required long Id { get; init; }

    public required string Network { get; init; }

    public required string OrderNo { get; init; }

    public required string ItemNo { get; init; }

    public required OrderStatus Status { get; init; }

    public string? StatusReason { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? Merchant { get; init; }

    public string? Title { get; init; }

    public required int Quantity { get; init; }

    public required long SaleMinor { get; init; }

    public required long CommissionMinor { get; init; }

    public required string Currency { get; init; }

    public string? ClickRef { get; init; }

    public required Attribution Attribution { get; init; }

    public string? LinkCode { get; init; }

    public long? ClickOrdinal { get; init; }

    public long? DealId { get; init; }

    /// <summary>The link's member: the buyer of an own request, the sharer of a shared link.</summary>
    public long? MemberId { get; init; }

    public long? GroupId { get; init; }

    public required long ReportId { get; init; }

    /// <summary>Grows by one with each accepted change.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>How an order was tied to a link.</summary>
public enum Attribution
{
    /// <summary>No usable click ref: the commission waits in the network's unattributed account.</summary>
    None = 0,

    /// <summary>Our own signed click ref came back.</summary>
    ClickRef = 1,

    /// <summary>A click ref that is not ours or was tampered with.</summary>
    Forged = 2,

    /// <summary>An operator decided, with a reason.</summary>
    Operator = 3,
}
