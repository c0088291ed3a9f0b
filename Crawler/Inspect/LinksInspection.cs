using System.Text.Json;
using Daogou.Core.Urls;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"text"}</c> to the addresses and share tokens in it.</summary>
internal sealed class LinksInspection : IInspection
{
    public string Kind => "links";

    public object Answer(JsonElement line, CancellationToken cancellationToken) => new { Links = LinkFinder.Find(InspectionLine.Required(line, "text")) };
}
