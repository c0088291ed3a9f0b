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
        var noRows = settings.NoRows?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var map = new FieldMap(context);
        var columns = map.Names.Select(name => header.TryGetValue(Normal(name), out var column) ? column : -1).ToArray();
        var texts = new string?[columns.Length];
        for (var row = 1L; await NextAsync(csv, row, cancellationToken); row++)
        {
            if (noRows.Length > 0 && csv.FieldCount > 0 && noRows.Contains(csv.GetString(0).Trim(), StringComparer.OrdinalIgnoreCase))
            {
                (fault, row) = (null, row - 1);
                continue;
            }
            if (fault is not null || csv.FieldCount > header.Count)
            {
                yield return FieldMap.Malformed(
                    row,
                    fault is null ? $"{csv.FieldCount} fields under {header.Count} columns" : "a quote is out of place",
                    encoding.GetString(csv.RawRecord).TrimEnd());
                fault = null;
                continue;
            }
            for (var slot = 0; slot < columns.Length; slot++)
            {
                texts[slot] = columns[slot] >= 0 && columns[slot] < csv.FieldCount && !csv.IsEmpty(columns[slot]) ? csv.GetString(columns[slot]).Trim() : null;
            }
            yield return map.ToRow(row, texts, ownItem: true);
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

    private static async Task<bool> NextAsync(CsvReader csv, long row, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
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
}
