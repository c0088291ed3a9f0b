using System.Text.Json;
using Daogou.Core.Catalog;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"id", "title", "brand"?, "price"?, "gtin"?, "url"?, "merchant"?}</c> to the id of the cluster of offers that are one deal.</summary>
internal sealed class DedupeInspection : IWholeInspection
{
    public string Kind => "dedupe";

    public int MostLines => 200_000;

    public object Answer(JsonElement line, CancellationToken cancellationToken) => AnswerAll([line], cancellationToken)[0] switch
    {
        InspectionException refused => throw refused,
        var answer => answer,
    };

    public IReadOnlyList<object> AnswerAll(IReadOnlyList<JsonElement> lines, CancellationToken cancellationToken)
    {
        var answers = new object[lines.Count];
        var (offers, ids, places) = (new List<CatalogOffer>(), new List<string>(), new List<int>());
        for (var place = 0; place < lines.Count; place++)
        {
            try
            {
                var id = OfferLine.Text(lines[place], "id") ?? throw new InspectionException("\"id\" is missing; give a text or a number.");
                offers.Add(OfferLine.Read(lines[place]));
                ids.Add(id);
                places.Add(place);
            }
            catch (InspectionException e)
            {
                answers[place] = e;
            }
        }
        var clusters = DuplicateDeals.Cluster(offers, ids, cancellationToken);
        for (var at = 0; at < clusters.Length; at++)
        {
            answers[places[at]] = new { Id = ids[at], Cluster = clusters[at] };
        }
        return answers;
    }
}
