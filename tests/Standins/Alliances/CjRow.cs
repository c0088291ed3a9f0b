using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>A commission record as CJ keeps it: an original, or a correction of one.</summary>
public sealed record CjRow
{
    public required long CommissionId { get; init; }

    public required long OriginalActionId { get; init; }

    public bool Original { get; init; } = true;

    public string? CorrectionReason { get; init; }

    public string ActionStatus { get; init; } = "NEW";

    public string ValidationStatus { get; init; } = "PENDING";

    public required decimal Commission { get; init; }

    public decimal Sale { get; init; }

    public string? ShopperId { get; init; }

    public required DateTimeOffset EventDate { get; init; }

    public required DateTimeOffset PostingDate { get; init; }

    public DateTimeOffset? LockingDate { get; init; }

    /// <summary>The fields that were asked for, amounts as texts.</summary>
    internal JsonNode Written(IEnumerable<string> fields)
    {
        var row = new JsonObject();
        foreach (var field in fields)
        {
            row[field] = Value(field);
        }
        return row;
    }

    /// <summary>Null for a field that CJ does not have, and for one that is empty.</summary>
    private JsonNode? Value(string field) => field switch
    {
        "commissionId" => CommissionId.ToString(CultureInfo.InvariantCulture),
        "original" => Original,
        "originalActionId" => OriginalActionId.ToString(CultureInfo.InvariantCulture),
        "correctionReason" => CorrectionReason,
        "actionStatus" => ActionStatus,
        "validationStatus" => ValidationStatus,
        "actionType" => "sim_sale",
        "shopperId" => ShopperId,
        "orderId" => "SHOP-" + OriginalActionId.ToString(CultureInfo.InvariantCulture),
        "advertiserId" => CjDouble.Advertiser,
        "advertiserName" => "Teahouse",
        "eventDate" => CjDouble.Text(EventDate),
        "postingDate" => CjDouble.Text(PostingDate),
        "lockingDate" => LockingDate is { } locking ? CjDouble.Text(locking) : null,
        "saleAmountPubCurrency" => Sale.ToString(CultureInfo.InvariantCulture),
        "pubCommissionAmountPubCurrency" => Commission.ToString(CultureInfo.InvariantCulture),
        _ => throw new FormatException($"Cannot query field \"{field}\" on type \"PublisherCommission\"."),
    };
}
