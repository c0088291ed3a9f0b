using System.Text.Json;
using Daogou.Core.Ranking;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Crawler.Inspect;

/// <summary>A deal as a simulated world tells of it.</summary>
internal sealed record RankedDeal
{
    private const int MostLooks = 20_000;

    public required string Id { get; init; }

    /// <summary>The id as it was written, a text or a number.</summary>
    public required JsonElement Raw { get; init; }

    public required string Product { get; init; }

    public required string Category { get; init; }

    public required string Merchant { get; init; }

    public required double Price { get; init; }

    /// <summary>By the merchant; percent or a share, as the world has it.</summary>
    public double? Claimed { get; init; }

    public required double TrueDiscount { get; init; }

    public required double BelowUsual { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public DateTimeOffset? ListedUntil { get; init; }

    public required double CommissionRate { get; init; }

    /// <exception cref="InspectionException">A field is missing or not of its kind.</exception>
    public static RankedDeal Read(JsonElement entry, DateTimeOffset now)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new InspectionException("An entry of \"deals\" is not an object.");
        }
        var price = PriceOf(entry);
        var id = JsonFields.RequiredId(entry, "id");
        var posted = JsonFields.Instant(entry, "postedAt") ?? now;
        var looks = (entry.TryGetProperty("history", out _) ? JsonFields.List(entry, "history", MostLooks) : [])
            .Select(look => new PriceObservation(JsonFields.RequiredInstant(look, "at"), (decimal)PriceOf(look))).ToList();
        var began = posted <= now ? posted : now;
        var truth = PriceTruth.Of([.. looks.Where(look => look.At < began), new PriceObservation(began, (decimal)price), .. looks.Where(look => look.At >= began)], now);
        var rate = JsonFields.Number(entry, "commissionRate") ?? 0;
        return new RankedDeal
        {
            Id = id,
            Raw = entry.GetProperty("id").Clone(),
            Product = entry.TryGetProperty("product", out var product) && product.ValueKind != JsonValueKind.Null ? JsonFields.Id(product, "product") : "deal " + id,
            Category = Word(entry, "category"),
            Merchant = Word(entry, "merchant"),
            Price = price,
            Claimed = JsonFields.Number(entry, "claimedDiscount") is { } claimed ? Math.Abs(claimed) : null,
            TrueDiscount = Math.Clamp(truth.TrueDiscountBp / 10_000.0, 0, 1),
            BelowUsual = UnderUsual(looks, began, price),
            PostedAt = posted,
            ListedUntil = JsonFields.Instant(entry, "listedUntil"),
            CommissionRate = Math.Clamp(rate > 1 ? rate / 100 : rate, 0, 1),
        };
    }

    public RankedOffer Offer(long number, double unit) => new(number, Product, Category, Merchant, PostedAt)
    {
        Price = Price / unit, TrueDiscount = TrueDiscount, BelowUsual = BelowUsual, CommissionRate = CommissionRate,
    };

    /// <summary>What is printed: what the history proves, and never more than the merchant claims; in the claims' unit.</summary>
    public double Shown(bool isPercent)
    {
        var proven = isPercent ? TrueDiscount * 100 : TrueDiscount;
        return Math.Round(Claimed is > 0 and var claimed ? Math.Min(claimed, proven) : proven, isPercent ? 2 : 4);
    }

    private static double UnderUsual(List<PriceObservation> looks, DateTimeOffset began, double price)
    {
        var before = looks.Where(look => look.At < began && look.At >= began.AddDays(-90)).Select(look => (double)look.Price).Order().ToList();
        return before.Count == 0 ? 0 : Math.Clamp(1 - (price / before[before.Count / 2]), 0, 1);
    }

    private static double PriceOf(JsonElement entry) =>
        JsonFields.Number(entry, "price") is > 0 and < 1e12 and var price ? price : throw new InspectionException("\"price\" is not an amount above 0, such as \"19.90\".");

    private static string Word(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? JsonFields.Id(value, name) : "";
}
