using System.CommandLine;
using System.Globalization;
using Daogou.Api.Hosting;
using Daogou.Core.Ledger;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Cli;

/// <summary><c>orders import</c>, <c>report rebates</c> and <c>ledger verify</c>.</summary>
internal static class MoneyCommands
{
    public static Command Orders(Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = "The network's order file (CSV)" };
        file.AcceptExistingOnly();
        var network = new Option<string>("--network") { Description = "Key of the network in the settings", HelpName = "key", Required = true };
        var import = new Command("import", "Take a network's order file; rows that were known change nothing") { file, network };
        import.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var key = parsed.GetRequiredValue(network);
                if (services.GetRequiredService<NetworkCatalog>().Find(key) is null)
                {
                    var known = services.GetRequiredService<NetworkCatalog>().All.Select(one => one.Key).DefaultIfEmpty("none");
                    terminal.Fault($"--network: got \"{key}\", accepts a network of the settings: {string.Join(", ", known)}.");
                    return ExitCode.Wrong;
                }
                var report = await terminal.ProgressAsync("reading", async tell =>
                {
                    await using var stream = new WatchedStream(parsed.GetRequiredValue(file).OpenRead(), tell);
                    return await services.GetRequiredService<OrderImport>().RunAsync(stream, key, cancellationToken);
                });
                Print(parsed, terminal, report);
                return report.Problem is null && report.Refused.Count == 0 ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return new Command("orders", "Orders of networks") { import };
    }

    public static Command Report(Terminal terminal)
    {
        var by = new Option<ReportBy>("--by") { Description = "day, network, group or member", DefaultValueFactory = _ => ReportBy.Day, HelpName = "what" };
        var from = new Option<DateOnly?>("--from") { Description = "First day; else 30 days back", HelpName = "yyyy-mm-dd" };
        var to = new Option<DateOnly?>("--to") { Description = "Last day; else today", HelpName = "yyyy-mm-dd" };
        var csv = new Option<bool>("--csv") { Description = "As a file for spreadsheets" };
        var rebates = new Command("rebates", "Commission and what became of it; ties out with the ledger") { by, from, to, csv };
        rebates.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(services.GetRequiredService<IOptions<ApiOptions>>().Value.TimeZone);
                var usual = ReportPeriod.Days(services.GetRequiredService<TimeProvider>().GetUtcNow(), 30, zone);
                var last = parsed.GetValue(to) ?? usual.To;
                var period = new ReportPeriod(parsed.GetValue(from) ?? last.AddDays(-29), last, zone);
                if (period.From > period.To)
                {
                    terminal.Fault("--from: the first day must not be after the last.");
                    return ExitCode.Wrong;
                }
                var page = await services.GetRequiredService<Database>().ReadAsync(
                    session => RebateReport.RunAsync(session, period, parsed.GetValue(by)), cancellationToken);
                if (parsed.GetValue(csv))
                {
                    terminal.Raw(RebateCsv.Write(page));
                }
                else
                {
                    Print(parsed, terminal, page);
                }
                return page.TiesOut ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return new Command("report", "Reports") { rebates };
    }

    public static Command Ledger(Terminal terminal)
    {
        var verify = new Command("verify", "Check sums, hash chain and balances of the whole ledger");
        verify.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var report = await terminal.ProgressAsync("verifying", _ => services.GetRequiredService<Verification>().RunAsync(cancellationToken));
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(new { report.Sound, report.Entries, report.HeadHash, Findings = report.Findings.Select(finding => finding.ToText("en")) });
                    return report.Sound ? ExitCode.Ok : ExitCode.No;
                }
                terminal.Line(report.Sound
                    ? $"Sound: {report.Entries} entries balance, follow one another, and add up to the balances. Head {report.HeadHash}"
                    : $"UNSOUND: {report.Findings.Count} findings in {report.Entries} entries.");
                foreach (var finding in report.Findings)
                {
                    terminal.Line("  " + finding.ToText("en"));
                }
                return report.Sound ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return new Command("ledger", "The ledger") { verify };
    }

    private static void Print(ParseResult parsed, Terminal terminal, ImportReport report)
    {
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var row in report.Refused)
            {
                terminal.Json(new { Kind = "refused", Row = row.Number, row.Reason, row.Text });
            }
            terminal.Json(new { Kind = "summary", report.Accepted, report.Unchanged, Refused = report.Refused.Count, report.Problem });
            return;
        }
        if (report.Problem is { } problem)
        {
            terminal.Fault(problem);
            return;
        }
        if (report.Refused.Count > 0)
        {
            terminal.Table(
                [">row", "refused because", "what stood there"],
                report.Refused.Select(row => (IReadOnlyList<string?>)[row.Number.ToString(CultureInfo.InvariantCulture), row.Reason, row.Text]));
        }
        terminal.Line($"{report.Accepted} taken, {report.Unchanged} known before, {report.Refused.Count} refused.");
    }

    private static void Print(ParseResult parsed, Terminal terminal, RebateReportPage page)
    {
        if (parsed.GetValue(Tool.Json))
        {
            foreach (var row in page.Rows)
            {
                terminal.Json(new { Kind = "row", row.Key, row.Label, row.Currency, row.Sums });
            }
            foreach (var total in page.Totals)
            {
                terminal.Json(new { Kind = "total", total.Currency, total.Sums, page.TiesOut });
            }
            return;
        }
        terminal.Heading(string.Create(CultureInfo.InvariantCulture, $"Rebates {page.Period.From:yyyy-MM-dd} to {page.Period.To:yyyy-MM-dd} ({page.Period.Zone.Id})"));
        terminal.Table(
            [page.By.ToString().ToLowerInvariant(), ">orders", ">sales", ">commission", ">rebates", ">shares", ">group", ">house", ">unattributed", ">clawed back"],
            page.Rows.Select(row => Cells(row.Label.Length > 0 ? row.Label : "none", row)).Concat(page.Totals.Select(total => Cells("TOTAL " + total.Currency, total))));
        terminal.Line(page.TiesOut ? "Ties out with the ledger." : "DOES NOT TIE OUT with the ledger; run ledger verify.");
    }

    private static IReadOnlyList<string?> Cells(string label, RebateRow row)
    {
        return
        [
            label, row.Sums.Orders.ToString(CultureInfo.InvariantCulture), Money(row.Sums.SaleMinor), Money(row.Sums.CommissionMinor), Money(row.Sums.RebatesMinor),
            Money(row.Sums.SharesMinor), Money(row.Sums.GroupSharesMinor), Money(row.Sums.HouseMinor), Money(row.Sums.UnattributedMinor), Money(row.Sums.ClawbackMinor),
        ];

        string Money(long minor) => row.Money(minor).ToString();
    }

    /// <summary>Tells how much of a file was read, for the bar.</summary>
    private sealed class WatchedStream(FileStream file, Action<double> tell) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Told(file.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Told(await file.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }

        private int Told(int read)
        {
            tell(file.Length == 0 ? 1 : (double)file.Position / file.Length);
            return read;
        }
    }
}
