using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Tracked links: make one, see what came of it, stop it. And the clicks, counted and one by one.</summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/links");
        links.MapPost("", CreateAsync).Needs(Scopes.LinksWrite).WithSummary("A tracked link for a deal or a product address");
        links.MapPost("/explain", LinkExplainEndpoint.ExplainAsync).Needs(Scopes.LinksRead).WithSummary("What is recognised in a pasted text: rule, network, product, policy and the link it would make; nothing is written");
        links.MapGet("/{code}", StatsAsync).Needs(Scopes.LinksRead).WithSummary("A link with its clicks: humans, suspects and bots apart");
        links.MapPost("/{code}/stop", StopAsync).Needs(Scopes.LinksWrite).WithSummary("The link leads nowhere any more, with a reason");
    }

    public static void MapClicks(this IEndpointRouteBuilder api) =>
        api.MapGet("/clicks", ClicksAsync).Needs(Scopes.LinksRead).WithSummary("Counted clicks between two days, by day, link, deal or group");

    private static async Task<Results<Created<LinkView>, ProblemHttpResult, ValidationProblem>> CreateAsync(
        LinkRequest request, LinkDesk desk, PublicAddress addresses, CancellationToken cancellationToken)
    {
        var place = new Place(PlaceKind.Api, 0, request.Member ?? 0, request.Group ?? 0);
        LinkAnswer answer;
        if (request.DealId is { Length: > 0 } text)
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var dealId))
            {
                return Problems.Field("dealId", $"'{text}' is not a deal's id.");
            }
            answer = await desk.ForDealAsync(dealId, place, cancellationToken);
        }
        else if (request.Url is { Length: > 0 } url)
        {
            answer = await desk.ForPastedAsync(url, place, cancellationToken);
        }
        else
        {
            return Problems.Field("dealId", "Give a dealId or a url.");
        }
        return answer.Link is { } link
            ? TypedResults.Created($"/api/v1/links/{link.Code}", LinkView.Of(link, desk, addresses))
            : Problems.Refuse(StatusCodes.Status422UnprocessableEntity, Wire.Word(answer.Refusal!.Reason), answer.Refusal.En);
    }

    private static async Task<Results<Ok<LinkStatsView>, ProblemHttpResult>> StatsAsync(
        string code, ClickReports reports, LinkDesk desk, PublicAddress addresses, CancellationToken cancellationToken) =>
        await reports.ForLinkAsync(code, cancellationToken) is { } stats
            ? TypedResults.Ok(new LinkStatsView(LinkView.Of(stats.Link, desk, addresses), ClickCountView.Of(stats.Clicks), [.. stats.Latest.Select(ClickView.Of)]))
            : Problems.NotFound("link with this code");

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> StopAsync(
        string code, ReasonRequest request, LinkDesk desk, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(request.Reason) ? Problems.Field("reason", "Say why; it is shown in the trail.")
        : await desk.StopAsync(code, request.Reason, cancellationToken) ? TypedResults.NoContent()
        : Problems.NotFound("open link with this code");

    private static async Task<Results<Ok<IReadOnlyList<ClickRow>>, ValidationProblem>> ClicksAsync(
        DateOnly? from, DateOnly? to, string? by, ClickReports reports, TimeProvider time, CancellationToken cancellationToken)
    {
        var last = to ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = from ?? last.AddDays(-29);
        if (first > last || last.DayNumber - first.DayNumber > 400)
        {
            return Problems.Field("from", "Accepts a day not after 'to' and at most 400 days before it.");
        }
        IReadOnlyList<ClickRow>? rows = by switch
        {
            null or "day" => Rows(await reports.CountsForDaysAsync(first, last, cancellationToken), day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            "link" => Rows(await reports.CountsForLinksAsync(first, last, cancellationToken), code => code),
            "deal" => Rows(await reports.CountsForDealsAsync(first, last, cancellationToken), Wire.Id),
            "group" => Rows(await reports.CountsForGroupsAsync(first, last, cancellationToken), Wire.Id),
            _ => null,
        };
        return rows is null ? Problems.Field("by", "Accepts day, link, deal or group.") : TypedResults.Ok(rows);
    }

    private static IReadOnlyList<ClickRow> Rows<T>(IReadOnlyList<ClickCountOf<T>> counts, Func<T, string> key) =>
        [.. counts.Select(count => new ClickRow(key(count.Key), count.Humans, count.Suspects, count.Bots))];
}

internal sealed record LinkRequest(string? DealId, string? Url, long? Member, long? Group);

public sealed record LinkView(string Code, string Trail, Uri Url, Uri Inspect, string DealId, string Network, string? ShareText, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    internal static LinkView Of(TrackedLink link, LinkDesk desk, PublicAddress addresses) => new(
        link.Code, $"link:{link.Code}", desk.PostedAddress(link), addresses.Inspect(link.Code), Wire.Id(link.DealId), link.Network, link.ShareText, link.CreatedAt, link.DisabledAt);
}

public sealed record ClickCountView(long Humans, long Suspects, long Bots)
{
    public static ClickCountView Of(ClickCount count) => new(count.Humans, count.Suspects, count.Bots);
}

public sealed record ClickRow(string Key, long Humans, long Suspects, long Bots);

public sealed record ClickView(string Trail, DateTimeOffset At, string Verdict, string Reasons, string? AgentFamily, string? ReferrerHost)
{
    public static ClickView Of(Click click) =>
        new($"click:{click.Ordinal}", click.At, Wire.Word(click.Verdict), click.Reasons, click.AgentFamily, click.ReferrerHost);
}

public sealed record LinkStatsView(LinkView Link, ClickCountView Clicks, IReadOnlyList<ClickView> Latest);
