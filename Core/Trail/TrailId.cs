using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daogou.Core.Trail;

/// <summary>The links of the chain, in its order.</summary>
public enum TrailKind
{
    Source = 1,
    Item = 2,
    Deal = 3,
    Digest = 4,
    Post = 5,
    Link = 6,
    Click = 7,
    Report = 8,
    Order = 9,
    Entry = 10,
    Payout = 11,
}

/// <summary>
/// One step of the chain by name: <c>source:key</c>, <c>item:id</c>, <c>deal:id</c>, <c>digest:id</c>, <c>post:id</c>, <c>link:code</c>,
/// <c>click:ref</c>, <c>report:id</c>, <c>order:network/orderNo/itemNo</c>, <c>entry:seq</c>, <c>payout:id</c>.
/// </summary>
[JsonConverter(typeof(TrailIdJson))]
public readonly record struct TrailId(TrailKind Kind, string Key)
{
    public const string Forms = "source:key item:id deal:id digest:id post:id link:code click:ref report:id order:network/order/item entry:seq payout:id";

    /// <summary>Also takes a bare click ref, link code, or <c>network/order</c>; null when it is none of these.</summary>
    public static TrailId? Parse(string text)
    {
        var trimmed = text.Trim();
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && trimmed.Length > colon + 1 && trimmed.Length <= 300)
        {
            return Enum.TryParse<TrailKind>(trimmed[..colon], ignoreCase: true, out var kind) && !char.IsAsciiDigit(trimmed[0])
                ? new TrailId(kind, trimmed[(colon + 1)..])
                : null;
        }
        return trimmed switch
        {
            _ when trimmed.Contains('/', StringComparison.Ordinal) => new TrailId(TrailKind.Order, trimmed),
            { Length: Links.ClickRefs.Length } when trimmed.All(char.IsAsciiLetterOrDigit) => new TrailId(TrailKind.Click, trimmed),
            { Length: 7 } when trimmed.All(char.IsAsciiLetterOrDigit) => new TrailId(TrailKind.Link, trimmed),
            _ => null,
        };
    }

    public override string ToString() => Kind.ToString().ToLowerInvariant() + ":" + Key;

    internal static TrailId Of(TrailKind kind, long key) => new(kind, key.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The key as a number; null where it is none.</summary>
    internal long? Number =>
        long.TryParse(Key, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class TrailIdJson : JsonConverter<TrailId>
    {
        public override TrailId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString() ?? "") ?? throw new JsonException("Not a trail id; give one of: " + Forms);

        public override void Write(Utf8JsonWriter writer, TrailId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
