using System.Globalization;

namespace Daogou.Core.Ranking.Learning;

/// <summary>What makes members click, and order: the effects and what is believed of them before anything was seen.</summary>
internal static class ClickEffects
{
    private static readonly EffectFamily Start = new("start", -3.5, 2);
    private static readonly EffectFamily Slot = new("slot", 0, 0.25);
    private static readonly EffectFamily Merit = new("merit", 2, 1);
    private static readonly EffectFamily Discount = new("discount", 2, 1);
    private static readonly EffectFamily Usual = new("usual", 0, 0.5);
    private static readonly EffectFamily Price = new("price", -0.15, 0.3);
    private static readonly EffectFamily PriceBend = new("price-bend", 0, 0.1);
    private static readonly EffectFamily Age = new("age", -0.05, 0.2);
    private static readonly EffectFamily Again = new("again", -0.5, 0.4);
    private static readonly EffectFamily Neighbour = new("neighbour", -0.05, 0.1);
    private static readonly EffectFamily Categories = new("category", 0, 0.4) { LearnsSpread = true };
    private static readonly EffectFamily Merchants = new("merchant", 0, 0.3) { LearnsSpread = true };
    private static readonly EffectFamily Groups = new("group", 0, 0.4) { LearnsSpread = true };
    private static readonly EffectFamily Tastes = new("taste", 0, 0.6) { LearnsSpread = true };
    private static readonly EffectFamily Products = new("product", 0, 0.4) { LearnsSpread = true };

    private static readonly EffectFamily OrderStart = new("start", -2.7, 1.5);
    private static readonly EffectFamily OrderDiscount = new("discount", 1.5, 1);
    private static readonly EffectFamily OrderPrice = new("price", -0.15, 0.25);
    private static readonly EffectFamily OrderCategories = new("category", 0, 0.3) { LearnsSpread = true };
    private static readonly EffectFamily OrderMerchants = new("merchant", 0, 0.2) { LearnsSpread = true };
    private static readonly EffectFamily OrderGroups = new("group", 0, 0.15) { LearnsSpread = true };
    private static readonly EffectFamily OrderProducts = new("product", 0, 0.2) { LearnsSpread = true };

    /// <summary>That one who sees the offer there clicks.</summary>
    public static List<Effect> OfClick(RankedOffer offer, Showing showing)
    {
        var price = LogPrice(offer);
        var hours = Math.Max(0, (showing.At - offer.PostedAt).TotalHours);
        return
        [
            new(Start, ""),
            new(Slot, showing.Slot.ToString(CultureInfo.InvariantCulture)) { Mean = -0.12 * Math.Min(showing.Slot, 8) },
            new(Merit, "", offer.Merit),
            new(Discount, "", offer.TrueDiscount - 0.2),
            new(Usual, "", offer.BelowUsual - 0.2),
            new(Price, "", price),
            new(PriceBend, "", price * price / 2),
            new(Age, "", Math.Log(1 + (hours / 6)) - 1),
            new(Again, "", Math.Log(1 + showing.TimesShown)),
            new(Neighbour, "", showing.OfCategory),
            Category(offer),
            Merchant(offer),
            new(Groups, showing.Group),
            Taste(offer, showing.Group),
            new(Products, offer.Product),
        ];
    }

    /// <summary>That one who sees anything clicks: an offer without a discount or a merit of its own.</summary>
    public static List<Effect> OfAnything(string group) => [new(Start, ""), new(Slot, "0"), new(Discount, "", -0.1), new(Merit, "", 0.2), new(Groups, group)];

    /// <summary>That a click becomes an order.</summary>
    public static List<Effect> OfOrder(RankedOffer offer, string group) =>
    [
        new(OrderStart, ""),
        new(OrderDiscount, "", offer.TrueDiscount - 0.2),
        new(OrderPrice, "", LogPrice(offer)),
        new(OrderCategories, offer.Category),
        new(OrderMerchants, offer.Merchant),
        new(OrderGroups, group),
        new(OrderProducts, offer.Product),
    ];

    public static Effect Category(RankedOffer offer) => new(Categories, offer.Category);

    public static Effect Merchant(RankedOffer offer) => new(Merchants, offer.Merchant);

    /// <summary>What one group thinks of one category beyond what all do.</summary>
    public static Effect Taste(RankedOffer offer, string group) => new(Tastes, group + "|" + offer.Category);

    private static double LogPrice(RankedOffer offer) => Math.Clamp(Math.Log(Math.Max(offer.Price, 1e-6)), -6, 6);
}
