using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Ranking;

namespace Daogou.Crawler.Inspect;

/// <summary>What a price is worth against its history: <c>{history: [{at, price, shipping?, coupon?, inStock?, quantity?, listPrice?, members?}], now, claim?, stepwise?}</c>.</summary>
public sealed class DiscountInspection : IInspection
{
    private const int MostLooks = 100_000;

    public string Kind => "discount";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("history", out var history) || history.ValueKind != JsonValueKind.Array)
        {
            throw new InspectionException("\"history\" is missing; give a list of {at, price}.");
        }
        if (history.GetArrayLength() > MostLooks)
        {
            throw new InspectionException($"\"history\" has more than {MostLooks} entries.");
        }
        var looks = history.EnumerateArray().Select(Look).ToList();
        var now = Instant(line, "now") ?? throw new InspectionException("\"now\" is missing; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");
        var isStepwise = line.TryGetProperty("stepwise", out var stepwise) && stepwise.ValueKind == JsonValueKind.True;
        var truth = PriceTruth.Of(looks, now, PriceTruthRule.Usual with { IsStepwise = isStepwise });
        var claim = Claim(line);
        var percent = truth.Standing == PriceStanding.Unknown ? (decimal?)null : truth.TrueDiscountBp / 100m;
        return new DiscountAnswer(
            percent, Text(truth.Low30), Text(truth.Low90), Text(truth.Low365), Text(truth.LowEver), Math.Round(truth.Coverage, 4), Words(truth.Standing), Text(truth.Price), Text(truth.PerPiece),
            truth.Since?.ToUnixTimeSeconds(), truth.DaysKnown, truth.IsConfident, truth.ListPriceRaised, claim is null || percent is null ? null : claim <= percent + 0.5m,
            [.. truth.SetAside.Select(at => at.ToUnixTimeSeconds())]);
    }

    private static PriceObservation Look(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new InspectionException("An entry of \"history\" is not an object.");
        }
        var at = Instant(entry, "at") ?? throw new InspectionException("An entry of \"history\" has no \"at\"; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");
        var quantity = Number(entry, "quantity") ?? 1;
        return new PriceObservation(at, Number(entry, "price") ?? throw new InspectionException("An entry of \"history\" has no \"price\"."))
        {
            Shipping = Number(entry, "shipping") ?? 0,
            Coupon = Number(entry, "coupon") ?? 0,
            InStock = !entry.TryGetProperty("inStock", out var stock) || stock.ValueKind != JsonValueKind.False,
            Quantity = quantity > 0 ? quantity : throw new InspectionException("\"quantity\" is not above 0."),
            ListPrice = Number(entry, "listPrice"),
            IsForSome = entry.TryGetProperty("members", out var members) && members.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>A number, or a text with one: <c>"19.90"</c>.</summary>
    private static decimal? Number(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        decimal number;
        var isRead = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            JsonValueKind.String => decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number),
            _ => throw new InspectionException($"\"{name}\" is not a number."),
        };
        return isRead && number is >= 0 and < 1_000_000_000_000m ? number : throw new InspectionException($"\"{name}\" is not an amount from 0 up, such as \"19.90\".");
    }

    private static DateTimeOffset? Instant(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds is > -62_000_000_000 and < 250_000_000_000)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }
        return (value.ValueKind == JsonValueKind.String ? DateText.Instant(value.GetString()!, TimeSpan.Zero) : null)
            ?? throw new InspectionException($"\"{name}\" is not an instant; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");
    }

    /// <summary>The merchant's claim in percent: <c>50</c>, <c>"50"</c>, <c>"-50%"</c>.</summary>
    private static decimal? Claim(JsonElement line) =>
        !line.TryGetProperty("claim", out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? Math.Abs(number)
        : value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString()!.Trim(' ', '-', '−', '%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var text) ? text
        : throw new InspectionException("\"claim\" is not a percentage, such as 50.");

    private static string? Text(decimal? amount) => amount is { } some ? Math.Round(some, 4).ToString("0.00##", CultureInfo.InvariantCulture) : null;

    private static string Words(PriceStanding standing) => standing switch
    {
        PriceStanding.AllTimeLow => "all-time low",
        PriceStanding.Low90 or PriceStanding.Low30 => "30-day low",
        PriceStanding.AtLow => "at low",
        PriceStanding.AboveLow => "above low",
        _ => "unknown",
    };

    private sealed record DiscountAnswer(
        decimal? TruePercent, string? Low30, string? Low90, string? Low365, string? LowEver, decimal Coverage, string Verdict, string? Price, string? UnitPrice,
        long? Since, int DaysKnown, bool IsConfident, bool ListPriceRaised, bool? ClaimIsTrue, IReadOnlyList<long> SetAside);
}
