using System.Globalization;
using Daogou.Core.Ledger;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Rebates;

/// <summary>What became of a report.</summary>
public enum Settled
{
    /// <summary>It told something new, and the books follow it.</summary>
    Taken = 1,

    /// <summary>A repeat, or older than what is known.</summary>
    Unchanged = 2,

    /// <summary>It cannot be true; nothing changed.</summary>
    Refused = 3,
}

/// <summary>
/// Turns what networks say into money: the report is kept, merged into its order, and the difference to what was posted for that
/// order is posted, with the notice to the member, in one transaction.
/// </summary>
public sealed partial class Settlement(
    Database book, OrderAttribution attribution, NetworkCatalog networks, RebateOptions options, TimeProvider time, ILogger<Settlement> logger)
    : IReportTaker
{
    private const int InOneTransaction = 100;

    public Task<Settled> TakeAsync(OrderReport report, ReportOrigin origin, CancellationToken cancellationToken)
    {
        var normal = ReportBody.Normal(report);
        return ReportCheck.Wrong(normal, time.GetUtcNow()) is not null
            ? Task.FromResult(Settled.Refused)
            : TakeSeenAsync(normal, origin, cancellationToken);
    }

    private async Task<Settled> TakeSeenAsync(OrderReport report, ReportOrigin origin, CancellationToken cancellationToken)
    {
        var sight = await attribution.SeeAsync([(report.Key, report.ClickRef)], cancellationToken);
        return await book.WriteAsync(
            async session => (await TakeSomeAsync(session, [report], origin, sight)).Taken == 1 ? Settled.Taken : Settled.Unchanged, cancellationToken);
    }

    public async Task<TakenReports> TakeAllAsync(IReadOnlyList<OrderReport> reports, ReportOrigin origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = reports.Select((report, index) => (Number: index + 1, Report: ReportBody.Normal(report))).ToList();
        var wrong = rows.Select(row => (row.Number, row.Report, Reason: ReportCheck.Wrong(row.Report, now))).Where(row => row.Reason is not null);
        var total = new TakenReports(0, 0, [.. wrong.Select(row => Refused(row.Number, row.Report, row.Reason!))]);
        foreach (var some in rows.Where(row => ReportCheck.Wrong(row.Report, now) is null).Chunk(InOneTransaction))
        {
            total = total.Plus(await TakeChunkAsync(some, origin, cancellationToken));
        }
        return total;
    }

    /// <summary>Together, or one by one when one of them breaks a promise of the books: the others must not wait for it.</summary>
    private async Task<TakenReports> TakeChunkAsync((int Number, OrderReport Report)[] rows, ReportOrigin origin, CancellationToken cancellationToken)
    {
        try
        {
            var sight = await attribution.SeeAsync(rows.Select(row => (row.Report.Key, row.Report.ClickRef)), cancellationToken);
            return await book.WriteAsync(session => TakeSomeAsync(session, [.. rows.Select(row => row.Report)], origin, sight), cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or ArithmeticException or ArgumentException)
        {
            if (rows is [var (number, report)])
            {
                LogBroken(e, report.Key.ToString());
                return new TakenReports(0, 0, [Refused(number, report, e.Message)]);
            }
        }
        var total = TakenReports.Nothing;
        foreach (var row in rows)
        {
            total = total.Plus(await TakeChunkAsync([row], origin, cancellationToken));
        }
        return total;
    }

    private async Task<TakenReports> TakeSomeAsync(Session session, IReadOnlyList<OrderReport> reports, ReportOrigin origin, SlotSight sight)
    {
        var now = time.GetUtcNow();
        await TermsStore.EnsureAsync(session, options, now);
        var versions = await TermsStore.AllAsync(session);
        var taken = 0;
        foreach (var report in reports)
        {
            taken += await TakeOneAsync(session, report, origin, versions, sight, now) ? 1 : 0;
        }
        return new TakenReports(taken, reports.Count - taken, []);
    }

    private async Task<bool> TakeOneAsync(
        Session session, OrderReport report, ReportOrigin origin, IReadOnlyList<RebateTerms> versions, SlotSight sight, DateTimeOffset now)
    {
        if (await OrderReportStore.AddAsync(session, report, origin, now) is not { } reportId)
        {
            return false;
        }
        var known = await OrderStore.FindAsync(session, report.Key);
        var (knownFact, fact) = report.Part is null
            ? await MergedAsync(session, known, new StoredReport(reportId, report))
            : await OrderReportStore.SumsAsync(session, report.Key, reportId);
        if (fact is null)
        {
            // The order itself is not known yet; its correction waits for it.
            return true;
        }
        if (fact == knownFact)
        {
            return false;
        }
        var order = Order.Accept(known, fact, await ClaimAsync(session, known, fact, sight), now);
        await OrderStore.SaveAsync(session, order);
        var (terms, pinned) = await PinAsync(session, known, order, versions);
        var money = await OrderPosting.PostAsync(session, order, terms, pinned, EntryKind.Settlement, Reason(order), now);
        await OrderNotices.QueueAsync(session, known, order, pinned, money, now);
        return true;
    }

    /// <summary>The fact before and with a report that is the whole item, or a correction told apart; no fact while only corrections are known.</summary>
    private static async Task<(OrderFact? Before, OrderFact? After)> MergedAsync(Session session, Order? known, StoredReport report)
    {
        var corrections = await OrderReportStore.CorrectionsAsync(session, report.Report.Key);
        var before = known is null
            ? null
            : await OrderReportStore.FactAsync(session, known) with { Corrected = Corrections.Of(corrections.Where(one => one.Id != report.Id)) };
        if (before is null && report.Report.Correction is not null)
        {
            return (null, null);
        }
        var told = OrderFact.Of(report);
        var after = before is null ? told : report.Report.Correction is null ? OrderFact.Merge(before, told) : before;
        return (before, after with { Corrected = Corrections.Of(corrections) });
    }

    /// <summary>An operator's word stands; else the click ref decides, asked again only when it changed.</summary>
    private async Task<LinkClaim> ClaimAsync(Session session, Order? known, OrderFact fact, SlotSight sight) =>
        known is { Attribution: Attribution.Operator } || (known is not null && known.ClickRef == fact.ClickRef)
            ? known.Claim
            : await attribution.OfAsync(session, fact.Latest.Report.Network, fact.ClickRef, sight);

    private async Task<(RebateTerms Terms, OrderTerms Pinned)> PinAsync(Session session, Order? known, Order order, IReadOnlyList<RebateTerms> versions)
    {
        var pinned = await TermsStore.FindAsync(session, order.Id) switch
        {
            null => await OrderTie.FirstAsync(session, order, TermsStore.InForce(versions, order.OrderedAt), networks),
            var fixedTerms when known?.LinkCode == order.LinkCode => fixedTerms,
            var fixedTerms => await OrderTie.TiedAsync(session, order, fixedTerms, networks),
        };
        var terms = versions.First(version => version.Version == pinned.TermsVersion);
        pinned = pinned with { ReleaseAt = order.IsConfirmed ? order.ConfirmedAt?.AddDays(terms.HoldDays) : null };
        await TermsStore.SaveAsync(session, pinned);
        return (terms, pinned);
    }

    private static string Reason(Order order) => order.Status switch
    {
        OrderStatus.Tracked => "tracked by the network",
        OrderStatus.Held => $"held: {order.StatusReason ?? "the network holds it"}",
        OrderStatus.Confirmed => "confirmed by the network",
        OrderStatus.Settled => "paid to us by the network",
        OrderStatus.Void => $"void: {order.StatusReason ?? "refunded or cancelled"}",
    };

    private static RefusedRow Refused(int number, OrderReport report, string reason) =>
        new(number, string.Create(CultureInfo.InvariantCulture, $"{report.Key}"), reason);

    [LoggerMessage(LogLevel.Error, "The report of {Order} breaks the books and was not taken")]
    private partial void LogBroken(Exception e, string order);
}
