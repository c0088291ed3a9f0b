using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Networks;

/// <summary>A time as files and APIs write it, to UTC. Forms in which day and month could be mistaken are not read.</summary>
public static partial class TimeCell
{
    private const long FirstMilliseconds = 100_000_000_000;
    private static readonly long LastMilliseconds = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m", "yyyy-M-dTH:m:s", "yyyy-M-dTH:m:s.FFFFFFF",
    ];

    /// <param name="text">The cell.</param>
    /// <param name="zone">Where a time without an offset was written.</param>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone)
    {
        var value = text.Trim().Replace('/', '-').Replace("年", "-", StringComparison.Ordinal).Replace("月", "-", StringComparison.Ordinal)
            .Replace("日", "", StringComparison.Ordinal);
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            var milliseconds = unix < FirstMilliseconds ? unix * 1000 : unix;
            return value.Length >= 9 && milliseconds <= LastMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }
        if (WithOffset().IsMatch(value))
        {
            return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) ? Whole(instant) : null;
        }
        if (!DateTime.TryParseExact(value, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }
        var offset = zone.GetUtcOffset(local);
        return local.Year is > 1970 and < 2200 ? Whole(new DateTimeOffset(local, offset).ToUniversalTime()) : null;
    }

    /// <summary>Books keep milliseconds.</summary>
    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    [GeneratedRegex(@"^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WithOffset();
}
