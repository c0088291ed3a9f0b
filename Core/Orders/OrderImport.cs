using System.Text;
using CsvHelper;
using Daogou.Core.Networks;

namespace Daogou.Core.Orders;

/// <summary>
/// Takes a network's exported order file: headers in Chinese or English in any order, comma, semicolon, tab or bar between the
/// cells, UTF-8 or GB 18030. A row that cannot be read is refused with its number and text; the others go in.
/// </summary>
public sealed class OrderImport(NetworkCatalog networks, IReportTaker taker)
{
    private const int MostInHand = 500;
    private const int MostBytesOfRow = 1 << 20;
    private static readonly ReportField[] Needed = [ReportField.OrderNo, ReportField.Status, ReportField.OrderedAt, ReportField.Sale, ReportField.Commission];

    public async Task<ImportReport> RunAsync(Stream csv, string network, CancellationToken cancellationToken)
    {
        if (networks.Find(network) is not IReportReader reader)
        {
            var known = string.Join(", ", networks.All.OfType<IReportReader>().Select(one => one.Key));
            return ImportReport.Refuse($"There is no network \"{network}\" whose reports can be imported; there are: {(known.Length > 0 ? known : "none")}.");
        }
        var malformed = new List<RefusedRow>();
        using var rows = CsvReader.Create(csv, await OptionsAsync(csv, malformed, cancellationToken), leaveOpen: true);
        try
        {
            await rows.ReadHeaderAsync(cancellationToken);
            var headers = rows.Headers.ToArray();
            var layout = reader as IReportLayout;
            var columns = Enum.GetValues<ReportField>().ToDictionary(field => field, field => ReportWords.Find(
                headers, [.. layout?.Columns.GetValueOrDefault(field) ?? [], .. ReportWords.Names[field]]));
            if ((layout?.Needed ?? Needed).Where(field => columns[field] < 0).Select(ReportWords.Name).ToList() is { Count: > 0 } missing)
            {
                return ImportReport.Refuse(headers.Length == 0
                    ? "The file is empty."
                    : $"The file has no column for {string.Join(", ", missing)}. Its first line reads: {ReportReader.Shown(string.Join(" | ", headers))}");
            }
            var taken = await TakeRowsAsync(rows, new Columns(columns, headers), reader, cancellationToken);
            return new ImportReport(taken.Taken, taken.Unchanged, [.. taken.Refused.Concat(malformed).OrderBy(row => row.Number)], null);
        }
        catch (CsvFormatException e)
        {
            return ImportReport.Refuse($"The file cannot be read as a table: {e.Message} Rows before that were taken; it can be imported again.");
        }
    }

    private static async Task<CsvReaderOptions> OptionsAsync(Stream csv, List<RefusedRow> malformed, CancellationToken cancellationToken) => new()
    {
        Encoding = await EncodingOfAsync(csv, cancellationToken),
        TrimWhitespace = true,
        TrackLineNumbers = true,
        DetectSeparatorHint = true,
        MaxRecordSize = MostBytesOfRow,
        // One quote that is never closed must not swallow the rows after it.
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = row => malformed.Add(new RefusedRow(row.LineNumber, ReportReader.Shown(row.RawRecord), "its quotes are not in order.")),
    };

    private async Task<TakenReports> TakeRowsAsync(CsvReader rows, Columns columns, IReportReader reader, CancellationToken cancellationToken)
    {
        var total = TakenReports.Nothing;
        var inHand = new List<(OrderReport Report, RawRow Row)>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var row = columns.Row(rows.LineNumber, rows.Current.ToArray(), Encoding.UTF8.GetString(rows.RawRecord));
            switch (reader.ReadRow(row))
            {
                case { Refused: { } refused }:
                    total = total.Plus(new TakenReports(0, 0, [refused]));
                    break;
                case { Report: { } report }:
                    inHand.Add((report, row));
                    break;
            }
            if (inHand.Count >= MostInHand)
            {
                total = total.Plus(await TakeAsync(inHand, cancellationToken));
                inHand.Clear();
            }
        }
        return total.Plus(await TakeAsync(inHand, cancellationToken));
    }

    /// <summary>Refusals of the books come back with the file's row numbers.</summary>
    private async Task<TakenReports> TakeAsync(List<(OrderReport Report, RawRow Row)> inHand, CancellationToken cancellationToken)
    {
        var taken = await taker.TakeAllAsync([.. inHand.Select(pair => pair.Report)], ReportOrigin.Import, cancellationToken);
        return taken with
        {
            Refused =
            [
                .. from refused in taken.Refused
                   let row = inHand[(int)refused.Number - 1].Row
                   select new RefusedRow(row.Number, ReportReader.Shown(row.Text), refused.Reason),
            ],
        };
    }

    /// <summary>UTF-8 unless its first part is not; exports of Chinese platforms are often GB 18030.</summary>
    private static async Task<Encoding> EncodingOfAsync(Stream csv, CancellationToken cancellationToken)
    {
        if (!csv.CanSeek)
        {
            return Encoding.UTF8;
        }
        var first = new byte[64 << 10];
        var start = csv.Position;
        var read = await csv.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        csv.Position = start;
        // A character cut at the end of the part is not a fault.
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        try
        {
            decoder.GetCharCount(first.AsSpan(0, read), flush: false);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? Encoding.UTF8;
        }
    }

    private sealed class Columns(IReadOnlyDictionary<ReportField, int> columns, string[] headers)
    {
        public RawRow Row(long number, string[] cells, string text) =>
            new(number, text.TrimEnd('\r', '\n'), Unit, field => columns[field] is var index && index >= 0 && index < cells.Length ? cells[index] : null);

        private AmountUnit Unit { get; } =
            headers[columns[ReportField.Commission]].Trim().EndsWith("minor", StringComparison.OrdinalIgnoreCase) ? AmountUnit.Minor : AmountUnit.Major;
    }
}

/// <param name="Accepted">Rows that told something new.</param>
/// <param name="Unchanged">Rows that were known.</param>
/// <param name="Refused">Rows that were refused, with their number in the file, their text and the reason.</param>
/// <param name="Problem">Why the whole file was refused; nothing was taken then.</param>
public sealed record ImportReport(int Accepted, int Unchanged, IReadOnlyList<RefusedRow> Refused, string? Problem)
{
    public static ImportReport Refuse(string problem) => new(0, 0, [], problem);
}
