using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>Any JSON: a list at a path or at the root, or JSON Lines; our fields by dotted paths. Pages by number, cursor or link.</summary>
public sealed class JsonFormat : IFeedFormat
{
    private const int LargestPage = 32 << 20;

    public string Name => "json";

    public int Recognises(ReadOnlySpan<byte> head) => FeedText.Glimpse(head) switch
    {
        ['[', ..] text when text.AsSpan(1).TrimStart() is ['{', ..] => 30,
        ['{', ..] text when text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && text.AsSpan(0, end).TrimEnd() is [.., '}'] && text.AsSpan(end).TrimStart() is ['{', ..] => 30,
        _ => 0,
    };

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = context.RowsBefore;
        await foreach (var item in ItemsAsync(document, context, cancellationToken))
        {
            row++;
            yield return item.ValueKind == JsonValueKind.Object
                ? map.ToRow(row, name => JsonItems.Text(item, name), ownItem: true)
                : FieldMap.Malformed(row, "the item is not an object", item.ToString());
        }
        if (context.Settings is { NextPage: null, PageParameter: { Length: > 0 } parameter } && row > context.RowsBefore)
        {
            context.GoOn(Paging.Counted(context, parameter, 1, 1));
        }
    }

    private static async IAsyncEnumerable<JsonElement> ItemsAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = context.Settings.ItemsPath ?? "";
        if (context.Settings.NextPage is not { Length: > 0 } next)
        {
            await foreach (var item in JsonItems.ReadAsync(document, path, cancellationToken))
            {
                yield return item;
            }
            yield break;
        }
        // What names the next page may stand behind the list: such a page is read whole.
        using var bounded = new BoundedStream(document, LargestPage);
        using var page = await ParseAsync(bounded, cancellationToken);
        var list = page.RootElement;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            list = list.ValueKind == JsonValueKind.Object && list.TryGetProperty(name, out var inner) ? inner : throw new FeedBrokenException($"The JSON has no list '{path}'.");
        }
        foreach (var item in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new FeedBrokenException($"'{path}' of the JSON is not a list."))
        {
            yield return item;
        }
        var cursor = JsonItems.Text(page.RootElement, next);
        context.GoOn(cursor is null or "" or "false" or "null" ? null
            : context.Settings.PageParameter is { Length: > 0 } parameter && !cursor.Contains("://", StringComparison.Ordinal) && !context.Address.IsFile
                ? Paging.With(context.Address, parameter, cursor)
                : cursor);
    }

    private static async Task<JsonDocument> ParseAsync(Stream document, CancellationToken cancellationToken)
    {
        try
        {
            using var whole = new MemoryStream();
            await document.CopyToAsync(whole, cancellationToken);
            return JsonDocument.Parse(JsonBytes.Readable(whole.GetBuffer().AsMemory(0, (int)whole.Length)), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        }
        catch (JsonException e)
        {
            throw new FeedBrokenException($"The JSON breaks off or is malformed: {e.Message}", e);
        }
    }
}
