using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Crawler.Inspect;

namespace Daogou.Api.Endpoints;

/// <summary>What the parsers see: JSON Lines in the body, JSON Lines in the answer.</summary>
internal static class InspectEndpoints
{
    private const string Lines = "application/x-ndjson";
    private const long MostBytes = 64 << 20;

    public static void MapInspect(this IEndpointRouteBuilder api) =>
        api.MapPost("/inspect/{kind}", InspectAsync).Needs(Scopes.SourcesRead).Accepts<string>(Lines).Produces<string>(StatusCodes.Status200OK, Lines)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes))
            .WithSummary("What a parser makes of each line: " + string.Join(", ", Inspections.All.Select(inspection => inspection.Kind)));

    private static async Task<IResult> InspectAsync(string kind, HttpContext http)
    {
        if (Inspections.Find(kind) is not { } inspection)
        {
            return Problems.NotFound("such kind; known are " + string.Join(", ", Inspections.All.Select(known => known.Kind)));
        }
        http.Response.ContentType = Lines;
        await InspectLines.RunAsync(inspection, http.Request.Body, http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }
}
