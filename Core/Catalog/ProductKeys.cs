using System.IO.Hashing;
using System.Text;

namespace Daogou.Core.Catalog;

/// <summary>What an offer is looked for by among a million, as hashes, the most telling first.</summary>
internal static class ProductKeys
{
    private const int Models = 2;
    private const int RareWords = 3;
    private const int Beginning = 14;

    public static IReadOnlyList<long> Of(OfferSketch sketch)
    {
        var keys = new List<string>();
        if (sketch.Gtin is { } gtin)
        {
            keys.Add("gtin:" + gtin);
        }
        if (OfferKeys.Item(sketch.Offer.Url) is { } item)
        {
            keys.Add("item:" + item);
        }
        if (sketch.Compact.Length > 0)
        {
            keys.Add("title:" + sketch.Compact);
        }
        keys.AddRange(sketch.AllModels.OrderByDescending(model => model.Length).ThenBy(model => model, StringComparer.Ordinal).Take(Models).Select(model => "model:" + model));
        var rare = sketch.Weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(RareWords).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        for (var one = 0; one < rare.Count; one++)
        {
            for (var other = one + 1; other < rare.Count; other++)
            {
                keys.Add($"words:{rare[one]} {rare[other]}");
            }
        }
        if (sketch.Compact.Length > Beginning)
        {
            keys.Add("begin:" + sketch.Compact[..Beginning]);
        }
        return [.. keys.Select(key => unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)))).Distinct()];
    }
}
