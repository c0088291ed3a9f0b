using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>An action as Impact keeps it after one of its updates; decimals go out as texts.</summary>
public sealed record ImpactRow
{
    public required string Id { get; init; }

    public string State { get; init; } = "PENDING";

    public string? StateDetail { get; init; }

    public required decimal Payout { get; init; }

    public decimal DeltaPayout { get; init; }

    public decimal Amount { get; init; } = 100;

    public string Currency { get; init; } = "USD";

    public string SubId1 { get; init; } = "";

    public required DateTimeOffset EventDate { get; init; }

    public DateTimeOffset UpdateDate { get; init; }

    public DateTimeOffset? ClearedDate { get; init; }

    /// <param name="isUpdate">As a row of the updates: with its time, and an id beside the action's.</param>
    internal JsonNode Written(bool isUpdate)
    {
        var row = new JsonObject
        {
            [nameof(Id)] = Id,
            ["CampaignId"] = ImpactDouble.Campaign,
            ["CampaignName"] = "Teahouse",
            [nameof(State)] = State,
            [nameof(Payout)] = Payout.ToString(CultureInfo.InvariantCulture),
            [nameof(DeltaPayout)] = DeltaPayout.ToString(CultureInfo.InvariantCulture),
            ["IntendedPayout"] = Payout.ToString(CultureInfo.InvariantCulture),
            [nameof(Amount)] = Amount.ToString(CultureInfo.InvariantCulture),
            [nameof(Currency)] = Currency,
            [nameof(EventDate)] = ImpactDouble.Text(EventDate),
            ["CreationDate"] = ImpactDouble.Text(EventDate),
            ["LockingDate"] = ImpactDouble.Text(EventDate.AddDays(30)),
            [nameof(ClearedDate)] = ClearedDate is { } cleared ? ImpactDouble.Text(cleared) : "",
            ["Oid"] = "SHOP-" + Id,
            [nameof(SubId1)] = SubId1,
            ["SharedId"] = "",
        };
        if (isUpdate)
        {
            row[nameof(UpdateDate)] = ImpactDouble.Text(UpdateDate);
            row[nameof(StateDetail)] = StateDetail;
        }
        return row;
    }
}
