using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>JSON Feed 1.0 and 1.1; extensions are reached by path (<c>_offer.price</c>).</summary>
public sealed class JsonFeedFormat : IFeedFormat
{
    public string Name => "jsonfeed";

    public int Recognises(ReadOnlySpan<byte> head) =>
        FeedText.Glimpse(head) is ['{', ..] text
            ? text.Contains("jsonfeed.org/version", StringComparison.Ordinal) ? 95 : text.Contains("\"items\"", StringComparison.Ordinal) ? 40 : 0
            : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = context.RowsBefore;
        var cursor = new JsonCursor("items", "next_url");
        await foreach (var item in JsonItems.ReadAsync(document, cursor, cancellationToken))
        {
            row++;
            yield return item.ValueKind == JsonValueKind.Object
                ? map.ToRow(row, name => Field(item, name), ownItem: context.Settings.Fields.ContainsKey("item"))
                : FieldMap.Malformed(row, "the item is not an object", item.ToString());
        }
        context.GoOn(cursor.Beside);
    }

    private static string? Field(JsonElement item, string name) => name switch
    {
        "link" => JsonItems.Text(item, "external_url") is null ? JsonItems.Text(item, "link") : JsonItems.Text(item, "url") ?? JsonItems.Text(item, "external_url"),
        "image" => JsonItems.Text(item, "image") ?? JsonItems.Text(item, "banner_image"),
        "published" => JsonItems.Text(item, "date_published"),
        "category" => JsonItems.Text(item, "category") ?? JsonItems.Text(item, "tags"),
        _ => JsonItems.Text(item, name),
    };
}
