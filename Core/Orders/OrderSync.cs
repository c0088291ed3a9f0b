using System.Globalization;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Orders;

/// <summary>
/// Asks each network for its order reports when it is due. The watermark moves only after what was read is committed, and each poll
/// overlaps the last one: a crash or a late row costs a second reading, never an order.
/// </summary>
public sealed partial class OrderSync(
    Database book, NetworkCatalog networks, IReportTaker taker, TimeProvider time, ILogger<OrderSync> logger, IOrderAlerts? alerts = null)
{
    private const int MostInHand = 500;

    /// <summary>Waits after a failure, by the number of failures in a row.</summary>
    private static readonly TimeSpan[] Ladder =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Polls every network that is due: a slow one, or one that has weeks to catch up with, does not keep the others waiting.</summary>
    /// <returns>How many reports told something new.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(networks.All.OfType<IOrderSource>().Select(network => RunDueAsync(network, cancellationToken)))).Sum();

    private async Task<int> RunDueAsync(IOrderSource network, CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var listing in ListingsOf(network))
        {
            var state = await book.ReadAsync(session => OrderSyncStore.FindAsync(session, listing.Name), cancellationToken);
            if (state is null || state.NextDueAt <= time.GetUtcNow())
            {
                taken += await RunAsync(listing, listing.Plan, state, cancellationToken);
            }
        }
        return taken;
    }

    /// <summary>All the ways in which a network is read, each with a place of its own: <c>jd</c>, <c>jd/sweep</c>.</summary>
    public static IReadOnlyList<ReportListing> ListingsOf(INetwork network) =>
    [
        .. network is IOrderSource { Plan: { } plan } source ? [new ReportListing(source.Key, plan, source.ListOrdersAsync)] : Array.Empty<ReportListing>(),
        .. network is IMoreListings { More: var more } ? more.Select(one => one with { Name = $"{network.Key}/{one.Name}" }) : [],
    ];

    private async Task<int> RunAsync(ReportListing source, PollPlan plan, SyncState? before, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var state = (before ?? new SyncState { Network = source.Name, NextDueAt = started, Rung = 0 }) with { LastRunAt = started };
        var total = TakenReports.Nothing;
        try
        {
            foreach (var (from, to) in Windows(state.Watermark, plan, started))
            {
                total = total.Plus(await TakeWindowAsync(source, from, to, cancellationToken));
                state = state with { Watermark = to };
                await SaveAsync(state, cancellationToken);
            }
            state = state with { NextDueAt = started + plan.Every, LastSuccessAt = started, Rung = 0, LastMessage = Message(total) };
            LogPolled(source.Name, total.Taken, total.Unchanged, total.Refused.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var wait = Ladder[Math.Min(state.Rung, Ladder.Length - 1)];
            var asked = (e as NetworkUnavailableException)?.RetryAfter ?? TimeSpan.Zero;
            state = state with { NextDueAt = started + (asked > wait ? asked : wait), Rung = state.Rung + 1, LastMessage = e.Message };
            LogPollFailed(e, source.Name, state.Rung);
        }
        await SaveAsync(state, cancellationToken);
        return total.Taken;
    }

    /// <summary>From the watermark, less the overlap, to now, in pieces that the network accepts.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Windows(DateTimeOffset? watermark, PollPlan plan, DateTimeOffset now)
    {
        var from = (watermark ?? now - plan.First) - plan.Overlap;
        for (; now - from > plan.Window; from += plan.Window)
        {
            yield return (from, from + plan.Window);
        }
        yield return (from, now);
    }

    internal async Task<TakenReports> TakeWindowAsync(ReportListing source, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var total = TakenReports.Nothing;
        var inHand = new List<OrderReport>();
        await foreach (var row in source.ListAsync(from, to, cancellationToken))
        {
            if (row.Refused is { } refused)
            {
                LogRowRefused(source.Name, refused.Number, refused.Reason);
                total = total.Plus(new TakenReports(0, 0, [refused]));
            }
            else if (row.Report is { } report)
            {
                inHand.Add(report);
            }
            if (row.Alert is { } alert)
            {
                LogRowAlert(source.Name, alert);
                await (alerts?.RaiseAsync(source.Name.Split('/')[0], alert, cancellationToken) ?? ValueTask.CompletedTask);
            }
            if (inHand.Count >= MostInHand)
            {
                total = total.Plus(await taker.TakeAllAsync(inHand, ReportOrigin.Pull, cancellationToken));
                inHand.Clear();
            }
        }
        return total.Plus(await taker.TakeAllAsync(inHand, ReportOrigin.Pull, cancellationToken));
    }

    private Task SaveAsync(SyncState state, CancellationToken cancellationToken) =>
        book.WriteAsync(session => OrderSyncStore.SaveAsync(session, state), cancellationToken);

    private static string Message(TakenReports total)
    {
        var counts = string.Create(CultureInfo.InvariantCulture, $"{total.Taken} new, {total.Unchanged} known, {total.Refused.Count} refused");
        return total.Refused is [var first, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"{counts}; row {first.Number}: {first.Reason}")
            : counts;
    }

    [LoggerMessage(LogLevel.Information, "Orders of {Network}: {Taken} new, {Unchanged} known, {Refused} refused")]
    private partial void LogPolled(string network, int taken, int unchanged, int refused);

    [LoggerMessage(LogLevel.Warning, "Row {Row} of {Network}'s order reports is refused: {Reason}")]
    private partial void LogRowRefused(string network, long row, string reason);

    [LoggerMessage(LogLevel.Warning, "An order of {Network} needs an operator's eye: {Alert}")]
    private partial void LogRowAlert(string network, string alert);

    [LoggerMessage(LogLevel.Warning, "Polling the orders of {Network} failed, {Rung} in a row")]
    private partial void LogPollFailed(Exception e, string network, int rung);
}
