using System.Globalization;
using System.Text;

namespace Daogou.Core.Reports;

/// <summary>
/// Comma-separated text as RFC 4180 has it. A cell that a spreadsheet would run as a formula gets an apostrophe in front; plain
/// numbers stay numbers.
/// </summary>
public static class CsvText
{
    /// <summary>For spreadsheets that take a file without it for the local code page.</summary>
    public const string ByteOrderMark = "\uFEFF";

    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows, bool byteOrderMark = false)
    {
        var text = new StringBuilder(byteOrderMark ? ByteOrderMark : "");
        AppendRow(text, header);
        foreach (var row in rows)
        {
            AppendRow(text, row);
        }
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string?> cells) =>
        text.AppendJoin(',', cells.Select(cell => Quoted(Harmless(cell ?? "")))).Append("\r\n");

    private static string Harmless(string cell) =>
        cell.TrimStart(' ', '\uFEFF', '\u200B') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] && !IsNumber(cell)
            ? "'" + cell
            : cell;

    private static bool IsNumber(string cell) =>
        decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && cell[0] != '+';

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") || cell is [' ', ..] or [.., ' '] ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
