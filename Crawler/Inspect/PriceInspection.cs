using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Inspect;

/// <summary>The price in a text: <c>{text, currencyHint?, decimal?, locale?}</c>.</summary>
public sealed class PriceInspection : IInspection
{
    public string Kind => "price";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var seen = PriceText.Look(
            InspectionLine.Required(line, "text"),
            InspectionLine.Optional(line, "currencyHint"),
            InspectionLine.Optional(line, "locale"),
            InspectionLine.Optional(line, "decimal"));
        return new PriceAnswer(seen.Amount?.ToString(CultureInfo.InvariantCulture), seen.Currency, seen.Symbol, seen.Confidence);
    }

    private sealed record PriceAnswer(string? Amount, string? Currency, string? Symbol, decimal Confidence);
}
