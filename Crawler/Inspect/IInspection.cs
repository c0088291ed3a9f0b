using System.Text.Json;

namespace Daogou.Crawler.Inspect;

/// <summary>Answers "what does it see here?" about one kind of thing, from what the line holds alone: no network, no database.</summary>
public interface IInspection
{
    /// <summary>The word behind <c>inspect</c>.</summary>
    string Kind { get; }

    /// <summary>What the parser makes of one line; the answer is written as JSON in camel case, nulls included.</summary>
    /// <exception cref="InspectionException">The line lacks what is needed, or a value is not of its kind.</exception>
    object Answer(JsonElement line, CancellationToken cancellationToken);
}

/// <summary>A line that cannot be answered; the message says what and why, in a form for the caller.</summary>
public sealed class InspectionException(string message) : Exception(message);

/// <summary>The fields of a line.</summary>
public static class InspectionLine
{
    /// <summary>The largest body, decoded.</summary>
    public const int MostBytes = 16 << 20;

    public static string Required(JsonElement line, string name) => Optional(line, name) ?? throw new InspectionException($"\"{name}\" is missing; give a text.");

    /// <summary>Null when the field is absent or null.</summary>
    public static string? Optional(JsonElement line, string name) =>
        line.ValueKind != JsonValueKind.Object ? throw new InspectionException("The line is not a JSON object.")
        : !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new InspectionException($"\"{name}\" is not a text.");

    /// <summary>The bytes of a base64 field.</summary>
    public static byte[] Body(JsonElement line, string name = "body")
    {
        var text = Required(line, name);
        if (text.Length > (MostBytes / 3 * 4) + 4)
        {
            throw new InspectionException($"\"{name}\" is larger than {MostBytes >> 20} MiB.");
        }
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : throw new InspectionException($"\"{name}\" is not base64.");
    }
}
