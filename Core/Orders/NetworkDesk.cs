using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>How the networks are doing, for an operator: each reading's place, the platform's patience, slots, programmes.</summary>
public sealed class NetworkDesk(Database book, NetworkCatalog networks, TimeProvider time)
{
    /// <summary>Programmes of one network that are told.</summary>
    public const int MostProgrammes = 200;

    public async Task<IReadOnlyList<NetworkStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var states = await book.ReadAsync(OrderSyncStore.ListAsync, cancellationToken);
        var all = new List<NetworkStatus>();
        foreach (var network in networks.All)
        {
            all.Add(await StatusAsync(network, states, cancellationToken));
        }
        return all;
    }

    public async Task<NetworkStatus?> FindAsync(string key, CancellationToken cancellationToken) =>
        networks.Find(key) is { } network ? await StatusAsync(network, await book.ReadAsync(OrderSyncStore.ListAsync, cancellationToken), cancellationToken) : null;

    /// <summary>Asks the platform whether the account works; null when there is no such network.</summary>
    public async Task<ConnectionAnswer?> TestAsync(string key, CancellationToken cancellationToken) => networks.Find(key) switch
    {
        null => null,
        IConnectionCheck check => await check.CheckConnectionAsync(cancellationToken),
        var other => new ConnectionAnswer(false, $"{other.Name} 没有可测试的接口；下一次拉取会说明一切。", $"{other.Name} has nothing to test with; its next pull will tell."),
    };

    private async Task<NetworkStatus> StatusAsync(INetwork network, IReadOnlyList<SyncState> states, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var slots = network is ISlotNetwork pool
            ? (await book.ReadAsync(session => SlotLeaseStore.UseSinceAsync(session, pool.Key, now - pool.SlotRules.Rest), cancellationToken), pool.Slots.Count)
            : ((SlotUse, int)?)null;
        return new NetworkStatus(
            network,
            [.. OrderSync.ListingsOf(network).Select(listing => new ListingStatus(listing.Name, listing.Plan, states.FirstOrDefault(state => state.Network == listing.Name)))],
            (network as IPlatformState)?.State,
            slots?.Item1, slots?.Item2 ?? 0,
            [.. network.Programmes.Take(MostProgrammes).Select(programme => networks.Narrow(network, programme))],
            networks.TrustIn(network), now);
    }
}

/// <param name="Quota">Of this process; null where the network does not count.</param>
/// <param name="Slots">Slots whose links were handed out so lately that they rest; null where it has none.</param>
/// <param name="AllSlots">All of them.</param>
/// <param name="Programmes">As their policies allow, the first of them.</param>
/// <param name="Trust">How far its attribution is trusted, 0 to 100.</param>
public sealed record NetworkStatus(
    INetwork Network, IReadOnlyList<ListingStatus> Listings, PlatformState? Quota, SlotUse? Slots, int AllSlots, IReadOnlyList<Programme> Programmes, int Trust, DateTimeOffset At)
{
    /// <summary>The longest that a reading is behind now; null while nothing was read.</summary>
    public TimeSpan? Lag => Listings.Select(listing => listing.LagAt(At)).Max();

    /// <summary>The last failures, of readings that still fail and of calls.</summary>
    public IReadOnlyList<(string Where, string Words, DateTimeOffset? At)> Faults =>
    [
        .. Listings.Where(listing => listing.IsFailing).Select(listing => (listing.Name, listing.State!.LastMessage ?? "?", listing.State.LastRunAt)),
        // What a reading failed at is told once.
        .. Quota is { LastFault: { } words } && Listings.All(listing => !listing.IsFailing || listing.State!.LastMessage != words) ? [("calls", words, Quota.LastFaultAt)] : Array.Empty<(string, string, DateTimeOffset?)>(),
    ];
}

/// <summary>One reading of a network's orders.</summary>
/// <param name="State">Null before the first poll.</param>
public sealed record ListingStatus(string Name, PollPlan Plan, SyncState? State)
{
    public bool IsFailing => State is { Rung: > 0 };

    public TimeSpan? LagAt(DateTimeOffset now) => State?.Watermark is { } read ? now - read : null;

    /// <summary>Failing, or much further behind than its pace explains.</summary>
    public bool IsBehind(DateTimeOffset now) => IsFailing || LagAt(now) > (3 * Plan.Every) + TimeSpan.FromMinutes(5);
}
