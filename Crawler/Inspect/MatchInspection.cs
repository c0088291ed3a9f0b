using System.Text.Json;
using Daogou.Core.Catalog;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"a": offer, "b": offer}</c> to whether they are one product; the same when they are swapped.</summary>
internal sealed class MatchInspection : IInspection
{
    public string Kind => "match";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var verdict = ProductMatch.Compare(Side(line, "a"), Side(line, "b"));
        return new { Same = verdict.Decision == MatchDecision.Same, verdict.Decision, Score = Math.Round(verdict.Score, 4), verdict.Reason, verdict.Vetoes };
    }

    private static CatalogOffer Side(JsonElement line, string name) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var side) && side.ValueKind == JsonValueKind.Object
            ? OfferLine.Read(side)
            : throw new InspectionException($"\"{name}\" is missing; give an offer with at least a title.");
}
