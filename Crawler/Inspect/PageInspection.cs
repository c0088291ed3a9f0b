using System.Text.Json;
using Daogou.Crawler.Pages;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{body, contentType?, url?}</c>: the character set, the offers and what stands in the way of one page.</summary>
public sealed class PageInspection : IInspection
{
    public string Kind => "page";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var reading = PageReader.Read(
            InspectionLine.Body(line), InspectionLine.Optional(line, "contentType"), InspectionLine.Optional(line, "url"), cancellationToken);
        return new
        {
            reading.Charset,
            Offers = reading.Offers.Select(offer => new
            {
                offer.Name, offer.Brand, offer.Gtin, offer.Sku, offer.Price, offer.Currency, offer.Availability, offer.Url, offer.Source,
            }),
            Challenge = reading.Guard?.Kind,
        };
    }
}
