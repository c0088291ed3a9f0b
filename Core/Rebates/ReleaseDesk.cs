using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Rebates;

/// <summary>Makes confirmed rebates payable when their hold is over.</summary>
public sealed partial class ReleaseDesk(Database book, TimeProvider time, ILogger<ReleaseDesk> logger)
{
    private const int InOneTransaction = 100;

    /// <returns>How many orders were released.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        for (var some = InOneTransaction; some == InOneTransaction; released += some)
        {
            some = await book.WriteAsync(ReleaseSomeAsync, cancellationToken);
        }
        if (released > 0)
        {
            LogReleased(released);
        }
        return released;
    }

    private async Task<int> ReleaseSomeAsync(Session session)
    {
        var now = time.GetUtcNow();
        var due = await TermsStore.DueAsync(session, now, InOneTransaction);
        if (due.Count == 0)
        {
            return 0;
        }
        var versions = await TermsStore.AllAsync(session);
        foreach (var orderId in due)
        {
            await ReleaseAsync(session, orderId, versions, now);
        }
        return due.Count;
    }

    private static async Task ReleaseAsync(Session session, long orderId, IReadOnlyList<RebateTerms> versions, DateTimeOffset now)
    {
        var order = (await OrderStore.FindAsync(session, orderId))!.Touched(now);
        var pinned = (await TermsStore.FindAsync(session, orderId))! with { ReleasedAt = now };
        var terms = versions.First(version => version.Version == pinned.TermsVersion);
        await OrderStore.SaveAsync(session, order);
        await TermsStore.SaveAsync(session, pinned);
        var money = await OrderPosting.PostAsync(
            session, order, terms, pinned, EntryKind.Release, $"payable {terms.HoldDays} days after confirmation", now);
        await OrderNotices.QueueAsync(session, order, order, pinned, money, now);
    }

    [LoggerMessage(LogLevel.Information, "Released the rebates of {Orders} orders")]
    private partial void LogReleased(int orders);
}
