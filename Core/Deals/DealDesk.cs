using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>What a person did to a deal, answered in a value: done, not there, or not in a state for it.</summary>
public enum DealAct
{
    Done = 1,
    NotFound = 2,
    WrongState = 3,
}

/// <summary>What people do to deals by hand: submit one, let a held one go, hold, remove, bring back.</summary>
public sealed class DealDesk(Database book, DealIntake intake, TimeProvider time)
{
    /// <summary>Rows that people submit belong to this source; it is no row of <c>sources</c>.</summary>
    public const long SubmittedSource = 0;

    /// <summary>Takes a deal or coupon as if a source had listed it: the same reader, the same refusals.</summary>
    public async Task<(Deal? Deal, RefusedItem? Refused)> SubmitAsync(FeedItem item, SourceTerms terms, CancellationToken cancellationToken)
    {
        var counts = await intake.TakeAsync(terms with { SourceId = SubmittedSource }, [item], Ids.Next(time), cancellationToken);
        if (counts.Refused is [var refused, ..])
        {
            return (null, refused);
        }
        var deal = await book.ReadAsync(
            async session => await FeedItemStore.FindKnownAsync(session, SubmittedSource, item.Key) is { DealId: { } id } ? await DealStore.FindAsync(session, id) : null,
            cancellationToken);
        return (deal, null);
    }

    /// <summary>A held price is right after all: the deal may be shown, and the price goes into its history.</summary>
    public Task<DealAct> ApproveAsync(long id, CancellationToken cancellationToken) =>
        MoveAsync(id, DealState.Held, DealState.Active, null, cancellationToken);

    public Task<DealAct> HoldAsync(long id, string reason, CancellationToken cancellationToken) =>
        MoveAsync(id, DealState.Active, DealState.Held, reason, cancellationToken);

    public Task<DealAct> RemoveAsync(long id, string reason, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (await DealStore.FindAsync(session, id) is not { } deal)
                {
                    return DealAct.NotFound;
                }
                return deal.State == DealState.Removed || !await DealStore.MoveAsync(session, id, deal.State, DealState.Removed, reason, time.GetUtcNow())
                    ? DealAct.WrongState
                    : DealAct.Done;
            },
            cancellationToken);

    public Task<DealAct> RestoreAsync(long id, CancellationToken cancellationToken) =>
        MoveAsync(id, DealState.Removed, DealState.Active, null, cancellationToken);

    private Task<DealAct> MoveAsync(long id, DealState from, DealState to, string? reason, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                if (await DealStore.FindAsync(session, id) is not { } deal)
                {
                    return DealAct.NotFound;
                }
                if (!await DealStore.MoveAsync(session, id, from, to, reason, now))
                {
                    return DealAct.WrongState;
                }
                if (from == DealState.Held && deal.Price is { } price)
                {
                    await PriceHistory.AddAsync(
                        session,
                        new PricePoint { DealId = id, At = now, PriceMinor = price.Minor, ListPriceMinor = deal.ListPriceMinor, Currency = price.Currency });
                }
                return DealAct.Done;
            },
            cancellationToken);
}
