using Daogou.Bot.Channels;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Bot.Digests;

/// <summary>Builds the digests that are due and queues their messages. A digest that was kept but not queued before a crash is queued now.</summary>
public sealed partial class DigestPoster(Database book, DigestDesk desk, GroupPosts posts, IEnumerable<IChannel> channels, TimeProvider time, ILogger<DigestPoster> logger)
{
    /// <summary>Older ones are not worth catching up with.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromHours(4);

    /// <summary>Digests of which nothing may be posted; said once, not at every tick.</summary>
    private readonly HashSet<long> _unpostable = [];

    /// <summary>The number of posts queued.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var groupId in await desk.DueGroupsAsync(cancellationToken))
        {
            await CountPeopleAsync(groupId, cancellationToken);
            if (await desk.BuildDueAsync(groupId, cancellationToken) is not { Picks.Count: > 0 })
            {
                LogNothingToSay(groupId);
            }
        }
        var queued = 0;
        foreach (var digestId in (await UnpostedAsync(cancellationToken)).Where(id => !_unpostable.Contains(id)))
        {
            if (await PostAsync(digestId, cancellationToken))
            {
                queued++;
            }
            else
            {
                _unpostable.Add(digestId);
            }
        }
        return queued;
    }

    /// <summary>Once a digest: so that its pick can say how many of how many are expected to open it.</summary>
    private async Task CountPeopleAsync(long groupId, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(session => GroupStore.FindAsync(session, groupId), cancellationToken) is { } group
            && channels.FirstOrDefault(channel => channel.Name == group.Channel) is { } channel
            && await channel.PeopleAsync(group.ExternalId, cancellationToken) is { } people && people != group.People)
        {
            await book.WriteAsync(session => GroupStore.CountPeopleAsync(session, groupId, people), cancellationToken);
        }
    }

    private async Task<bool> PostAsync(long digestId, CancellationToken cancellationToken)
    {
        if (await desk.LoadAsync(digestId, cancellationToken) is not { } digest
            || await book.ReadAsync(session => GroupStore.FindAsync(session, digest.GroupId), cancellationToken) is not { State: GroupState.Active } group)
        {
            return false;
        }
        return await posts.QueueAsync(group, digest, cancellationToken);
    }

    private Task<IReadOnlyList<long>> UnpostedAsync(CancellationToken cancellationToken) =>
        book.ReadAsync<IReadOnlyList<long>>(
            async session =>
            {
                var unposted = new List<long>();
                foreach (var digest in await DigestStore.WithPicksSinceAsync(session, time.GetUtcNow() - CatchUp))
                {
                    if (await OutboxStore.FindByNoticeAsync(session, GroupPosts.Notice(digest.Id)) is null)
                    {
                        unposted.Add(digest.Id);
                    }
                }
                return unposted;
            },
            cancellationToken);

    [LoggerMessage(LogLevel.Information, "Group {GroupId}: nothing worth posting in this slot")]
    private partial void LogNothingToSay(long groupId);
}
