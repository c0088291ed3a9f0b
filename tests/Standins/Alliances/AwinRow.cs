using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>A transaction as Awin keeps it; amounts in major units.</summary>
public sealed record AwinRow
{
    public required long Id { get; init; }

    public long AdvertiserId { get; init; } = AwinDouble.Merchant;

    public string CommissionStatus { get; init; } = "pending";

    public required decimal Commission { get; init; }

    public decimal Sale { get; init; } = 100;

    public string Currency { get; init; } = "GBP";

    public string? SaleCurrency { get; init; }

    public string? ClickRef { get; init; }

    public string? ClickRef2 { get; init; }

    public required DateTimeOffset TransactionDate { get; init; }

    public DateTimeOffset? ValidationDate { get; init; }

    /// <summary>Kept by Awin and asked for by <c>dateType=amendment</c>, but in no field of the answer.</summary>
    public DateTimeOffset? AmendedAt { get; init; }

    public decimal? OldCommission { get; init; }

    public string? DeclineReason { get; init; }

    public bool PaidToPublisher { get; init; }

    internal JsonNode Written() => new JsonObject
    {
        ["id"] = Id,
        ["url"] = "http://www.publisher.example",
        ["advertiserId"] = AdvertiserId,
        ["publisherId"] = long.Parse(AwinDouble.Publisher, CultureInfo.InvariantCulture),
        ["commissionSharingPublisherId"] = null,
        ["siteName"] = "Publisher",
        ["commissionStatus"] = CommissionStatus,
        ["commissionAmount"] = new JsonObject { ["amount"] = Commission, ["currency"] = Currency },
        ["saleAmount"] = new JsonObject { ["amount"] = Sale, ["currency"] = SaleCurrency ?? Currency },
        ["customerCountry"] = "GB",
        ["clickRefs"] = ClickRef2 is null ? null : new JsonObject { ["clickRef"] = ClickRef, ["clickRef2"] = ClickRef2 },
        ["clickDate"] = AwinDouble.Text(TransactionDate.AddMinutes(-9)),
        ["transactionDate"] = AwinDouble.Text(TransactionDate),
        ["validationDate"] = ValidationDate is { } validated ? AwinDouble.Text(validated) : null,
        ["type"] = "Commission group transaction",
        ["declineReason"] = DeclineReason,
        ["voucherCodeUsed"] = false,
        ["amended"] = AmendedAt is not null,
        ["amendReason"] = AmendedAt is null ? null : "part returned",
        ["oldCommissionAmount"] = OldCommission is { } old ? new JsonObject { ["amount"] = old, ["currency"] = Currency } : null,
        ["orderRef"] = "SHOP-" + Id.ToString(CultureInfo.InvariantCulture),
        ["transactionParts"] = new JsonArray(),
        ["paidToPublisher"] = PaidToPublisher,
        ["paymentId"] = PaidToPublisher ? 4711 : 0,
    };
}
