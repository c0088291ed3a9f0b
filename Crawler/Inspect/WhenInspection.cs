using System.Text.Json;

namespace Daogou.Crawler.Inspect;

/// <summary>The time a text speaks of: <c>{text, now, zone}</c>.</summary>
public sealed class WhenInspection : IInspection
{
    public string Kind => "when";

    public object Answer(JsonElement line, CancellationToken cancellationToken) => new { };
}
