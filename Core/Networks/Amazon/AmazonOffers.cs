using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Amazon;

/// <summary>Items of the Creators API as feed items. A price that would break the maker's lowest price, or is for members only, is left out.</summary>
internal static class AmazonOffers
{
    /// <summary>What is asked for of each item.</summary>
    public static readonly string[] Resources =
    [
        "itemInfo.title", "images.primary.large", "offersV2.listings.price", "offersV2.listings.availability", "offersV2.listings.dealDetails",
        "offersV2.listings.isBuyBoxWinner",
    ];

    public static OfferPage Read(JsonElement answer, string items, string marketplace, string? next) =>
        OfferRows.OfSingles(PlatformRow.Items(answer, items), (item, number) => Read(item, marketplace, number), next);

    private static FeedItem Read(PlatformRow item, string marketplace, long number)
    {
        var asin = item.Id("asin");
        var listings = item.List("offersV2.listings").ToList();
        var listing = listings.Find(one => one.Text("isBuyBoxWinner") == "true") ?? listings.FirstOrDefault();
        var shows = listing is not null && listing.Text("violatesMAP") != "true" && listing.Text("dealDetails.accessType") is null or "ALL";
        return new FeedItem
        {
            Key = asin,
            MerchantItem = asin,
            Merchant = "amazon",
            Title = item.Text("itemInfo.title.displayValue") ?? throw PlatformRow.Lacks("title"),
            Link = $"https://{marketplace}/dp/{asin}",
            Image = item.Text("images.primary.large.url"),
            Price = shows ? OfferRows.Amount(listing!.Text("price.money.amount"), listing.Text("price.money.currency")) : null,
            ListPrice = shows ? OfferRows.Amount(listing!.Text("price.savingBasis.money.amount"), listing.Text("price.savingBasis.money.currency")) : null,
            Availability = listing?.Text("availability.type") switch
            {
                null => null,
                var type when type.StartsWith("OUT", StringComparison.OrdinalIgnoreCase) || type.StartsWith("UNAVAILABLE", StringComparison.OrdinalIgnoreCase) => "out of stock",
                var type when type.StartsWith("PREORDER", StringComparison.OrdinalIgnoreCase) => "preorder",
                _ => "in stock",
            },
            StartsAt = listing?.Text("dealDetails.startTime"),
            EndsAt = listing?.Text("dealDetails.endTime"),
            Row = number,
        };
    }
}
