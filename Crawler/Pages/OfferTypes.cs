namespace Daogou.Crawler.Pages;

/// <summary>The types and properties of schema.org that an offer is made of, and what older vocabularies call them.</summary>
internal static class OfferTypes
{
    /// <summary>Listed by name even when no price stands there.</summary>
    public static readonly HashSet<string> Products = new(StringComparer.OrdinalIgnoreCase)
    {
        "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "ProductCollection", "Vehicle", "Car", "Motorcycle",
        "MotorizedBicycle", "BusOrCoach", "DietarySupplement", "ProductOrService", "ProductOrServiceModel", "Individual",
    };

    public static readonly HashSet<string> Offers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Offer", "AggregateOffer", "OfferForPurchase", "OfferForLease", "Offering", "Offer-aggregate",
    };

    public static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "AggregateOffer", "Offer-aggregate" };

    /// <summary>What a product's offers are called.</summary>
    public static readonly string[] OfferNames = ["offers", "offer", "offerDetails", "hasOffer", "isOfferedBy"];

    /// <summary>Types whose offers are not for sale on this page, or that are no goods at all.</summary>
    public static readonly HashSet<string> NoOwners = new(StringComparer.OrdinalIgnoreCase)
    {
        "WebPage", "ItemPage", "WebSite", "CollectionPage", "SearchResultsPage", "AboutPage", "Organization", "LocalBusiness", "Store", "OnlineStore",
        "OnlineBusiness", "Corporation", "BreadcrumbList", "ItemList", "ListItem", "Person", "Brand", "OfferCatalog", "DataFeed", "Review",
        "AggregateRating", "Demand", "BusinessEntity",
    };

    /// <summary>Properties that lead away from what the page sells.</summary>
    public static readonly HashSet<string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor", "review", "reviews", "isVariantOf", "addOn", "model", "brand",
        "manufacturer", "seller", "hasVariant", "aggregateRating", "shippingDetails", "hasMerchantReturnPolicy", "successorOf", "predecessorOf",
        "isPartOf", "itemReviewed", "priceSpecification",
    };
}
