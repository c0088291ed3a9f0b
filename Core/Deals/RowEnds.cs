using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>Rows of a source that is never read as a whole: each is seen again, or no longer listed, by itself.</summary>
public static class RowEnds
{
    /// <summary>The rows were seen again as they are.</summary>
    public static async Task TouchAsync(Session session, long sourceId, IEnumerable<string> keys, long generation, DateTimeOffset now)
    {
        foreach (var key in keys)
        {
            await FeedItemStore.TouchKeyAsync(session, sourceId, key, generation, now);
        }
    }

    /// <summary>Ends the deals of rows that are no longer listed; what another row still lists goes over to it. Returns how many ended.</summary>
    public static async Task<int> EndAsync(Session session, long sourceId, IEnumerable<string> keys, DateTimeOffset now)
    {
        var ended = 0;
        foreach (var key in keys)
        {
            if (await FeedItemStore.SetAsideAsync(session, sourceId, key) is not { } id)
            {
                continue;
            }
            if (await FeedItemStore.FindOtherAsync(session, id, sourceId, generation: 1, now - DealBatch.Fresh) is { } other)
            {
                await DealStore.HandOverAsync(session, id, other.SourceId, other.Id);
                await FeedItemStore.ForgetHashAsync(session, other.SourceId, other.Id);
            }
            else
            {
                ended += await DealStore.MoveAsync(session, id, DealState.Active, DealState.Ended, StateReasons.NotListed, now) ? 1 : 0;
            }
        }
        return ended;
    }
}
