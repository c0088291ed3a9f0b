using System.Text.Json;
using Daogou.Crawler.Manners;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"robots": base64, "userAgent", "url"}</c> to whether the address may be fetched, and by which line.</summary>
internal sealed class RobotsInspection : IInspection
{
    public string Kind => "robots";

    public object Answer(JsonElement line, CancellationToken cancellationToken) =>
        RobotsFile.Parse(InspectionLine.Body(line, "robots")).Judge(InspectionLine.Required(line, "userAgent"), InspectionLine.Required(line, "url"));
}
