using Daogou.Core.Storage;

namespace Daogou.Core.Outbox;

/// <summary>Updates of channels that were taken, so that one that comes twice is answered once.</summary>
public static class InboxStore
{
    /// <summary>Notes an update as taken; false when it was before.</summary>
    public static async Task<bool> TakeAsync(Session session, string channel, long updateId, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "INSERT INTO updates_taken (channel, update_id, taken_at) VALUES (@Channel, @UpdateId, @Now) ON CONFLICT (channel, update_id) DO NOTHING",
            new { Channel = channel, UpdateId = updateId, Now = now }) == 1;

    public static async Task<bool> WasTakenAsync(Session session, string channel, long updateId) =>
        await session.FindAsync<long?>(
            "SELECT update_id FROM updates_taken WHERE channel = @Channel AND update_id = @UpdateId",
            new { Channel = channel, UpdateId = updateId }) is not null;

    /// <summary>Forgets updates that no channel repeats any more.</summary>
    public static Task<int> ForgetAsync(Session session, string channel, DateTimeOffset before) =>
        session.ExecuteAsync(
            "DELETE FROM updates_taken WHERE channel = @Channel AND taken_at < @Before", new { Channel = channel, Before = before });
}
