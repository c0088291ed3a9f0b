using Daogou.Core.Members;
using Daogou.Core.Networks;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Digests;

/// <summary>
/// When a deal ends, the posts that show it say so: struck, with the time, without the button. The newest posts first, a few at a time,
/// and not those of long ago: edits spend the same budget as posts. Prices that a network lets live for some hours only are taken out in time.
/// </summary>
public sealed class PostEditor(
    Database book, NetworkCatalog networks, DigestDesk desk, GroupPosts posts, PostText text, IOptions<OutboxOptions> options, TimeProvider time)
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
        foreach (var network in networks.All.Where(network => network.PriceLifeHours is not null))
        {
            var shown = TimeSpan.FromHours(network.PriceLifeHours!.Value) / 2;
            foreach (var post in await book.ReadAsync(
                session => EndedPosts.OldPricesAsync(session, network.Key, now - shown, since - shown, AtOnce), cancellationToken))
            {
                queued += await EditAsync(post, cancellationToken) ? 1 : 0;
            }
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
        var now = time.GetUtcNow();
        var views = (await posts.ViewsAsync(group, digest, cancellationToken))
            .Select(view => now - original.SentAt >= view.PriceLife ? view.WithoutPrice() : view).ToList();
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
