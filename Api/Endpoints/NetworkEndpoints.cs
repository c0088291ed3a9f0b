using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Policies;
using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>The networks: how they are doing, a test of the account, a window of orders read again.</summary>
internal static class NetworkEndpoints
{
    public static void MapNetworks(this IEndpointRouteBuilder api)
    {
        var networks = api.MapGroup("/networks");
        networks.MapGet("", ListAsync).Needs(Scopes.NetworksRead).WithSummary("The networks of the settings: mode, policy, readings, quota");
        networks.MapGet("/{key}", FindAsync).Needs(Scopes.NetworksRead).WithSummary("One network");
        networks.MapPost("/{key}/test", TestAsync).Needs(Scopes.NetworksWrite).WithSummary("Ask the platform whether the account works");
        networks.MapPost("/{key}/pull", PullAsync).Needs(Scopes.NetworksWrite).WithSummary("Read a window of its orders again");
    }

    private static async Task<Ok<PageOf<NetworkView>>> ListAsync(NetworkDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<NetworkView>([.. (await desk.ListAsync(cancellationToken)).Select(NetworkView.Of)], null));

    private static async Task<Results<Ok<NetworkView>, ProblemHttpResult>> FindAsync(string key, NetworkDesk desk, CancellationToken cancellationToken) =>
        await desk.FindAsync(key, cancellationToken) is { } status ? TypedResults.Ok(NetworkView.Of(status)) : Problems.NotFound("network with this key");

    private static async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> TestAsync(string key, NetworkDesk desk, CancellationToken cancellationToken) =>
        await desk.TestAsync(key, cancellationToken) is { } answer ? TypedResults.Ok(new ConnectionView(answer.IsGood, answer.En)) : Problems.NotFound("network with this key");

    private static async Task<Results<Ok<PullView>, ProblemHttpResult>> PullAsync(
        string key, PullRequest request, OrderPull pull, NetworkCatalog networks, Database book, HttpContext http, TimeProvider time, CancellationToken cancellationToken)
    {
        if (networks.Find(key) is null)
        {
            return Problems.NotFound("network with this key");
        }
        var answer = await pull.RunAsync(key, request.From, request.To, cancellationToken);
        if (answer.Taken is not { } taken)
        {
            return Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "pull_refused", answer.En!);
        }
        await book.WriteAsync(
            session => AuditStore.WriteAsync(session, http.User.Actor(), "network.pull", "network:" + key, $"{request.From:u} to {request.To:u}: {answer.In("en")}", time.GetUtcNow()), cancellationToken);
        return TypedResults.Ok(new PullView(answer.IsWhole, taken.Taken, taken.Unchanged, taken.Refused.Count, answer.En));
    }
}

/// <param name="From">UTC, inclusive.</param>
/// <param name="To">UTC, exclusive.</param>
internal sealed record PullRequest(DateTimeOffset From, DateTimeOffset To);

/// <param name="Good">The account may do what is needed of it.</param>
/// <param name="Answer">What the platform really said, and what to do.</param>
public sealed record ConnectionView(bool Good, string Answer);

/// <param name="Whole">The whole window was read; else <paramref name="Problem"/> says why not.</param>
public sealed record PullView(bool Whole, int New, int Known, int Refused, string? Problem);

