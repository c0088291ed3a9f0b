using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Bot.Digests;

/// <summary>Somebody pushes deals, or the best of now, into a group: the same digest, links, text and outbox as the daily one.</summary>
public sealed class GroupPush(Database book, DigestDesk desk, GroupPosts posts)
{
    /// <param name="dealIds">One deal is a post with its picture, several are a list, none means the best of now.</param>
    /// <param name="key">The caller's own: the same key in the same group pushes once.</param>
    public async Task<PushAnswer> PushAsync(long groupId, IReadOnlyList<long> dealIds, string key, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(session => GroupStore.FindAsync(session, groupId), cancellationToken) is not { } group)
        {
            return new PushAnswer(PushOutcome.UnknownGroup);
        }
        if (group.State == GroupState.Paused)
        {
            return new PushAnswer(PushOutcome.GroupPaused);
        }
        if (await desk.PushAsync(groupId, dealIds, key, cancellationToken) is not { } digest)
        {
            return new PushAnswer(PushOutcome.NothingToShow);
        }
        var notice = GroupPosts.Notice(digest.Id);
        if (await book.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, notice), cancellationToken) is not null)
        {
            return new PushAnswer(PushOutcome.PushedBefore, digest.Id, notice);
        }
        return await posts.QueueAsync(group, digest, cancellationToken)
            ? new PushAnswer(PushOutcome.Queued, digest.Id, notice)
            : new PushAnswer(PushOutcome.NotAllowedInChats, digest.Id);
    }
}

/// <param name="DigestId">The kept digest, when there is one.</param>
/// <param name="Notice">The message's name in the outbox.</param>
public sealed record PushAnswer(PushOutcome Outcome, long? DigestId = null, string? Notice = null);

public enum PushOutcome
{
    Queued = 1,

    /// <summary>The key was used before in this group; its post stands.</summary>
    PushedBefore = 2,
    UnknownGroup = 3,

    /// <summary>The bot may not write there at present.</summary>
    GroupPaused = 4,

    /// <summary>No given deal is active.</summary>
    NothingToShow = 5,

    /// <summary>The programmes of the deals forbid links in chats.</summary>
    NotAllowedInChats = 6,
}
