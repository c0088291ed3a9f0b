using System.Text.Json;
using Daogou.Core.Urls;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"text", "own"?}</c> to the addresses and share tokens in it, but for those under our own address.</summary>
internal sealed class LinksInspection : IInspection
{
    public string Kind => "links";

    public object Answer(JsonElement line, CancellationToken cancellationToken) =>
        new { Links = LinkRecogniser.Find(InspectionLine.Required(line, "text"), Uri.TryCreate(InspectionLine.Optional(line, "own"), UriKind.Absolute, out var own) ? address => address.Authority == own.Authority : null) };
}