/// <summary>A network on the wire.</summary>
/// <param name="Mode"><c>token</c>, <c>linkToken</c>, <c>slot</c> or <c>channel</c>: how it tells whose click an order came from.</param>
/// <param name="Trust">How far that is trusted, 0 to 100.</param>
/// <param name="Can">What it can do besides: <c>links</c>, <c>orders</c>, <c>test</c>, <c>offers</c>, <c>readsTokens</c>, <c>makesTokens</c>.</param>
/// <param name="OfferLists">Lists that a source can name.</param>
/// <param name="LagSeconds">How far its readings are behind at most; null while nothing was read.</param>
public sealed record NetworkView(
    string Key, string Name, string Mode, int Trust, IReadOnlyList<string> Can, IReadOnlyList<ProgrammeView> Programmes, IReadOnlyList<ListingView> Readings, QuotaView? Quota, SlotsView? Slots,
    IReadOnlyList<OfferListView> OfferLists, long? LagSeconds)
{
    public static NetworkView Of(NetworkStatus status) => new(
        status.Network.Key, status.Network.Name, Wire.Word(status.Network.Mode), status.Trust, Abilities(status.Network), [.. status.Programmes.Select(ProgrammeView.Of)],
        [.. status.Listings.Select(listing => ListingView.Of(listing, status.At))], QuotaView.Of(status.Quota),
        status.Slots is { } slots ? new SlotsView(slots.Slots, status.AllSlots, slots.Links, slots.Crowded) : null,
        status.Network is IOfferLister lister ? [.. lister.OfferLists.Select(list => new OfferListView(list.Key, list.TakesWords, list.Options))] : [],
        (long?)status.Lag?.TotalSeconds);

    private static IReadOnlyList<string> Abilities(INetwork network) =>
    [
        .. new[]
        {
            (network is ILinkMaker, "links"), (network is IOrderSource { Plan: not null }, "orders"), (network is IConnectionCheck, "test"), (network is IOfferLister, "offers"),
            (network is ITokenReader, "readsTokens"), (network is ITokenMaker, "makesTokens"),
        }.Where(pair => pair.Item1).Select(pair => pair.Item2),
    ];
}

/// <param name="Policy">The name of what is known of its rules; empty for nothing.</param>
/// <param name="Rules">A line for each matter, with on whose word it is so.</param>
public sealed record ProgrammeView(
    string Merchant, IReadOnlyList<string> Hosts, int? CommissionBp, bool AllowsRebate, bool AllowsChat, bool AllowsRedirect, int? PriceLifeHours, string Policy, IReadOnlyList<string> Rules)
{
    public static ProgrammeView Of(Programme programme) => new(
        programme.Merchant, programme.Hosts, programme.CommissionBp, programme.AllowsRebate, programme.AllowsChat, programme.AllowsRedirect, programme.PriceLifeHours, programme.Policy.Key,
        [.. PolicyWords.Of(programme, "en").Select(line => $"{line.What}: {line.Why}")]);
}

/// <param name="ReadTo">Everything updated before this instant is in.</param>
/// <param name="Failures">In a row.</param>
public sealed record ListingView(string Name, int EverySeconds, DateTimeOffset? ReadTo, long? LagSeconds, DateTimeOffset? LastRunAt, DateTimeOffset? LastSuccessAt, DateTimeOffset? NextDueAt, int Failures, string? Message)
{
    public static ListingView Of(ListingStatus listing, DateTimeOffset now) => new(
        listing.Name, (int)listing.Plan.Every.TotalSeconds, listing.State?.Watermark, (long?)listing.LagAt(now)?.TotalSeconds, listing.State?.LastRunAt, listing.State?.LastSuccessAt,
        listing.State?.NextDueAt, listing.State?.Rung ?? 0, listing.State?.LastMessage);
}

/// <summary>Calls of the answering process alone.</summary>
public sealed record QuotaView(long CallsToday, DateTimeOffset? ClosedUntil, string? LastFault, DateTimeOffset? LastFaultAt)
{
    public static QuotaView? Of(PlatformState? state) => state is null ? null : new(state.CallsToday, state.ClosedUntil, state.LastFault, state.LastFaultAt);
}

/// <param name="InUse">Slots that rest for a link that was handed out lately.</param>
/// <param name="Crowded">Of the links those that had to share.</param>
public sealed record SlotsView(long InUse, int Total, long Links, long Crowded);

public sealed record OfferListView(string Key, bool TakesWords, IReadOnlyDictionary<string, string> Options);
