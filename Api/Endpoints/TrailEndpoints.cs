using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Ranking;
using Daogou.Core.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>The chain around any id, both ways.</summary>
internal static class TrailEndpoints
{
    public static void MapTrail(this IEndpointRouteBuilder api) =>
        api.MapGet("/trail/{*id}", WalkAsync).Needs(Scopes.ReportsRead)
            .WithSummary("The chain of one id from its source to the payout; with ?group also why its deal was (not) posted there")
            .WithDescription("id: " + TrailId.Forms);

    private static async Task<Results<Ok<TrailView>, ProblemHttpResult, ValidationProblem>> WalkAsync(
        string id, long? group, TrailWalk walk, CancellationToken cancellationToken)
    {
        if (TrailId.Parse(id) is null)
        {
            return Problems.Field("id", "Accepts one of " + TrailId.Forms);
        }
        return await walk.ForAsync(id, group, cancellationToken) is { } page ? TypedResults.Ok(TrailView.Of(page)) : Problems.NotFound(id);
    }
}

/// <summary>A chain on the wire, its steps in the order from source to payout.</summary>
/// <param name="Id">Where the walk began.</param>
/// <param name="Missing">What could not be found, in both languages.</param>
/// <param name="Why">For the group that was asked about: now first, then its digests, newest first.</param>
public sealed record TrailView(string Id, IReadOnlyList<TrailStepView> Steps, IReadOnlyList<TrailText> Missing, IReadOnlyList<TrailWhyView>? Why)
{
    public static TrailView Of(TrailPage page) =>
        new(page.Id.ToString(), [.. page.Steps.Select(TrailStepView.Of)], page.Missing, page.Why is { } why ? [.. why.Explanations.Select(TrailWhyView.Of)] : null);
}

/// <param name="From">Ids of what it came from, nearer to the source.</param>
/// <param name="To">Ids of what came of it, nearer to the payout.</param>
public sealed record TrailStepView(
    string Id, string Kind, string Title, DateTimeOffset? At, IReadOnlyList<TrailFact> Facts, IReadOnlyList<string> From, IReadOnlyList<string> To)
{
    public static TrailStepView Of(TrailStep step) => new(
        step.Id.ToString(), Wire.Word(step.Id.Kind), step.Title, step.At, step.Facts, [.. step.From.Select(id => id.ToString())], [.. step.To.Select(id => id.ToString())]);
}

/// <param name="StoppedBy">The rule that kept the deal out; null when it was chosen.</param>
public sealed record TrailWhyView(string Slot, string? Digest, DateTimeOffset At, int? Position, string? StoppedBy, string? Words, string Detail, int? Score)
{
    public static TrailWhyView Of(Explanation why) => new(
        why.Slot, why.DigestId is { } digest ? $"digest:{Wire.Id(digest)}" : null, why.At, why.Position, why.Rule is { } rule ? Wire.Word(rule) : null,
        why.Rule is { } word ? RankWords.Of(word, "en") : null, why.Detail, why.Score);
}
