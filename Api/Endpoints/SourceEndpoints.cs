using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Sources with their health; fetch one now.</summary>
internal static class SourceEndpoints
{
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources");
        sources.MapGet("", ListAsync).Needs(Scopes.SourcesRead).WithSummary("The sources of the settings with their health");
        sources.MapGet("/{key}", FindAsync).Needs(Scopes.SourcesRead).WithSummary("One source");
        sources.MapPost("/{key}/run", RunAsync).Needs(Scopes.SourcesWrite).WithSummary("Fetch a source within seconds");
    }

    private static async Task<Ok<PageOf<SourceView>>> ListAsync(Database book, CancellationToken cancellationToken)
    {
        var sources = await book.ReadAsync(SourceStore.ListAsync, cancellationToken);
        return TypedResults.Ok(new PageOf<SourceView>([.. sources.Select(SourceView.Of)], null));
    }

    private static async Task<Results<Ok<SourceView>, ProblemHttpResult>> FindAsync(string key, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => SourceStore.FindAsync(session, key), cancellationToken) is { } source
            ? TypedResults.Ok(SourceView.Of(source))
            : Problems.NotFound("source with this key");

    private static async Task<Results<Accepted, ProblemHttpResult>> RunAsync(string key, Database book, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await book.WriteAsync(session => SourceStore.MarkDueAsync(session, key, now), cancellationToken) > 0
            ? TypedResults.Accepted($"/api/v1/sources/{Uri.EscapeDataString(key)}")
            : Problems.NotFound("source with this key that is enabled");
    }
}

/// <summary>A source on the wire. Its settings stay on the server: they may name secrets.</summary>
/// <param name="Rows">Rows that its last full document held.</param>
public sealed record SourceView(
    string Trail, string Key, string Name, string Kind, string Health, bool Enabled, int EverySeconds, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastRunAt,
    DateTimeOffset NextDueAt, string? LastMessage, long Rows)
{
    public static SourceView Of(Source source) => new(
        "source:" + source.SourceKey, source.SourceKey, source.Name, Wire.Word(source.Kind), Wire.Word(source.Health), source.Enabled, source.EverySeconds, source.LastSuccessAt,
        source.LastRunAt, source.NextDueAt, source.LastMessage, source.GenerationRows);
}
