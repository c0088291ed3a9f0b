namespace Daogou.Core.Catalog;

/// <summary>What is known of an offer when it is compared with another: its words, not yet read.</summary>
public sealed record CatalogOffer
{
    public required string Title { get; init; }

    public string? Brand { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    /// <summary>The maker's number, where the source names it apart.</summary>
    public string? Model { get; init; }

    public string? Gtin { get; init; }

    public string? Url { get; init; }

    /// <summary>The merchant's key, for offers that lie close together in one shop.</summary>
    public string? Merchant { get; init; }

    /// <summary>In whole units of any currency, only to be divided by another price; null when there is none.</summary>
    public double? Price { get; init; }
}
