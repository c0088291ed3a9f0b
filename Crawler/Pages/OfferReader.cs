namespace Daogou.Crawler.Pages;

/// <summary>
/// The offers among a page's items, by Google's rules for merchant listings: each offer and each variant of a group is one; what is related,
/// similar or reviewed is not for sale here.
/// </summary>
internal sealed class OfferReader(PageGraph graph, Uri? page, string source)
{
    private const int Deepest = 60;
    private const int MostOffers = 1000;

    private readonly List<PageOffer> _offers = [];
    private readonly HashSet<PageItem> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PageItem> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PageItem> _outside = new(ReferenceEqualityComparer.Instance);

    public static List<PageOffer> Read(IReadOnlyList<PageItem> items, Uri? page, string source)
    {
        if (items.Count == 0)
        {
            return [];
        }
        var reader = new OfferReader(new PageGraph(items, page), page, source);
        reader.Exclude();
        reader.WalkAll();
        if (reader._offers.Count == 0)
        {
            // A page may hang its only product on a review or a rating.
            reader._outside.Clear();
            reader._seen.Clear();
            reader.WalkAll(reviewed: true);
        }
        return OfferList.Distinct(reader._offers);
    }

    /// <summary>What a product names as related stays out even where it is described at the top.</summary>
    private void Exclude()
    {
        var queue = new Queue<PageItem>(graph.Tops);
        var seen = new HashSet<PageItem>(ReferenceEqualityComparer.Instance);
        while (queue.TryDequeue(out var item))
        {
            if (!seen.Add(item))
            {
                continue;
            }
            foreach (var name in new[] { "isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor" })
            {
                foreach (var value in item.Of(name))
                {
                    if (value.Item is { IsReference: false } related)
                    {
                        _outside.Add(related);
                    }
                }
            }
            foreach (var value in item.Properties.Values.SelectMany(values => values))
            {
                if (value.Item is { } inner)
                {
                    queue.Enqueue(inner);
                }
            }
        }
    }

    private void WalkAll(bool reviewed = false)
    {
        // Groups first: their variants then know what they inherit.
        foreach (var top in graph.Tops)
        {
            Walk(graph.Resolve(top), null, 0, reviewed, groupsOnly: true);
        }
        _seen.Clear();
        foreach (var top in graph.Tops)
        {
            Walk(graph.Resolve(top), null, 0, reviewed, groupsOnly: false);
        }
    }

    private void Walk(PageItem item, PageItem? owner, int depth, bool reviewed, bool groupsOnly)
    {
        if (depth > Deepest || _offers.Count >= MostOffers || _outside.Contains(item) || !_seen.Add(item))
        {
            return;
        }
        if (!groupsOnly || IsGroup(item))
        {
            Take(item, owner);
        }
        owner = item.Is(OfferTypes.NoOwners) || item.Is(OfferTypes.Offers) || item.Of("name").Count == 0 ? owner : item;
        foreach (var (name, values) in item.Properties)
        {
            if (OfferTypes.Elsewhere.Contains(name) && !(reviewed && name is "itemReviewed"))
            {
                continue;
            }
            foreach (var value in values)
            {
                if (value.Item is { } inner)
                {
                    Walk(graph.Resolve(inner), owner, depth + 1, reviewed, groupsOnly);
                }
            }
        }
    }

    private static bool IsGroup(PageItem item) => item.Of("hasVariant").Count > 0;

    private void Take(PageItem item, PageItem? owner)
    {
        if (_taken.Contains(item))
        {
            return;
        }
        if (item.Is(OfferTypes.Offers))
        {
            TakeOffer(item, graph.Items(item, "itemOffered").FirstOrDefault() ?? graph.Items(item, "includes").FirstOrDefault() ?? owner, null);
        }
        else if (item.Is(OfferTypes.Products) || (OffersOf(item).Any(IsOffer) && !item.Is(OfferTypes.NoOwners)))
        {
            TakeProduct(item, null);
        }
    }

