using System.Text.Json;
using Daogou.Core.Catalog;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"title", "brand"?}</c> to what it says of the product.</summary>
internal sealed class TitleInspection : IInspection
{
    public string Kind => "title";

    public object Answer(JsonElement line, CancellationToken cancellationToken) =>
        TitleReader.Read(InspectionLine.Required(line, "title"), InspectionLine.Optional(line, "brand"));
}
