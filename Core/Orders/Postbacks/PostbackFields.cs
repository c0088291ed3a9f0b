using System.Text;
using System.Text.Json;
using Daogou.Core.Networks;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>The fields of a call by name, from its query, its form or its JSON; bounded, and none of it believed.</summary>
internal sealed class PostbackFields(PostbackOptions options)
{
    private const int MostFields = 100;
    private const int LongestValue = 500;
    private const int Deepest = 4;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>A field by its name in the settings, else by its usual ones.</summary>
    public string? this[ReportField field] => (options.Fields.TryGetValue(field, out var own) ? [own] : ReportWords.Names[field])
        .Select(name => _fields.GetValueOrDefault(Bare(name))).FirstOrDefault(value => value is { Length: > 0 });

    public void Add(string name, string? value)
    {
        if (_fields.Count < MostFields && name.Length <= 100 && value is { Length: <= LongestValue })
        {
            _fields.TryAdd(Bare(name), value.Trim());
        }
    }

    /// <summary>The body as a form or as JSON; what is neither has no fields.</summary>
    public void AddBody(ReadOnlySpan<byte> body, bool isForm)
    {
        if (isForm)
        {
            foreach (var pair in Encoding.UTF8.GetString(body).Split('&', MostFields))
            {
                if (pair.Split('=', 2) is [var name, var value])
                {
                    Add(Uri.UnescapeDataString(name.Replace('+', ' ')), Uri.UnescapeDataString(value.Replace('+', ' ')));
                }
            }
            return;
        }
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            Add(document.RootElement, 0);
        }
        catch (JsonException)
        {
        }
    }

    private void Add(JsonElement element, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return;
        }
        // Plain fields first: those of an outer object are not hidden by an inner one's.
        foreach (var field in element.EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            // What the envelope says of itself is not said of the order.
            if (depth > 0 || field.Name is not ("type" or "timestamp" or "id"))
            {
                Add(field.Name, field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : field.Value.GetRawText());
            }
        }
        foreach (var field in element.EnumerateObject())
        {
            Add(field.Value, depth + 1);
        }
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
