using System.IO.Hashing;
using System.Text;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Deals;

/// <summary>What became of a batch of rows.</summary>
public sealed record IntakeCounts(int Added, int Changed, int Unchanged, IReadOnlyList<RefusedItem> Refused);

public sealed record RefusedItem(long Row, string Key, Refusal Reason, string Detail);

/// <summary>A row on its way in.</summary>
/// <param name="Hash">Of the row's bytes as they stand in the document; null: the format has none.</param>
public readonly record struct IntakeRow(FeedItem Item, long? Hash);

/// <summary>Takes a source's rows in: the words are kept, what is believed becomes deals and coupons, what is not is counted with its reason.</summary>
public sealed class DealIntake(Database book, TimeProvider time, IOptions<NewsOptions>? news = null)
{
    private const int IdsAtATime = 1000;
    private readonly NewsRule _news = news is null ? NewsRule.Usual : NewsRule.Of(news.Value);

    /// <summary>One bounded transaction; hand over some thousands of items at a time.</summary>
    public Task<IntakeCounts> TakeAsync(SourceTerms source, IReadOnlyList<FeedItem> items, long generation, CancellationToken cancellationToken) =>
        TakeAsync(source, [.. items.Select(item => new IntakeRow(item, null))], generation, null, cancellationToken);

    /// <summary>
    /// The same for rows whose bytes have hashes. Reading and hashing are done before this returns its task, so that the transaction is short and
    /// the next rows can be read beside it.
    /// </summary>
    /// <param name="listed">The rows that this reading of the document need not read; null: all are read.</param>
    public Task<IntakeCounts> TakeAsync(
        SourceTerms source, IReadOnlyList<IntakeRow> rows, long generation, ListedRows? listed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var terms = unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{source.Merchant}|{source.Currency}|{string.Join(',', source.AllowedHosts)}")));
        var prepared = new PreparedRow[rows.Count];
        using (var words = new FeedItemWords())
        {
            for (var index = 0; index < prepared.Length; index++)
            {
                var item = rows[index].Item;
                var body = words.Write(item);
                // The row's place is not in its words, so that moving in the file is no change; what they are believed by is in the hash, so that
                // the same words are weighed anew under new terms.
                prepared[index] = new PreparedRow(
                    item, rows[index].Hash, body.ToArray(), Convert.ToHexStringLower(XxHash128.Hash(body, terms)), DealReader.Read(item, source, now));
            }
        }
        return book.WriteSoonAsync(
            async session =>
            {
                using var batch = new DealBatch(session, source, generation, now, listed, _news);
                return await batch.TakeAsync(prepared);
            },
            cancellationToken);
    }

    /// <summary>
    /// Ends what a whole reading of the source did not meet, or met in words that cannot be believed; what another row still lists goes
    /// over to it. Call it only when the document came whole.
    /// </summary>
    /// <param name="listed">What the reading met of the rows it did not read; null: it read all.</param>
    public Task<int> EndMissingAsync(long sourceId, long generation, CancellationToken cancellationToken, ListedRows? listed = null) =>
        book.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var ended = 0;
                await DealStore.TouchGenerationAsync(session, sourceId, generation, now);
                var unmet = (listed ?? await ListedRows.LoadAsync(session, sourceId)).Unmet;
                var deals = new HashSet<long>();
                foreach (var some in unmet.Concat(await FeedItemStore.MissingAsync(session, sourceId, generation)).Distinct().Chunk(IdsAtATime))
                {
                    deals.UnionWith(await FeedItemStore.UnlistAsync(session, sourceId, some, generation));
                }
                foreach (var id in deals.Order())
                {
                    if (await FeedItemStore.FindOtherAsync(session, id, sourceId, generation, now - DealBatch.Fresh) is { } other)
                    {
                        await DealStore.HandOverAsync(session, id, other.SourceId, other.Id);
                        await FeedItemStore.ForgetHashAsync(session, other.SourceId, other.Id);
                    }
                    else
                    {
                        ended += await DealStore.MoveAsync(session, id, DealState.Active, DealState.Ended, StateReasons.NotListed, now) ? 1 : 0;
                    }
                }
                await FeedItemStore.ListAsync(session, sourceId, now);
                return ended + await CouponStore.EndMissingAsync(session, sourceId, generation);
            },
            cancellationToken);

    /// <summary>The document was the same as last time: everything of it is seen again under the new generation.</summary>
    public Task TouchAllAsync(long sourceId, long from, long to, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                await FeedItemStore.TouchAllAsync(session, sourceId, from, to, now);
                await FeedItemStore.ListAgainAsync(session, sourceId, now);
                await CouponStore.TouchAllAsync(session, sourceId, from, to, now);
                await DealStore.TouchGenerationAsync(session, sourceId, to, now);
            },
            cancellationToken);
}

/// <summary>A row that was read, before the store is asked.</summary>
/// <param name="Hash">Of the row's bytes.</param>
/// <param name="Body">Its words as JSON, in UTF-8.</param>
/// <param name="BodyHash">Of its words.</param>
internal sealed record PreparedRow(FeedItem Item, long? Hash, byte[] Body, string BodyHash, Reading Reading);