    private void TakeProduct(PageItem product, PageItem? group)
    {
        if (!_taken.Add(product))
        {
            return;
        }
        group ??= graph.Items(product, "isVariantOf").FirstOrDefault();
        var variants = graph.Items(product, "hasVariant").Where(variant => IsDescribed(variant) && variant != product).ToList();
        if (variants.Count > 0)
        {
            foreach (var variant in variants)
            {
                TakeProduct(variant, product);
            }
            foreach (var offer in OffersOf(product))
            {
                _taken.Add(offer);
            }
            return;
        }
        var offers = OffersOf(product).Where(IsOffer).SelectMany(Unfold).Distinct(ReferenceEqualityComparer.Instance).Cast<PageItem>().ToList();
        if (offers.Exists(offer => !offer.Is(OfferTypes.Aggregates) && HasPrice(offer)))
        {
            offers.RemoveAll(offer => offer.Is(OfferTypes.Aggregates));
        }
        if (offers.Count == 0)
        {
            Add(product, null, group);
        }
        foreach (var offer in offers)
        {
            TakeOffer(offer, product, group);
        }
    }

    private void TakeOffer(PageItem offer, PageItem? product, PageItem? group)
    {
        if (!_taken.Add(offer))
        {
            return;
        }
        if (product is not null && product.Is(OfferTypes.Products))
        {
            _taken.Add(product);
        }
        foreach (var inner in Unfold(offer))
        {
            _taken.Add(inner);
            var own = graph.Items(inner, "itemOffered").FirstOrDefault(item => item.Of("name").Count > 0);
            if (own is not null && own != product)
            {
                _taken.Add(own);
                Add(own, inner, product ?? group);
            }
            else
            {
                Add(product ?? new PageItem(), inner, group);
            }
        }
    }

    private IEnumerable<PageItem> OffersOf(PageItem product) => OfferTypes.OfferNames.SelectMany(name => graph.Items(product, name));

    /// <summary>An offer is known by its type, or by a price where the type was forgotten.</summary>
    private bool IsOffer(PageItem item) => item.Is(OfferTypes.Offers) || (item.Types.Count == 0 && HasPrice(item));

    private static bool HasPrice(PageItem item) =>
        item.Of("price").Count + item.Of("lowPrice").Count + item.Of("priceSpecification").Count + item.Of("priceSpecifications").Count + item.Of("hasPriceSpecification").Count > 0;

    /// <summary>The offers inside an aggregate, or the aggregate itself when they have no prices of their own.</summary>
    private List<PageItem> Unfold(PageItem offer)
    {
        var inner = OffersOf(offer).Where(item => item != offer && HasPrice(item)).Take(MostOffers).ToList();
        _ = inner.TrueForAll(_taken.Add);
        foreach (var item in inner)
        {
            // What the aggregate says of all of them.
            foreach (var name in new[] { "priceCurrency", "availability", "url" })
            {
                if (item.Of(name).Count == 0 && offer.Of(name) is { Count: > 0 } said && !(name == "priceCurrency" && PriceParts.Specifications(graph, item).Any()))
                {
                    item.Properties[name] = [.. said];
                }
            }
        }
        return inner.Count > 0 ? inner : [offer];
    }

    private bool IsDescribed(PageItem variant) =>
        variant.Of("name").Count + variant.Of("sku").Count + variant.Of("gtin").Count + variant.Of("gtin13").Count + variant.Of("price").Count > 0
        || OffersOf(variant).Any(IsOffer);

    private void Add(PageItem product, PageItem? offer, PageItem? group)
    {
        var made = OfferFields.Make(graph, product, offer, group, page, source);
        if (_offers.Count < MostOffers
            && (made.Price is not null || (made.Name is not null && (product.Is(OfferTypes.Products) || group?.Is(OfferTypes.Products) == true))))
        {
            _offers.Add(made);
        }
    }
}
