using System.Globalization;
using Daogou.Bot.Deals;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Bot.Digests;

/// <summary>From a kept digest to its one message in the outbox: a tracked link for each pick, then the text, under one notice for ever.</summary>
public sealed partial class GroupPosts(
    Database book, LinkDesk links, DealCards cards, PostText text, OutboxSignal signal, TimeProvider time, ILogger<GroupPosts> logger)
{
    private static readonly TimeSpan WorthSendingFor = TimeSpan.FromHours(12);

    public static string Notice(long digestId) => "digest:" + digestId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Queues the digest's message; false when every pick's programme forbids a link in a chat.</summary>
    public async Task<bool> QueueAsync(Group group, Digest digest, CancellationToken cancellationToken)
    {
        var views = await ViewsAsync(group, digest, cancellationToken);
        if (!views.Any(view => view.Buy is not null))
        {
            LogNothingAllowed(digest.Id, group.Id);
            return false;
        }
        var now = time.GetUtcNow();
        var from = AfterQuiet(group, now);
        var message = new OutboxMessage
        {
            Notice = Notice(digest.Id),
            Channel = group.Channel,
            Chat = group.ExternalId,
            Topic = group.Topic,
            Kind = PostText.IsSingle(digest) ? MessageKind.Deal : MessageKind.Digest,
            Body = text.Body(group, digest, views),
            GroupId = group.Id,
            DigestId = digest.Id,
            DealId = PostText.IsSingle(digest) ? digest.Picks[0].Deal.Id : null,
            NotBefore = from,
            ExpiresAt = Earliest(from + WorthSendingFor, PostText.IsSingle(digest) ? digest.Picks[0].Deal.EndsAt : null),
        };
        await book.WriteAsync(session => OutboxStore.QueueAsync(session, message, now), cancellationToken);
        signal.Wake();
        return true;
    }

    /// <summary>The picks with the group's links; those whose programme forbids links in chats are left out. What is over needs none.</summary>
    public async Task<IReadOnlyList<DealView>> ViewsAsync(Group group, Digest digest, CancellationToken cancellationToken)
    {
        var views = new List<DealView>();
        foreach (var pick in digest.Picks)
        {
            var view = DealView.Of(pick);
            if (!view.IsOver(time.GetUtcNow()))
            {
                view = cards.With(view, await links.ForDealAsync(pick.Deal.Id, Place.Digest(digest.Id, group.Id), cancellationToken), group.Language, isPrivate: false);
            }
            if (view.IsOver(time.GetUtcNow()) || view.Buy is not null)
            {
                views.Add(view);
            }
        }
        return views;
    }

    /// <summary>At once, or the end of the group's quiet hours.</summary>
    private static DateTimeOffset AfterQuiet(Group group, DateTimeOffset now)
    {
        if (!DigestSlots.IsQuiet(group, now) || group.QuietTo is not { } minute || DigestSlots.Zone(group.Zone) is not { } zone)
        {
            return now;
        }
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var end = DigestSlots.Instant(zone, today, minute);
        return end > now ? end : DigestSlots.Instant(zone, today.AddDays(1), minute);
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other) => other is { } sooner && sooner < one ? sooner : one;

    [LoggerMessage(LogLevel.Warning, "Digest {DigestId} of group {GroupId} was not posted: no programme of its deals allows links in chats")]
    private partial void LogNothingAllowed(long digestId, long groupId);
}
