using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Inspect;

/// <summary>The kinds that can be inspected, and a line in, a line out.</summary>
public static class Inspections
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static IReadOnlyList<IInspection> All { get; } =
    [
        new AgentInspection(),
        new DedupeInspection(),
        new DiscountInspection(),
        new FeedInspection(),
        new GtinInspection(),
        new LinksInspection(),
        new MatchInspection(),
        new PageInspection(),
        new PriceInspection(),
        new RobotsInspection(),
        new TableInspection(),
        new TitleInspection(),
        new UrlInspection(),
        new WhenInspection(),
    ];

    public static IInspection? Find(string kind) => All.FirstOrDefault(inspection => inspection.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer to a line as one line of JSON; what cannot be answered is <c>{"error": …}</c>, and nothing is thrown.</summary>
    public static async Task<string> AnswerAsync(IInspection inspection, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MostTime);
        try
        {
            return await Task.Run(() => Answer(inspection, line, limit.Token), CancellationToken.None).WaitAsync(MostTime + TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Error($"It took longer than {MostTime.TotalSeconds:0} s.");
        }
    }

    /// <summary>The answers to lines that are judged together; nothing is thrown for what they hold.</summary>
    public static async Task<IReadOnlyList<string>> AnswerAllAsync(IWholeInspection inspection, IReadOnlyList<ReadOnlyMemory<byte>?> lines, CancellationToken cancellationToken)
    {
        var answers = new string[lines.Count];
        var (read, places) = (new List<JsonElement>(), new List<int>());
        for (var place = 0; place < lines.Count; place++)
        {
            if (place >= inspection.MostLines || lines[place] is not { } line)
            {
                answers[place] = Error(lines[place] is null ? "The line is too long." : $"More than {inspection.MostLines:N0} lines are not judged together.");
                continue;
            }
            try
            {
                using var document = JsonDocument.Parse(JsonBytes.Readable(line), new JsonDocumentOptions { MaxDepth = 64 });
                read.Add(document.RootElement.Clone());
                places.Add(place);
            }
            catch (JsonException e)
            {
                answers[place] = Error($"The line is not JSON: {e.Message}");
            }
        }
        var all = await Task.Run(() => inspection.AnswerAll(read, cancellationToken), cancellationToken);
        for (var at = 0; at < places.Count; at++)
        {
            answers[places[at]] = all[at] is InspectionException refused ? Error(refused.Message) : JsonSerializer.Serialize(all[at], Json);
        }
        return answers;
    }

    public static string Error(string words) => JsonSerializer.Serialize(new { error = words }, Json);

    private static string Answer(IInspection inspection, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonBytes.Readable(line), new JsonDocumentOptions { MaxDepth = 64 });
            return JsonSerializer.Serialize(inspection.Answer(document.RootElement, cancellationToken), Json);
        }
        catch (JsonException e)
        {
            return Error($"The line is not JSON: {e.Message}");
        }
        catch (InspectionException e)
        {
            return Error(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of ours is the caller's to see as an answer and ours to find by its type; the lines behind it go on.
            return Error($"It could not be read ({e.GetType().Name}).");
        }
    }
}
