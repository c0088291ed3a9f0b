using System.Globalization;
using System.Text.Json;

namespace Daogou.Core.Networks;

/// <summary>A value inside a JSON answer by its path: <c>data.orders</c>, <c>items.0.id</c>; empty or <c>$</c> is the value itself.</summary>
internal static class JsonPath
{
    public static JsonElement? Find(JsonElement root, string path)
    {
        JsonElement? current = root;
        foreach (var step in path.TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            current = current switch
            {
                { ValueKind: JsonValueKind.Object } element when element.TryGetProperty(step, out var value) => value,
                { ValueKind: JsonValueKind.Array } element
                    when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength() => element[index],
                _ => null,
            };
        }
        return current;
    }

    /// <summary>The text of a plain value; null for none, null, objects and lists.</summary>
    public static string? Text(JsonElement root, string path) => Find(root, path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain => plain.GetRawText(),
        _ => null,
    };
}
