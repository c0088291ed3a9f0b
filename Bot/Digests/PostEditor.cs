using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Digests;

/// <summary>
/// When a deal ends, the posts that show it say so: struck, with the time, without the button. The newest posts first, a few at a time,
/// and not those of long ago: edits spend the same budget as posts.
/// </summary>
public sealed class PostEditor(Database book, DigestDesk desk, GroupPosts posts, PostText text, IOptions<OutboxOptions> options, TimeProvider time)
{
    private const int AtOnce = 20;

    /// <summary>The number of edits queued.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now.AddDays(-options.Value.EditDays);
        var queued = 0;
        foreach (var post in await book.ReadAsync(session => EndedPosts.ListAsync(session, now, since, AtOnce), cancellationToken))
        {
            queued += await EditAsync(post, cancellationToken) ? 1 : 0;
        }
        return queued;
    }

    private async Task<bool> EditAsync(EndedPost post, CancellationToken cancellationToken)
    {
        var original = await book.ReadAsync(session => OutboxStore.FindAsync(session, post.MessageId), cancellationToken);
        if (original is null || await desk.LoadAsync(post.DigestId, cancellationToken) is not { } digest
            || await book.ReadAsync(session => GroupStore.FindAsync(session, digest.GroupId), cancellationToken) is not { } group)
        {
            return false;
        }
        var views = await posts.ViewsAsync(group, digest, cancellationToken);
        var now = time.GetUtcNow();
        var edit = new OutboxMessage
        {
            Notice = post.Notice,
            Channel = original.Channel,
            Chat = original.Chat,
            Topic = original.Topic,
            Kind = MessageKind.Edit,
            Body = text.Body(group, digest, views) with { PhotoUrl = original.Content.PhotoUrl },
            GroupId = group.Id,
            DigestId = digest.Id,
            DealId = original.DealId,
            EditOf = post.PlatformId,
            ExpiresAt = now.AddDays(1),
        };
        return await book.WriteAsync(session => OutboxStore.QueueAsync(session, edit, now), cancellationToken);
    }
}
