using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>The members of a list inside a JSON document, one by one; only the one at hand is in memory.</summary>
internal static class JsonItems
{
    private const int LargestItem = 4 << 20;

    /// <summary>Finds the list at the dotted <paramref name="path"/> and yields its members. Empty: the root is the list, or each line is a member.</summary>
    /// <exception cref="FeedBrokenException">There is no such list, a member is too large, or the document breaks off.</exception>
    public static IAsyncEnumerable<JsonElement> ReadAsync(Stream document, string path, CancellationToken cancellationToken) =>
        ReadAsync(document, new JsonCursor(path), cancellationToken);

    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream document, JsonCursor cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        var (start, end, last) = (0, 0, false);
        while (!cursor.IsDone)
        {
            if (cursor.Take(buffer.AsSpan(start, end - start), last, out var used) is { } item)
            {
                start += used;
                yield return item;
                continue;
            }
            start += used;
            if (cursor.IsDone || last)
            {
                cursor.End(last && start == end);
                yield break;
            }
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            if (end == buffer.Length)
            {
                if (buffer.Length >= LargestItem)
                {
                    throw new FeedBrokenException($"Item {cursor.Count + 1} is larger than {LargestItem >> 20} MiB.");
                }
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            var read = await document.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (end == 0 && cursor.IsFresh && buffer.AsSpan(0, read) is [0xEF, 0xBB, 0xBF, ..])
            {
                start = 3;
            }
            end += read;
            last = read == 0;
        }
    }

    /// <summary>The text at a dotted path: strings as they are, numbers and booleans as written, the first member of a list.</summary>
    public static string? Text(JsonElement item, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (item.ValueKind == JsonValueKind.Array)
            {
                var index = int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 0;
                item = item.GetArrayLength() > index ? item[index] : default;
                if (index == given && name.All(char.IsAsciiDigit))
                {
                    continue;
                }
            }
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return null;
            }
        }
        return item.ValueKind switch
        {
            JsonValueKind.String => item.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => item.GetRawText(),
            JsonValueKind.Array => item.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first ? first.GetString() : null,
            JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Null => null,
            _ => null,
        };
    }
}
