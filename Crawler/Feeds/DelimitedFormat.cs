using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
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
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        CsvMalformedReason? fault = null;
        using var csv = CsvReader.Create(whole, new CsvReaderOptions
        {
            Separator = DelimiterOf(FeedText.Glimpse(head), context.Settings.Delimiter),
            Encoding = FeedText.Choose(head, context),
            MaxRecordSize = LargestRow,
            // Recovered and then refused, so that the rows keep their numbers and their order.
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => fault = record.Reason,
        });
        var header = await HeaderAsync(csv, cancellationToken);
        var map = new FieldMap(context);
        for (var row = 1L; await NextAsync(csv, row, cancellationToken); row++)
        {
            if (fault is not null || csv.FieldCount > header.Count)
            {
                yield return FieldMap.Malformed(
                    row,
                    fault is null ? $"{csv.FieldCount} fields under {header.Count} columns" : "a quote is out of place",
                    Encoding.UTF8.GetString(csv.RawRecord).TrimEnd());
                fault = null;
                continue;
            }
            yield return map.ToRow(row, name => header.TryGetValue(Normal(name), out var column) && column < csv.FieldCount ? csv.GetString(column) : null, ownItem: true);
        }
    }

    private static async Task<Dictionary<string, int>> HeaderAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        await csv.ReadHeaderAsync(cancellationToken);
        var header = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, name) in csv.Headers.Index())
        {
            header.TryAdd(Normal(name), column);
        }
        return header.Count > 0 ? header : throw new FeedBrokenException("The file is empty: not even a header.");
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
