using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Inspect;

/// <summary>Numbers, instants and lists of a line, each refused with its name when it is not of its kind.</summary>
internal static class JsonFields
{
    /// <summary>A number, or a text with one: <c>"19.90"</c>; null when absent.</summary>
    public static double? Number(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        double number = 0;
        var isRead = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isRead && double.IsFinite(number) ? number : throw new InspectionException($"\"{name}\" is not a number, such as 3 or \"19.90\".");
    }

    /// <summary>Unix seconds or a time; null when absent.</summary>
    public static DateTimeOffset? Instant(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > -62_000_000_000 and < 250_000_000_000)
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        }
        return (value.ValueKind == JsonValueKind.String ? DateText.Instant(value.GetString()!, TimeSpan.Zero) : null)
            ?? throw new InspectionException($"\"{name}\" is not an instant; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");
    }

    public static DateTimeOffset RequiredInstant(JsonElement line, string name) =>
        Instant(line, name) ?? throw new InspectionException($"\"{name}\" is missing; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");

    /// <summary>An id: a text or a number, as it was written.</summary>
    public static string Id(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 and <= 256 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new InspectionException($"\"{name}\" is not an id; give a text or a number."),
    };

    public static string RequiredId(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? Id(value, name) : throw new InspectionException($"\"{name}\" is missing; give a text or a number.");

    /// <summary>The entries of a list that must be there.</summary>
    public static List<JsonElement> List(JsonElement line, string name, int most)
    {
        if (!line.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new InspectionException($"\"{name}\" is missing; give a list.");
        }
        return list.GetArrayLength() <= most ? [.. list.EnumerateArray()] : throw new InspectionException($"\"{name}\" has more than {most:N0} entries.");
    }
}
