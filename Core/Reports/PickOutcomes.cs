using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>Clicks and orders of posted picks, by the links that were posted with them.</summary>
public sealed class PickOutcomes(Database book, ClickBook clicks, TimeProvider time) : IPickOutcomes
{
    public async Task<IReadOnlyList<PickOutcome>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var links = await book.ReadAsync(
            session => session.QueryAsync<Posted>(
                """
                SELECT link.code, link.place_id AS digest_id, link.deal_id,
                    (SELECT COUNT(*) FROM orders o WHERE o.link_code = link.code AND o.status <> @Void) AS orders
                FROM links link WHERE link.place_kind = @Kind AND link.created_at >= @Since
                """,
                new { Kind = PlaceKind.Digest, Since = since, OrderStatus.Void }),
            cancellationToken);
        var counts = await clicks.Database.ReadAsync(
            session => ClickCounts.ByLinkAsync(session, DateOnly.FromDateTime(since.UtcDateTime), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), cancellationToken);
        var humans = counts.ToDictionary(count => count.Key, count => count.Humans, StringComparer.Ordinal);
        return
        [
            .. links.GroupBy(link => (link.DigestId, link.DealId))
                .Select(pick => new PickOutcome(pick.Key.DigestId, pick.Key.DealId, pick.Sum(link => humans.GetValueOrDefault(link.Code)), pick.Sum(link => link.Orders))),
        ];
    }

    private sealed record Posted
    {
        public required string Code { get; init; }

        public required long DigestId { get; init; }

        public required long DealId { get; init; }

        public required long Orders { get; init; }
    }
}
