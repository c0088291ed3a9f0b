using System.Text.Json;

namespace Daogou.Crawler.Inspect;

/// <summary>An inspection whose answer to a line depends on the other lines: all are read first.</summary>
public interface IWholeInspection : IInspection
{
    /// <summary>The most lines it holds at a time; those behind are answered by an error.</summary>
    int MostLines { get; }

    /// <summary>An answer for each line, in their order. A line that cannot be answered gets an <see cref="InspectionException"/> in its place.</summary>
    IReadOnlyList<object> AnswerAll(IReadOnlyList<JsonElement> lines, CancellationToken cancellationToken);
}
