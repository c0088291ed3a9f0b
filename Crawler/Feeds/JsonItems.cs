using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>The members of an array inside a JSON document, one by one; only the one at hand is in memory.</summary>
internal static class JsonItems
{
    private const int LargestItem = 4 << 20;
    private const int Deepest = 64;

    /// <summary>Finds the array under <paramref name="property"/> of the root object and yields its members.</summary>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream document, string property, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        var (start, end, last) = (0, 0, false);
        var state = new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest });
        var phase = Phase.Before;
        var count = 0L;
        while (phase != Phase.After)
        {
            var step = Take(buffer.AsSpan(start, end - start), last, ref state, ref phase, property, count, out var used, out var item);
            start += used;
            if (item is { } found)
            {
                count++;
                yield return found;
                continue;
            }
            if (step == Step.Done || phase == Phase.After)
            {
                continue;
            }
            if (last)
            {
                throw new FeedBrokenException($"The JSON breaks off after {count} items.");
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
                    throw new FeedBrokenException($"Item {count + 1} is larger than {LargestItem >> 20} MiB.");
                }
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            var read = await document.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (end == 0 && count == 0 && phase == Phase.Before && buffer.AsSpan(0, read) is [0xEF, 0xBB, 0xBF, ..])
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
                item = item.GetArrayLength() > 0 ? item[0] : default;
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

    private static Step Take(
        ReadOnlySpan<byte> bytes, bool last, ref JsonReaderState state, ref Phase phase, string property, long count, out int used, out JsonElement? item)
    {
        item = null;
        used = 0;
        var reader = new Utf8JsonReader(bytes, last, state);
        try
        {
            while (true)
            {
                var (before, consumed) = (reader.CurrentState, (int)reader.BytesConsumed);
                if (!reader.Read())
                {
                    (state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                    return Step.NeedsMore;
                }
                switch (phase)
                {
                    case Phase.Before when reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(property):
                        phase = Phase.Named;
                        break;
                    case Phase.Before when reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray:
                        break;
                    case Phase.Before when reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject:
                        throw new FeedBrokenException($"The JSON has no list '{property}'.");
                    case Phase.Named:
                        phase = reader.TokenType == JsonTokenType.StartArray
                            ? Phase.Inside
                            : throw new FeedBrokenException($"'{property}' of the JSON is not a list.");
                        break;
                    case Phase.Inside when reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == 1:
                        phase = Phase.After;
                        (state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                        return Step.Done;
                    case Phase.Inside:
                        var from = (int)reader.TokenStartIndex;
                        if (!reader.TrySkip())
                        {
                            // Not all of the item is here: go back before it and ask for more.
                            (state, used) = (before, consumed);
                            return Step.NeedsMore;
                        }
                        (state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                        using (var parsed = JsonDocument.Parse(bytes[from..used].ToArray(), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }))
                        {
                            item = parsed.RootElement.Clone();
                        }
                        return Step.Done;
                    case Phase.Before or Phase.After:
                        break;
                }
            }
        }
        catch (JsonException e)
        {
            throw new FeedBrokenException($"The JSON breaks off or is malformed after {count} items: {e.Message}", e);
        }
    }

    private enum Phase
    {
        Before = 1,
        Named = 2,
        Inside = 3,
        After = 4,
    }

    private enum Step
    {
        Done = 1,
        NeedsMore = 2,
    }
}
