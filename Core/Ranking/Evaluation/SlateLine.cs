using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>A line that is not taken; the message says what and why.</summary>
public sealed class SlateLineException(string message) : Exception(message);

/// <summary>One line of a log (docs/ranking-evaluation.md) as a slate.</summary>
public static class SlateLine
{
    public const int MostCandidates = 2_000;
    public const int MostShown = 100;
    private const int MostValues = 64;
    private const int LongestText = 200;

    /// <param name="names">The names of numbers that were met, so that each is kept once.</param>
    /// <exception cref="SlateLineException">The line is not JSON, or a field is missing or not of its kind.</exception>
    public static LoggedSlate Read(ReadOnlyMemory<byte> line, HashSet<string> names)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            return Slate(document.RootElement, names);
        }
        catch (JsonException e)
        {
            throw new SlateLineException($"The line is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON to the reader, and no text.
            throw new SlateLineException("A text of the line is not Unicode.");
        }
    }

    private static LoggedSlate Slate(JsonElement line, HashSet<string> names)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new SlateLineException("The line is not a JSON object.");
        }
        var candidates = Items(line, "candidates", MostCandidates).Select(item => Candidate(item, names)).ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (!places.TryAdd(candidate.Id, places.Count))
            {
                throw new SlateLineException($"The candidate \"{candidate.Id}\" stands there twice.");
            }
        }
        var shown = Items(line, "shown", MostShown).Select(item => Pick(item, places)).OrderBy(pick => pick.Slot).ToList();
        if (shown.DistinctBy(pick => pick.Slot).Count() < shown.Count || shown.DistinctBy(pick => pick.Place).Count() < shown.Count)
        {
            throw new SlateLineException("\"shown\" has a slot or a deal twice.");
        }
        return new LoggedSlate(Id(line, "slate"), At(line), Id(line, "group"), candidates, shown)
        {
            Arm = Text(line, "arm"),
            Currency = Text(line, "currency"),
        };
    }

    private static LoggedCandidate Candidate(JsonElement item, HashSet<string> names)
    {
        var values = new List<KeyValuePair<string, double>>();
        foreach (var field in item.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Number && field.Name is not ("id" or "expected"))
            {
                if (field.Name.Length > LongestText || values.Count == MostValues)
                {
                    throw new SlateLineException($"A candidate has more than {MostValues} numbers, or a name longer than {LongestText} characters.");
                }
                var name = names.TryGetValue(field.Name, out var met) ? met : field.Name;
                names.Add(name);
                values.Add(new(name, Number(item, name)!.Value));
            }
        }
        return new LoggedCandidate(Id(item, "id"), values) { Category = Text(item, "category"), Expected = Number(item, "expected") };
    }

    private static LoggedPick Pick(JsonElement item, Dictionary<string, int> places)
    {
        var id = Id(item, "id");
        var slot = Number(item, "slot") ?? throw new SlateLineException($"\"slot\" of {id} is missing; give its number from the top.");
        var propensity = Number(item, "p") ?? throw new SlateLineException($"\"p\" of {id} is missing; give the probability with which it was chosen for its slot.");
        return new LoggedPick(
            places.TryGetValue(id, out var place) ? place : throw new SlateLineException($"\"{id}\" was shown and is not among the candidates."),
            slot is >= 0 and <= 10_000 && slot == Math.Floor(slot) ? (int)slot : throw new SlateLineException($"\"slot\" of {id} is not a whole number from 0 to 10,000."),
            propensity is >= 0 and <= 1 ? propensity : throw new SlateLineException($"\"p\" of {id} is not from 0 to 1."),
            Amount(item, "clicks") ?? throw new SlateLineException($"\"clicks\" of {id} is missing; give 0 when there were none."))
        {
            Orders = Amount(item, "orders"),
            Impressions = Amount(item, "impressions"),
            CommissionMinor = Minor(item, "commission"),
        };
    }

    private static List<JsonElement> Items(JsonElement line, string name, int most)
    {
        if (!line.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw new SlateLineException($"\"{name}\" is missing or empty; give a list of objects.");
        }
        if (list.GetArrayLength() > most)
        {
            throw new SlateLineException($"\"{name}\" has more than {most:N0} entries.");
        }
        var items = list.EnumerateArray().ToList();
        return items.TrueForAll(item => item.ValueKind == JsonValueKind.Object) ? items : throw new SlateLineException($"An entry of \"{name}\" is not an object.");
    }

    /// <summary>An id as a text; a number is one too.</summary>
    private static string Id(JsonElement item, string name)
    {
        var id = item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(item, name);
        return !string.IsNullOrEmpty(id) && id.Length <= LongestText ? id : throw new SlateLineException($"\"{name}\" is missing; give a text or a number.");
    }

    private static string? Text(JsonElement item, string name) =>
        !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestText } text ? text
        : throw new SlateLineException($"\"{name}\" is not a text of at most {LongestText} characters.");

    private static double? Number(JsonElement item, string name) =>
        !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) < 1e15 ? number
        : throw new SlateLineException($"\"{name}\" is not a number below 1e15.");

    private static double? Amount(JsonElement item, string name) =>
        Number(item, name) is not { } number ? null : number >= 0 ? number : throw new SlateLineException($"\"{name}\" is below 0.");

    private static long? Minor(JsonElement item, string name) =>
        !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var minor) && Math.Abs(minor) < 1_000_000_000_000_000 ? minor
        : throw new SlateLineException($"\"{name}\" is not a whole number of minor units.");

    private static DateTimeOffset At(JsonElement line)
    {
        if (line.TryGetProperty("at", out var value))
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds is > -62_000_000_000 and < 250_000_000_000)
            {
                return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
            }
            if (value.ValueKind == JsonValueKind.String && DateText.Instant(value.GetString()!, TimeSpan.Zero) is { } at)
            {
                return at;
            }
        }
        throw new SlateLineException("\"at\" is missing or no instant; give Unix seconds or a time such as 2026-11-01T08:00:00Z.");
    }
}
