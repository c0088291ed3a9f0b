using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>What became of a batch of rows.</summary>
public sealed record IntakeCounts(int Added, int Changed, int Unchanged, IReadOnlyList<RefusedItem> Refused);

public sealed record RefusedItem(long Row, string Key, Refusal Reason, string Detail);

/// <summary>Takes a source's rows in: the words are kept, what is believed becomes deals and coupons, what is not is counted with its reason.</summary>
public sealed class DealIntake(Database book, TimeProvider time)
{
    /// <summary>Above this many rows one reading of all the source's hashes is cheaper than one for each row.</summary>
    private const int FewRows = 200;

    private static readonly JsonSerializerOptions Words = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The source's own words as JSON and their hash; the row's place is left out, so that moving in the file is no change.</summary>
    public static (string Body, string Hash) Canonical(FeedItem item)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(item with { Row = 0 }, Words);
        return (System.Text.Encoding.UTF8.GetString(body), Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16)));
    }

    /// <summary>One bounded transaction; hand over some thousands of items at a time.</summary>
    public async Task<IntakeCounts> TakeAsync(SourceTerms source, IReadOnlyList<FeedItem> items, long generation, CancellationToken cancellationToken)
    {
        // Hashing is done before the writer is asked for, so that the transaction is short.
        var prepared = items.Select(item => (Item: item, Canonical: Canonical(item))).ToArray();
        var known = await KnownAsync(source.SourceId, items, cancellationToken);
        return await book.WriteAsync(
            async session =>
            {
                var batch = new DealBatch(session, source, generation, time.GetUtcNow());
                foreach (var (item, (body, hash)) in prepared)
                {
                    await batch.TakeAsync(item, body, hash, known.GetValueOrDefault(item.Key));
                }
                return batch.Counts;
            },
            cancellationToken);
    }

    /// <summary>
    /// Ends what the source's newest generation no longer lists, or lists in words that cannot be believed; what another row still lists goes
    /// over to it. Call it only when the document came whole.
    /// </summary>
    public Task<int> EndMissingAsync(long sourceId, long generation, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var ended = 0;
                await DealStore.TouchGenerationAsync(session, sourceId, generation, now);
                foreach (var id in await FeedItemStore.MissingDealsAsync(session, sourceId, generation))
                {
                    if (await FeedItemStore.FindOtherAsync(session, id, sourceId, generation, now - DealBatch.Fresh) is { } other)
                    {
                        await DealStore.HandOverAsync(session, id, other.SourceId, other.Id);
                        await FeedItemStore.ForgetHashAsync(session, other.Id);
                    }
                    else
                    {
                        ended += await DealStore.MoveAsync(session, id, DealState.Active, DealState.Ended, StateReasons.NotListed, now) ? 1 : 0;
                    }
                }
                return ended + await CouponStore.EndMissingAsync(session, sourceId, generation);
            },
            cancellationToken);

    /// <summary>The document was the same as last time: everything of it is seen again under the new generation.</summary>
    public Task TouchAllAsync(long sourceId, long from, long to, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                await FeedItemStore.TouchAllAsync(session, sourceId, from, to, time.GetUtcNow());
                await CouponStore.TouchAllAsync(session, sourceId, from, to, time.GetUtcNow());
                await DealStore.TouchGenerationAsync(session, sourceId, to, time.GetUtcNow());
            },
            cancellationToken);

    private async Task<Dictionary<string, KnownItem>> KnownAsync(long sourceId, IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        var rows = await book.ReadAsync(
            async session =>
            {
                if (items.Count > FewRows)
                {
                    return await FeedItemStore.KnownAsync(session, sourceId);
                }
                var found = new List<KnownItem>();
                foreach (var item in items)
                {
                    if (await FeedItemStore.FindKnownAsync(session, sourceId, item.Key) is { } known)
                    {
                        found.Add(known);
                    }
                }
                return found;
            },
            cancellationToken);
        return rows.DistinctBy(row => row.ItemKey, StringComparer.Ordinal).ToDictionary(row => row.ItemKey, StringComparer.Ordinal);
    }
}
