using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Pairs of deals that may be one product, and what is said of them.</summary>
internal static class MatchEndpoints
{
    private const int MostTaken = 200;

    public static void MapMatches(this IEndpointRouteBuilder api)
    {
        var matches = api.MapGroup("/matches");
        matches.MapGet("", ListAsync).Needs(Scopes.DealsRead).WithSummary("Pairs of deals that may be one product, the surest first");
        matches.MapPost("/{first:long}/{second:long}/merge", MergeAsync).Needs(Scopes.DealsWrite).WithSummary("Two deals are one product");
        matches.MapPost("/{first:long}/{second:long}/never", NeverAsync).Needs(Scopes.DealsWrite).WithSummary("Two deals are two products, now and later");
        matches.MapPost("/{deal:long}/split", SplitAsync).Needs(Scopes.DealsWrite).WithSummary("Take a deal out of its product");
    }

    private static async Task<Results<Ok<IReadOnlyList<MatchView>>, ValidationProblem>> ListAsync(int? limit, ProductDesk desk, CancellationToken cancellationToken) =>
        limit is < 1 or > MostTaken
            ? Problems.Field("limit", $"Accepts 1 to {MostTaken}.")
            : TypedResults.Ok<IReadOnlyList<MatchView>>([.. (await desk.WaitingAsync(limit ?? 50, cancellationToken)).Select(MatchView.Of)]);

    private static async Task<Results<NoContent, ProblemHttpResult>> MergeAsync(long first, long second, HttpContext http, ProductDesk desk, CancellationToken cancellationToken) =>
        Answer(await desk.MergeAsync(first, second, http.User.Actor(), cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> NeverAsync(long first, long second, HttpContext http, ProductDesk desk, CancellationToken cancellationToken) =>
        Answer(await desk.NeverAsync(first, second, http.User.Actor(), cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> SplitAsync(long deal, HttpContext http, ProductDesk desk, CancellationToken cancellationToken) =>
        Answer(await desk.SplitAsync(deal, http.User.Actor(), cancellationToken));

    private static Results<NoContent, ProblemHttpResult> Answer(bool done) => done
        ? TypedResults.NoContent()
        : Problems.Refuse(StatusCodes.Status409Conflict, "not_changed", "A deal is not placed yet, is alone in its product, or was kept apart by a person.");
}

/// <summary>A pair that waits. <c>Score</c> is how likely they are one product.</summary>
public sealed record MatchView(DealView First, DealView Second, decimal Score, string Reason, IReadOnlyList<string> Vetoes, DateTimeOffset FoundAt)
{
    public static MatchView Of(PairToJudge pair) => new(DealView.Of(pair.First), DealView.Of(pair.Second), pair.Pair.ScoreBp / 10_000m, pair.Pair.Reason, pair.Vetoes, pair.Pair.FoundAt);
}
