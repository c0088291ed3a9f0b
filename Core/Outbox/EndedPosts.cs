using Daogou.Core.Storage;

namespace Daogou.Core.Outbox;

/// <summary>A sent post that shows a deal which is over and does not say so yet.</summary>
public sealed record EndedPost
{
    public required long MessageId { get; init; }

    public required long DigestId { get; init; }

    public required string PlatformId { get; init; }

    /// <summary>Names the edit by which of its deals are over, so that each further end is one more edit and no end is edited twice.</summary>
    public required string Notice { get; init; }
}

/// <summary>Reads which posts must be edited because a deal of theirs ended.</summary>
public static class EndedPosts
{
    /// <summary>The newest first, as far back as <paramref name="since"/>.</summary>
    public static Task<IReadOnlyList<EndedPost>> ListAsync(Session session, DateTimeOffset now, DateTimeOffset since, int limit) =>
        session.QueryAsync<EndedPost>(
            """
            SELECT message_id, digest_id, platform_id, notice FROM (
                SELECT message.id AS message_id, message.digest_id, message.platform_id, message.sent_at,
                       'edit:' || CAST(message.id AS TEXT) || ':' || CAST(CAST(SUM(deal.id % 1000000007) AS BIGINT) AS TEXT) AS notice
                FROM messages message
                JOIN digest_picks pick ON pick.digest_id = message.digest_id
                JOIN deals deal ON deal.id = pick.deal_id
                WHERE message.state = @Sent AND message.edit_of IS NULL AND message.platform_id IS NOT NULL
                  AND message.kind IN (4, 5) AND message.sent_at >= @Since
                  AND (deal.state IN (3, 4) OR deal.ends_at <= @Now)
                GROUP BY message.id, message.digest_id, message.platform_id, message.sent_at) ended
            WHERE NOT EXISTS (SELECT 1 FROM messages edit WHERE edit.notice = ended.notice)
            ORDER BY sent_at DESC LIMIT @Limit
            """,
            new { MessageState.Sent, Now = now, Since = since, Limit = limit });

    /// <summary>Posts with links of a network, sent before <paramref name="before"/>, whose prices were not taken out yet; the oldest first.</summary>
    public static Task<IReadOnlyList<EndedPost>> OldPricesAsync(Session session, string network, DateTimeOffset before, DateTimeOffset since, int limit) =>
        session.QueryAsync<EndedPost>(
            """
            SELECT message.id AS message_id, message.digest_id, message.platform_id, 'price:' || CAST(message.id AS TEXT) AS notice
            FROM messages message
            WHERE message.state = @Sent AND message.edit_of IS NULL AND message.platform_id IS NOT NULL AND message.digest_id IS NOT NULL
              AND message.kind IN (4, 5) AND message.sent_at >= @Since AND message.sent_at <= @Before
              AND EXISTS (SELECT 1 FROM links link WHERE link.place_kind = 2 AND link.place_id = message.digest_id AND link.network = @Network)
              AND NOT EXISTS (SELECT 1 FROM messages edit WHERE edit.notice = 'price:' || CAST(message.id AS TEXT))
            ORDER BY message.sent_at LIMIT @Limit
            """,
            new { MessageState.Sent, Network = network, Before = before, Since = since, Limit = limit });
}
