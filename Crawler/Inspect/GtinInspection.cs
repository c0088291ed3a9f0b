using System.Text.Json;
using Daogou.Core.Catalog;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"value"}</c> to what number of goods it is.</summary>
internal sealed class GtinInspection : IInspection
{
    public string Kind => "gtin";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var read = Gtin.Read(OfferLine.Text(line, "value") ?? throw new InspectionException("\"value\" is missing; give a text or a number."));
        // One word each, as GS1 writes them.
        return new { Kind = read.Kind?.ToString().ToLowerInvariant(), Gtin14 = read.Normal, Valid = read.IsValid };
    }
}
