using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;

namespace Daogou.Crawler.Feeds;

/// <summary>Delimited text with a header: commas, semicolons, pipes or tabs; Google's TSV names among the usual ones.</summary>
public sealed class DelimitedFormat : IFeedFormat
{
    private const int LargestRow = 4 << 20;
    private static readonly char[] Delimiters = ['\t', ',', ';', '|'];

    public string Name => "csv";

    public int Recognises(ReadOnlySpan<byte> head)
    {
        var text = FeedText.Glimpse(head);
        if (text.Length == 0 || text[0] is '<' or '{' or '[')
        {
            return 0;
        }
        var header = text.Split('\n', 2)[0];
        return Delimiters.Max(delimiter => header.Count(c => c == delimiter)) > 0 ? 60 : 0;
    }

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        var encoding = FeedText.Choose(head, context);
        if (settings.SkipLines > 0)
        {
            whole = await LinesBehind.OpenAsync(whole, settings.SkipLines, cancellationToken);
        }
        CsvMalformedReason? fault = null;
        using var csv = CsvReader.Create(whole, new CsvReaderOptions
        {
            Separator = DelimiterOf(FeedText.Glimpse(head), settings.Delimiter),
            Encoding = encoding,
            HasHeader = settings.Columns.Count == 0,
            Mode = settings.Quote is "" ? CsvMode.NoEscape : CsvMode.Rfc4180,
            Quote = settings.Quote is [var quote] ? quote : '"',
            MaxRecordSize = LargestRow,
            // Recovered and then refused, so that the rows keep their numbers and their order.
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => fault = record.Reason,
        });
        var header = settings.Columns.Count > 0 ? Index(settings.Columns) : await HeaderAsync(csv, cancellationToken);
        var noRows = $"{settings.NoRows}|{settings.Trailer}".Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var map = new FieldMap(context);
        var row = new CsvRow(csv, [.. map.Names.Select(name => header.TryGetValue(Normal(name), out var column) ? column : -1)], map.PlainSlots);
        var hasEnded = settings.Trailer is not { Length: > 0 };
        for (var number = 1L; Next(csv, number); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (noRows.Length > 0 && csv.FieldCount > 0 && noRows.Contains(csv.GetString(0).Trim(), StringComparer.OrdinalIgnoreCase))
            {
                hasEnded |= csv.GetString(0).Trim().Equals(settings.Trailer, StringComparison.OrdinalIgnoreCase);
                (fault, number) = (null, number - 1);
                continue;
            }
            if (fault is not null || csv.FieldCount > header.Count)
            {
                yield return FieldMap.Malformed(
                    number,
                    fault is null ? $"{csv.FieldCount} fields under {header.Count} columns" : "a quote is out of place",
                    encoding.GetString(csv.RawRecord).TrimEnd());
                fault = null;
                continue;
            }
            var hash = context.Hash(csv.RawRecord);
            yield return hash is { } known && context.Passes!(known) ? FeedRow.Same(number) : map.ToRow(number, row, ownItem: true, hash);
        }
        if (!hasEnded)
        {
            throw new FeedBrokenException($"The file breaks off: its last line does not begin with {settings.Trailer}.");
        }
    }

    private static async Task<Dictionary<string, int>> HeaderAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        await csv.ReadHeaderAsync(cancellationToken);
        var header = Index(csv.Headers.ToList());
        return header.Count > 0 ? header : throw new FeedBrokenException("The file is empty: not even a header.");
    }

    private static Dictionary<string, int> Index(IReadOnlyList<string> names)
    {
        var header = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, name) in names.Index())
        {
            header.TryAdd(Normal(name), column);
        }
        return header;
    }

    /// <summary>The document is read as it lies in a file or in memory, which nobody waits for.</summary>
    private static bool Next(CsvReader csv, long row)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new FeedBrokenException($"The file cannot be read on from row {row.ToString(CultureInfo.InvariantCulture)}: {e.Message}", e);
        }
    }

    /// <summary>Header names compare without case, prefix and the difference of space and underscore.</summary>
    private static string Normal(string name)
    {
        var plain = name.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_');
        return plain.StartsWith("g:", StringComparison.Ordinal) ? plain[2..] : plain;
    }

    private static char DelimiterOf(string glimpse, string? setting)
    {
        if (setting is { Length: > 0 })
        {
            return setting.Equals("tab", StringComparison.OrdinalIgnoreCase) ? '\t' : setting[0];
        }
        var header = glimpse.Split('\n', 2)[0];
        return Delimiters.MaxBy(delimiter => header.Count(c => c == delimiter));
    }

    /// <summary>The row that the reader stands on, by the slots of a field map.</summary>
    private sealed class CsvRow(CsvReader csv, IReadOnlyCollection<int> columns, IReadOnlyList<bool> plain) : IRowTexts
    {
        private readonly int[] _columns = [.. columns];
        private readonly RepeatedTexts _repeated = new(columns.Count);

        public bool Has(int slot) => _columns[slot] >= 0;

        public string? Text(int slot)
        {
            var column = _columns[slot];
            if (column < 0 || column >= csv.FieldCount)
            {
                return null;
            }
            var bytes = SliceText.Trim(csv.GetSpan(column));
            if (bytes.IsEmpty)
            {
                return null;
            }
            if (!_repeated.Wants(slot, bytes))
            {
                return Made(slot, bytes);
            }
            if (!_repeated.TryFind(slot, bytes, out var text, out var place))
            {
                _repeated.Keep(place, slot, bytes, text = Made(slot, bytes));
            }
            return text;
        }

        private string? Made(int slot, ReadOnlySpan<byte> bytes) => plain[slot] ? PlainText.Of(bytes) : bytes[0] < 0x80 && bytes[^1] < 0x80 ? SliceText.Utf8(bytes) : SliceText.Utf8(bytes).Trim();
    }
}
