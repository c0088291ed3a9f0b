namespace Daogou.Crawler.Pages;

/// <summary>
/// Which of an offer's amounts is the price to pay (Google, merchant listings): <c>price</c>, else the price specification without a type or
/// with SalePrice; struck-through, list, member's, delivery and instalment amounts are not.
/// </summary>
internal static class PriceParts
{
    private static readonly HashSet<string> Former = new(StringComparer.OrdinalIgnoreCase)
    {
        "StrikethroughPrice", "ListPrice", "MSRP", "SRP", "RegularPrice", "MinimumAdvertisedPrice", "InvoicePrice", "SuggestedRetailPrice",
    };

    private static readonly string[] SpecificationNames = ["priceSpecification", "priceSpecifications", "hasPriceSpecification"];

    private static readonly HashSet<string> Charges = new(StringComparer.OrdinalIgnoreCase)
    {
        "DeliveryChargeSpecification", "PaymentChargeSpecification", "OfferShippingDetails",
    };

    public static IEnumerable<PageItem> Specifications(PageGraph graph, PageItem offer) =>
        SpecificationNames.SelectMany(name => graph.Items(offer, name))
            .SelectMany(item => item.Types.Contains("CompoundPriceSpecification") && item.Of("price").Count == 0
                ? graph.Items(item, "priceComponent").Prepend(item)
                : [item])
            .Where(item => !item.Is(Charges));

    public static (string? Price, string? List, string? Currency) Read(PageGraph graph, PageItem offer, string? currency)
    {
        currency = CurrencyOf(offer) ?? currency;
        var specifications = Specifications(graph, offer).Take(200).ToList();
        var isAggregate = offer.Is(OfferTypes.Aggregates);
        var specified = specifications.Select(CurrencyOf).FirstOrDefault(code => code is not null);
        var (price, found) = First(offer, isAggregate ? ["lowPrice", "price"] : ["price", "hasCurrencyValue"], currency ?? specified);
        currency ??= found ?? (price is not null ? specified : null);
        if (price is null)
        {
            foreach (var specification in specifications.Where(IsPayable).OrderBy(Rank))
            {
                (price, found) = First(specification, ["price", "hasCurrencyValue", "minPrice"], CurrencyOf(specification) ?? currency);
                if (price is not null)
                {
                    currency = CurrencyOf(specification) ?? currency ?? found;
                    break;
                }
            }
        }
        if (price is null && !isAggregate)
        {
            (price, found) = First(offer, ["lowPrice", "minPrice"], currency);
            currency ??= found;
        }
        var list = specifications.Where(item => Types(item).Any(Former.Contains))
            .Select(item => First(item, ["price"], CurrencyOf(item) ?? currency).Price).FirstOrDefault(amount => amount is not null && amount != price);
        return (price, list, currency);
    }

    public static string? CurrencyOf(PageItem item) =>
        Texts(item, "priceCurrency").Concat(Texts(item, "currency")).Concat(Texts(item, "hasCurrency")).Select(OfferPrice.Currency).FirstOrDefault(code => code is not null);

    private static (string? Price, string? Currency) First(PageItem item, string[] names, string? currency)
    {
        foreach (var name in names)
        {
            foreach (var value in item.Of(name))
            {
                // Some nest a MonetaryAmount or a specification under "price".
                var inner = value.Item is { } nested ? nested.Of("value").Concat(nested.Of("price")).FirstOrDefault() : value;
                var innerCurrency = value.Item is { } money ? CurrencyOf(money) ?? currency : currency;
                if (OfferPrice.Read(inner, innerCurrency) is ({ } price, var found))
                {
                    return (price, innerCurrency ?? found);
                }
            }
        }
        return (null, null);
    }

    private static bool IsPayable(PageItem item) =>
        item.Of("validForMemberTier").Count == 0 && item.Of("membershipPointsEarned").Count == 0
        && !Types(item).Any(type => Former.Contains(type) && !type.Equals("RegularPrice", StringComparison.OrdinalIgnoreCase))
        && !Texts(item, "priceComponentType").Any(type => !type.EndsWith("Subscription", StringComparison.OrdinalIgnoreCase));

    /// <summary>The likeliest first: a sale price, one without conditions, one by the unit, a regular one.</summary>
    private static int Rank(PageItem item) =>
        (Types(item).Any(type => type.Equals("SalePrice", StringComparison.OrdinalIgnoreCase)) ? -1 : 0)
        + (Types(item).Any(Former.Contains) ? 8 : 0)
        + (item.Of("referenceQuantity").Count + item.Of("billingDuration").Count + item.Of("billingIncrement").Count > 0 ? 2 : 0)
        + (item.Of("eligibleQuantity").Count + item.Of("eligibleTransactionVolume").Count + item.Of("eligibleCustomerType").Count > 0 ? 1 : 0);

    private static IEnumerable<string> Types(PageItem item) => Texts(item, "priceType").Select(PageItem.LocalName);

    private static IEnumerable<string> Texts(PageItem item, string name) =>
        item.Of(name).Select(value => value.Text ?? value.Item?.Id ?? value.Item?.Text("name")).OfType<string>();
}
