using System.Text;
using CsvHelper;

namespace Daogou.Crawler.Feeds;

/// <summary>Delimited text as a table (RFC 4180 and what people write instead).</summary>
/// <param name="Rows">All rows, the header among them; blank lines are none.</param>
internal sealed record DelimitedText(IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<(int Row, string Message)> Faults)
{
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    public static DelimitedText Read(string text, char delimiter)
    {
        var rows = new List<IReadOnlyList<string>>();
        var faults = new List<(int, string)>();
        using var csv = CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvReaderOptions
        {
            Separator = delimiter,
            Encoding = Encoding.UTF8,
            HasHeader = false,
            MaxRecordSize = 16 << 20,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => faults.Add((rows.Count + 1, $"a quote is out of place ({record.Reason})")),
        });
        try
        {
            while (csv.Read())
            {
                rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
            }
        }
        catch (CsvFormatException e)
        {
            faults.Add((rows.Count + 1, e.Message));
        }
        return new DelimitedText(rows, faults);
    }

    /// <summary>The delimiter that stands outside quotes equally often in the first lines, and most often.</summary>
    public static char Guess(string text)
    {
        var counts = Lines(text).Take(20).Select(line => Delimiters.Select(delimiter => line.Count(c => c == delimiter)).ToArray()).Where(line => line.Length > 0).ToList();
        if (counts.Count == 0)
        {
            return ',';
        }
        return Delimiters.Index().OrderByDescending(pair => counts[0][pair.Index] > 0 && counts.TrueForAll(line => line[pair.Index] == counts[0][pair.Index]))
            .ThenByDescending(pair => counts[0][pair.Index]).First().Item;
    }

    /// <summary>Lines without what stands in quotes; a line end in quotes is none.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var line = new StringBuilder();
        var quoted = false;
        foreach (var c in text.Length > 65_536 ? text[..65_536] : text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\n' or '\r')
            {
                if (line.Length > 0)
                {
                    yield return line.ToString();
                }
                line.Clear();
            }
            else if (!quoted)
            {
                line.Append(c);
            }
        }
        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
