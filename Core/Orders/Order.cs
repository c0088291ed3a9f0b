using Daogou.Core.Storage;

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

    /// <summary>Why an operator attributed it, and who; or how the slot was judged.</summary>
    public string? AttributionReason { get; init; }

    public string? LinkCode { get; init; }

    public long? ClickOrdinal { get; init; }

    public long? DealId { get; init; }

    /// <summary>The link's member: the buyer of an own request, the sharer of a shared link.</summary>
    public long? MemberId { get; init; }

    public long? GroupId { get; init; }

    /// <summary>The report that the fact was taken from.</summary>
    public required long ReportId { get; init; }

    /// <summary>The latest report that carried a click ref; a later one without it takes nothing away.</summary>
    public long? RefReportId { get; init; }

    /// <summary>Grows by one with each accepted change.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public OrderKey Key => new(Network, OrderNo, ItemNo);

    public bool IsConfirmed => Status is OrderStatus.Confirmed or OrderStatus.Settled;

    /// <summary>The order after a merged fact: a new one, the changed one, or the known one itself where the fact is no other.</summary>
    public static Order Accept(Order? known, OrderFact fact, LinkClaim claim, DateTimeOffset now)
    {
        var report = fact.Standing;
        return new Order
        {
            Id = known?.Id ?? Ids.Next(now),
            Network = report.Network,
            OrderNo = report.OrderNo,
            ItemNo = report.ItemNo,
            Status = report.Status,
            StatusReason = report.StatusReason,
            UpdatedAt = report.UpdatedAt,
            OrderedAt = report.OrderedAt,
            ConfirmedAt = fact.ConfirmedAt,
            Merchant = report.Merchant,
            Title = report.Title,
            Quantity = report.Quantity,
            SaleMinor = report.SaleMinor,
            CommissionMinor = report.Status == OrderStatus.Void ? 0 : report.CommissionMinor,
            Currency = report.Currency,
            ClickRef = fact.ClickRef,
            ReportId = fact.Latest.Id,
            RefReportId = fact.RefSource?.Id,
            Revision = (known?.Revision ?? 0) + 1,
            FirstSeenAt = known?.FirstSeenAt ?? now,
            ChangedAt = now,
            Attribution = claim.Attribution,
            AttributionReason = claim.Reason,
            LinkCode = claim.LinkCode,
            ClickOrdinal = claim.ClickOrdinal,
            DealId = claim.DealId,
            MemberId = claim.MemberId,
            GroupId = claim.GroupId,
        };
    }

    /// <summary>The same order tied to another link, or to none.</summary>
    public Order Claimed(LinkClaim claim, DateTimeOffset now) => Touched(now) with
    {
        Attribution = claim.Attribution,
        AttributionReason = claim.Reason,
        LinkCode = claim.LinkCode,
        ClickOrdinal = claim.ClickOrdinal,
        DealId = claim.DealId,
        MemberId = claim.MemberId,
        GroupId = claim.GroupId,
    };

    /// <summary>The next revision, for an act that changes what the order is worth to someone but not what the network said.</summary>
    public Order Touched(DateTimeOffset now) => this with { Revision = Revision + 1, ChangedAt = now };

    /// <summary>To whom it is tied now.</summary>
    public LinkClaim Claim => new(Attribution, LinkCode, ClickOrdinal, DealId, MemberId, GroupId) { Reason = AttributionReason };
}

/// <summary>The link that an order is tied to, and how that is known.</summary>
public sealed record LinkClaim(Attribution Attribution, string? LinkCode = null, long? ClickOrdinal = null, long? DealId = null, long? MemberId = null, long? GroupId = null)
{
    public static readonly LinkClaim None = new(Attribution.None);

    public static readonly LinkClaim Forged = new(Attribution.Forged);

    /// <summary>An operator's reason, or how the slot was judged.</summary>
    public string? Reason { get; init; }
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

    /// <summary>Our own signed ref of the link came back: the link is known, no single click is.</summary>
    LinkRef = 4,

    /// <summary>Slot, click time and product fit one link's lease, with the confidence that the reason states.</summary>
    Slot = 5,

    /// <summary>Slot and product fit several links, none surely enough: it waits for an operator to decide whose it is.</summary>
    Claim = 6,
}
