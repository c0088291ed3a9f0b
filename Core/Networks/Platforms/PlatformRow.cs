using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Core.Networks.Platforms;

/// <summary>
/// The fields of one row of a platform's answer, normalised: identifiers are texts, money is fen, instants are UTC. Numbers may be written as texts and
/// fields may be missing. What is there and cannot be read throws <see cref="RowUnreadableException"/>, so that the row is refused and not guessed.
/// </summary>
internal sealed class PlatformRow(JsonElement row)
{
    private const int LongestText = 500;

    /// <summary>JSON as the platforms' own kits write it; what is signed is what is sent.</summary>
    public static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Beijing's time has had no other offset since 1991.</summary>
    public static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Reads a row into a report; null when the row is none of ours to keep (not paid yet).</summary>
    public static ReportRow? Read(JsonElement row, long number, Func<PlatformRow, ReportRow?> read)
    {
        try
        {
            return read(new PlatformRow(row));
        }
        catch (RowUnreadableException e)
        {
            return new ReportRow(null, new RefusedRow(number, ReportReader.Shown(row.GetRawText()), e.Message));
        }
    }

    public JsonElement Element => row;

    /// <summary>The text of a plain field; null for none, null and empty.</summary>
    public string? Text(string field) => JsonPath.Text(row, field)?.Trim() is { Length: > 0 } text
        ? string.Concat(text.Where(c => !char.IsControl(c)).Take(LongestText))
        : null;

    /// <summary>An identifier, which must be there.</summary>
    public string Id(string field) => Text(field) is { Length: <= 100 } id ? id : throw Lacks(field);

    public long? Whole(string field) => Text(field) switch
    {
        null => null,
        var text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue => (long)number,
        var text => throw Unreadable(field, text, "a whole number"),
    };

    /// <summary>Yuan, whatever the platform puts behind the point; below a fen it is cut, so that we never book more than it pays.</summary>
    public long? YuanAsFen(string field) => Yuan(field) is { } yuan ? (long)decimal.Truncate(yuan * 100) : null;

    /// <summary>Yuan as written, for sums.</summary>
    public decimal? Yuan(string field) => Text(field) switch
    {
        null => null,
        var text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var yuan) && Math.Abs(yuan) < ReportReader.MostMinor / 100 => yuan,
        var text => throw Unreadable(field, text, "an amount in yuan"),
    };

    /// <summary>A currency's code, which must be one that books are kept in.</summary>
    public string Currency(string field) => Text(field)?.ToUpperInvariant() switch
    {
        null => throw Lacks(field),
        var code when CurrencyTable.Knows(code) => code,
        var code => throw Unreadable(field, code, "a currency that is known here"),
    };

    /// <summary>An amount in major units as minor units of its currency; rounded down, also below zero, so that we never book more than it pays.</summary>
    public long? Minor(string field, string currency) => Text(field) switch
    {
        null => null,
        var text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var major) && Math.Abs(major) < ReportReader.MostMinor / 1000 =>
            (long)decimal.Floor(major * CurrencyTable.Decimals(currency) switch { 0 => 1, 3 => 1000, _ => 100 }),
        var text => throw Unreadable(field, text, "an amount"),
    };

    /// <summary>A time as platforms write it, in UTC where it names no offset.</summary>
    public DateTimeOffset? Instant(string field) => Text(field) switch
    {
        null => null,
        var text => TimeCell.Read(text, TimeZoneInfo.Utc) ?? throw Unreadable(field, text, "a time such as 2026-11-02T08:00:00Z"),
    };

    /// <summary>Seconds since 1970; 0 is none.</summary>
    public DateTimeOffset? Seconds(string field) => Whole(field) switch
    {
        null or 0 => null,
        > 0 and < 10_000_000_000 and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
        var other => throw Unreadable(field, other.Value.ToString(CultureInfo.InvariantCulture), "seconds since 1970"),
    };

    /// <summary>Milliseconds since 1970; 0 is none.</summary>
    public DateTimeOffset? Milliseconds(string field) => Whole(field) switch
    {
        null or 0 => null,
        > 100_000_000_000 and < 10_000_000_000_000 and var milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        var other => throw Unreadable(field, other.Value.ToString(CultureInfo.InvariantCulture), "milliseconds since 1970"),
    };

    /// <summary>A Beijing wall time, <c>2026-11-02 08:00:00</c>; empty is none.</summary>
    public DateTimeOffset? BeijingTime(string field) => Text(field) switch
    {
        null => null,
        var text when DateTime.TryParseExact(
            text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) =>
            new DateTimeOffset(wall, Beijing).ToUniversalTime(),
        var text => throw Unreadable(field, text, "a time such as 2026-11-02 08:00:00"),
    };

    /// <summary>The list under a name; none, null and an empty object are an empty list.</summary>
    public IEnumerable<PlatformRow> List(string field) => Items(row, field).Select(item => new PlatformRow(item));

    /// <summary>The list under a path in an answer; none, null and an empty object are an empty list.</summary>
    public static IReadOnlyList<JsonElement> Items(JsonElement answer, string path) => JsonPath.Find(answer, path) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => [],
    };

    public static string BeijingText(DateTimeOffset time) => time.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static RowUnreadableException Lacks(string field) => new($"it has no {field}.");

    private static RowUnreadableException Unreadable(string field, string text, string what) => new($"its {field} \"{text}\" is not {what}.");
}

/// <summary>A row cannot be believed; the message says which field and why.</summary>
internal sealed class RowUnreadableException(string message) : Exception(message);
