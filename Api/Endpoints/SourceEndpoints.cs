using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Sources with their health; fetch one now.</summary>
internal static class SourceEndpoints
{
    private const int RunsShown = 100;

    public static void MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources");
        sources.MapGet("", ListAsync).Needs(Scopes.SourcesRead).WithSummary("The sources of the settings with their health");
        sources.MapGet("/{key}", FindAsync).Needs(Scopes.SourcesRead).WithSummary("One source");
        sources.MapGet("/{key}/runs", RunsAsync).Needs(Scopes.SourcesRead).WithSummary("The last runs of a source, the newest first");
        sources.MapPost("/{key}/run", RunAsync).Needs(Scopes.SourcesWrite).WithSummary("Fetch a source within seconds");
    }

    private static async Task<Ok<PageOf<SourceView>>> ListAsync(Database book, CancellationToken cancellationToken)
    {
        var (sources, runs, troubles) = await book.ReadAsync(
            async session => (await SourceStore.ListAsync(session), await SourceRunStore.LastOfEachAsync(session), await SourceTroubleStore.OpenAsync(session)), cancellationToken);
        var views = from source in sources
                    select SourceView.Of(source, runs.FirstOrDefault(run => run.SourceId == source.Id), troubles.FirstOrDefault(trouble => trouble.SourceId == source.Id));
        return TypedResults.Ok(new PageOf<SourceView>([.. views], null));
    }

    private static async Task<Results<Ok<SourceView>, ProblemHttpResult>> FindAsync(string key, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(
            async session => await SourceStore.FindAsync(session, key) is { } source
                ? SourceView.Of(source, await SourceRunStore.LatestAsync(session, source.Id, 1) is [var run, ..] ? run : null, await SourceTroubleStore.FindOpenAsync(session, source.Id))
                : null,
            cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.NotFound("source with this key");

    private static async Task<Results<Ok<PageOf<SourceRunView>>, ProblemHttpResult>> RunsAsync(string key, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(
            async session => await SourceStore.FindAsync(session, key) is { } source ? await SourceRunStore.LatestAsync(session, source.Id, RunsShown) : null, cancellationToken) is { } runs
            ? TypedResults.Ok(new PageOf<SourceRunView>([.. runs.Select(SourceRunView.Of)], null))
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
/// <param name="Rung">How far up the ladder of waiting failures have led; 0: polled as its setting says.</param>
/// <param name="Trouble">What is wrong with it, of which the operator's chat was told; null: nothing.</param>
public sealed record SourceView(
    string Trail, string Key, string Name, string Kind, string Health, bool Enabled, int EverySeconds, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastRunAt,
    DateTimeOffset NextDueAt, string? LastMessage, long Rows, int Rung, SourceTroubleView? Trouble, SourceRunView? LastRun)
{
    public static SourceView Of(Source source, SourceRun? run, SourceTrouble? trouble) => new(
        "source:" + source.SourceKey, source.SourceKey, source.Name, Wire.Word(source.Kind), Wire.Word(source.Health), source.Enabled, source.EverySeconds, source.LastSuccessAt,
        source.LastRunAt, source.NextDueAt, source.LastMessage, source.GenerationRows, source.Rung, SourceTroubleView.Of(trouble), run is null ? null : SourceRunView.Of(run));
}
