using Daogou.Core.Deals;
using Daogou.Core.Ranking;

namespace Daogou.Core.Search;

/// <summary>What the index knows of a deal.</summary>
public sealed record IndexedDeal
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public string Brand { get; init; } = "";

    public string Category { get; init; } = "";

    /// <summary>The beginning of the description.</summary>
    public string Description { get; init; } = "";

    public string Merchant { get; init; } = "";

    /// <summary>Minor units; null when the price is not known.</summary>
    public long? PriceMinor { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>The discount that is believed, in basis points.</summary>
    public int DiscountBp { get; init; }

    /// <summary>The deal's score as the rankings show it.</summary>
    public int Quality { get; init; }

    public bool HasCoupon { get; init; }

    public bool InStock { get; init; } = true;

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <param name="candidate">The deal as it is judged now; null when it has no price.</param>
    /// <param name="descriptionCharacters">How much of the description is searched.</param>
    public static IndexedDeal Of(Deal deal, Candidate? candidate, int descriptionCharacters) => new()
    {
        Id = deal.Id,
        Title = deal.Title,
        Brand = deal.Brand ?? "",
        Category = deal.Category ?? "",
        Description = deal.Description is { } words ? words[..Math.Min(words.Length, descriptionCharacters)] : "",
        Merchant = deal.Merchant,
        PriceMinor = candidate?.PriceAfter.Minor ?? deal.PriceMinor,
        Currency = deal.Currency ?? "",
        DiscountBp = candidate?.Discount.BasisPoints ?? 0,
        Quality = candidate?.Score.Total ?? 0,
        HasCoupon = candidate?.Coupon is not null,
        InStock = deal.Availability != Availability.OutOfStock,
        StartsAt = deal.StartsAt,
        EndsAt = deal.EndsAt,
    };
}
