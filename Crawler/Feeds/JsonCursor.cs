using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>Walks a JSON document that comes in pieces to the list at a path, and gives its members one by one.</summary>
/// <param name="path">Dotted path of the list; empty: the root.</param>
/// <param name="beside">A member of the root whose text is wanted too, wherever it stands; null: the document is left when the list ends.</param>
internal sealed class JsonCursor(string path, string? beside = null)
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    private readonly string[] _path = path.Length == 0 ? [] : path.Split('.');
    private JsonReaderState _state = new(new JsonReaderOptions
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest,
        AllowMultipleValues = true,
    });

    private int _found;
    private Phase _phase;
    private bool _isBeside;

    private enum Phase
    {
        /// <summary>Before the list; the next value may be on the path.</summary>
        Before,
        Inside,

        /// <summary>Each value of the root is a member: JSON Lines.</summary>
        Lines,

        /// <summary>Behind the list, where the member beside it may still come.</summary>
        Behind,
        Done,
    }

    public long Count { get; private set; }

    /// <summary>The text of the member beside the list, once the document was read; null when there is none.</summary>
    public string? Beside { get; private set; }

    public bool IsDone => _phase == Phase.Done;

    public bool IsFresh => _phase == Phase.Before && Count == 0;

    /// <summary>The next member that lies whole in the bytes; null when more are needed or the list has ended.</summary>
    public JsonElement? Take(ReadOnlySpan<byte> bytes, bool last, out int used)
    {
        used = 0;
        var reader = new Utf8JsonReader(bytes, last, _state);
        try
        {
            while (true)
            {
                var (before, consumed) = (reader.CurrentState, (int)reader.BytesConsumed);
                if (!reader.Read())
                {
                    (_state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                    return null;
                }
                LookBeside(ref reader);
                var isMember = _phase switch
                {
                    Phase.Behind => false,
                    Phase.Inside => reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth != _found,
                    Phase.Lines => true,
                    _ => Step(ref reader),
                };
                var isEnd = _phase == Phase.Inside ? !isMember && reader.TokenType == JsonTokenType.EndArray
                    : _phase == Phase.Behind && reader.CurrentDepth == 0;
                if (isEnd && _phase == Phase.Inside && beside is not null && _path.Length > 0)
                {
                    _phase = Phase.Behind;
                    continue;
                }
                if (isEnd)
                {
                    _phase = Phase.Done;
                    (_state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                    return null;
                }
                if (!isMember)
                {
                    continue;
                }
                var from = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    // Not all of the member is here: go back before it and ask for more.
                    (_state, used) = (before, consumed);
                    if (_phase == Phase.Lines && Count == 0)
                    {
                        _phase = Phase.Before;
                    }
                    return null;
                }
                (_state, used) = (reader.CurrentState, (int)reader.BytesConsumed);
                using var parsed = JsonDocument.Parse(JsonBytes.Readable(bytes[from..used].ToArray()), Lenient);
                Count++;
                return parsed.RootElement.Clone();
            }
        }
        catch (JsonException e)
        {
            throw new FeedBrokenException($"The JSON breaks off or is malformed after {Count} items: {e.Message}", e);
        }
    }

    /// <summary>The document has ended.</summary>
    public void End(bool isWhole)
    {
        if (_phase == Phase.Before)
        {
            throw new FeedBrokenException(_path.Length == 0 ? "The JSON is neither a list nor lines of objects." : $"The JSON has no list '{path}'.");
        }
        if (_phase is Phase.Inside or Phase.Behind || (_phase == Phase.Lines && !isWhole))
        {
            throw new FeedBrokenException($"The JSON breaks off after {Count} items.");
        }
    }

    private void LookBeside(ref Utf8JsonReader reader)
    {
        if (beside is null || reader.CurrentDepth != 1 || _phase is not (Phase.Before or Phase.Behind))
        {
            return;
        }
        if (_isBeside && reader.TokenType == JsonTokenType.String)
        {
            Beside = reader.GetString();
        }
        _isBeside = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(beside);
    }

    /// <summary>One token nearer to the list; true when it is a member of JSON Lines.</summary>
    private bool Step(ref Utf8JsonReader reader)
    {
        if (_path.Length == 0)
        {
            _phase = reader.TokenType switch
            {
                JsonTokenType.StartArray when reader.CurrentDepth == 0 => Phase.Inside,
                JsonTokenType.StartObject => Phase.Lines,
                _ => throw new FeedBrokenException("The JSON is neither a list nor lines of objects."),
            };
            return _phase == Phase.Lines;
        }
        if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == _found + 1 && reader.ValueTextEquals(_path[_found]))
        {
            _found++;
            return false;
        }
        if (_found == _path.Length && reader.CurrentDepth == _found)
        {
            _phase = reader.TokenType == JsonTokenType.StartArray ? Phase.Inside : throw new FeedBrokenException($"'{path}' of the JSON is not a list.");
            return false;
        }
        if (reader.CurrentDepth < _found || (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            throw new FeedBrokenException($"The JSON has no list '{path}'.");
        }
        return false;
    }
}
