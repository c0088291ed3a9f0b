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
        var (links, orders) = await book.ReadAsync(
            async session => (
                await session.QueryAsync<Posted>(
                    "SELECT code, place_id AS digest_id, deal_id FROM links WHERE place_kind = @Kind AND created_at >= @Since", new { Kind = PlaceKind.Digest, Since = since }),
                await session.QueryAsync<Bought>(
                    """
                    SELECT link.code, o.commission_minor, o.currency FROM links link JOIN orders o ON o.link_code = link.code
                    WHERE link.place_kind = @Kind AND link.created_at >= @Since AND o.status <> @Void
                    """,
                    new { Kind = PlaceKind.Digest, Since = since, OrderStatus.Void })),
            cancellationToken);
        var counts = await clicks.Database.ReadAsync(
            session => ClickCounts.ByLinkAsync(session, DateOnly.FromDateTime(since.UtcDateTime), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), cancellationToken);
        var humans = counts.ToDictionary(count => count.Key, count => count.Humans, StringComparer.Ordinal);
        var bought = orders.ToLookup(order => order.Code, StringComparer.Ordinal);
        return [.. links.GroupBy(link => (link.DigestId, link.DealId)).Select(pick => Outcome(pick.Key, [.. pick.Select(link => link.Code)]))];

        PickOutcome Outcome((long Digest, long Deal) pick, string[] codes)
        {
            var own = codes.SelectMany(code => bought[code]).ToList();
            return new PickOutcome(pick.Digest, pick.Deal, codes.Sum(code => humans.GetValueOrDefault(code)), own.Count)
            {
                CommissionMinor = own.GroupBy(order => order.Currency).ToDictionary(group => group.Key, group => group.Sum(order => order.CommissionMinor), StringComparer.Ordinal),
            };
        }
    }

    private sealed record Posted
    {
        public required string Code { get; init; }

        public required long DigestId { get; init; }

        public required long DealId { get; init; }
    }

    private sealed record Bought
    {
        public required string Code { get; init; }

        public required long CommissionMinor { get; init; }

        public required string Currency { get; init; }
    }
}
