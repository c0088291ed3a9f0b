using System.Text.Json;
using Daogou.Core.Urls;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"url", "base"?}</c> to what the address says without being fetched.</summary>
internal sealed class UrlInspection : IInspection
{
    public string Kind => "url";

    public object Answer(JsonElement line, CancellationToken cancellationToken) =>
        UrlFacts.Of(InspectionLine.Required(line, "url"), InspectionLine.Optional(line, "base"));
}
