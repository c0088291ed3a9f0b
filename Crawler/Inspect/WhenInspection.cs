using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Inspect;

/// <summary>The time a text speaks of: <c>{text, now, zone}</c>, with the present instant in ISO 8601 and an IANA zone.</summary>
public sealed class WhenInspection : IInspection
{
    public string Kind => "when";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var text = InspectionLine.Required(line, "text");
        var name = InspectionLine.Optional(line, "zone") ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            throw new InspectionException("\"zone\" is not a time zone; give one such as Asia/Shanghai.");
        }
        var written = InspectionLine.Required(line, "now");
        // A now without an offset is the zone's wall time, with the offset that holds about then.
        if (DateText.Instant(written, zone.BaseUtcOffset) is not { } about || DateText.Instant(written, zone.GetUtcOffset(about)) is not { } now)
        {
            throw new InspectionException("\"now\" is not an instant; give one such as 2024-12-01T08:00:00+08:00.");
        }
        return WhenText.Read(text, now, zone) is { } seen
            ? new WhenAnswer(Written(seen.Start), Written(seen.End), seen.Grain)
            : new WhenAnswer(null, null, null);
    }

    private static string Written(DateTimeOffset at) => at.ToString(at.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private sealed record WhenAnswer(string? Start, string? End, TimeGrain? Grain);
}
