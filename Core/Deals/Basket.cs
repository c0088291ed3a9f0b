using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>An offer that may be used on a basket.</summary>
/// <param name="Coupon">Where it comes from.</param>
/// <param name="TrustBp">How far it is believed to work, basis points; among several the sum that can be expected decides.</param>
public sealed record PricePart(Coupon Coupon, PriceRule Rule, int TrustBp)
{
    public PriceLayer Layer => Coupon.Layer;
}

/// <summary>What one offer took off.</summary>
public sealed record PriceCut(Coupon Coupon, Money Off);

/// <summary>A basket of pieces of one thing, reckoned.</summary>
/// <param name="Full">The sale price of all pieces.</param>
/// <param name="Cuts">In the order in which they are taken off: the shop's promotion, its coupon, the platform's.</param>
public sealed record Reckoning(int Pieces, Money Full, IReadOnlyList<PriceCut> Cuts)
{
    public Money Saved => Cuts.Aggregate(Money.Zero(Full.Currency), (sum, cut) => sum + cut.Off);

    public Money Paid => Full - Saved;

    /// <summary>What one piece comes to, rounded up: never less than is paid.</summary>
    public Money PerPiece => new((Paid.Minor + Pieces - 1) / Pieces, Full.Currency);
}

/// <summary>
/// Reckons what is paid. One offer of each layer at most, each on what the one before left: never below zero, never better than the sum of what the
/// offers take off alone. Pure.
/// </summary>
public static class Basket
{
    /// <summary>Of each layer only so many are tried together.</summary>
    private const int Tried = 8;

    /// <summary>The choice of offers from which most can be expected for so many pieces.</summary>
    public static Reckoning Best(Money piece, int pieces, IReadOnlyCollection<PricePart> parts)
    {
        var full = new Money(checked(piece.Minor * pieces), piece.Currency);
        var promotions = Layer(PriceLayer.Promotion);
        var coupons = Layer(PriceLayer.ShopCoupon);
        var platform = Layer(PriceLayer.PlatformCoupon);
        var best = new Choice(0, 0, []);
        foreach (var promotion in promotions)
        {
            var first = new Choice(0, 0, []).With(promotion, full.Minor, piece.Minor, pieces);
            foreach (var coupon in coupons)
            {
                var second = first.With(coupon, full.Minor, piece.Minor, pieces);
                foreach (var last in platform)
                {
                    var choice = second.With(last, full.Minor, piece.Minor, pieces);
                    best = choice.IsBetterThan(best) ? choice : best;
                }
            }
        }
        return new Reckoning(pieces, full, [.. best.Cuts.Select(cut => new PriceCut(cut.Part.Coupon, new Money(cut.Off, full.Currency)))]);

        List<PricePart?> Layer(PriceLayer layer) =>
        [
            .. parts.Where(part => part.Layer == layer)
                .Select(part => (Part: part, Off: part.Rule.Off(full.Minor, piece.Minor, pieces)))
                .Where(part => part.Off > 0)
                .OrderByDescending(part => (Int128)part.Off * part.Part.TrustBp).ThenBy(part => part.Part.Coupon.EndsAt ?? DateTimeOffset.MaxValue).ThenBy(part => part.Part.Coupon.Id)
                .Take(Tried).Select(part => part.Part),
            null,
        ];
    }

    /// <summary>The number of pieces at which one comes cheapest, the fewest of several; 1 where more brings nothing.</summary>
    /// <param name="most">So many pieces at most.</param>
    public static Reckoning BestQuantity(Money piece, int most, IReadOnlyCollection<PricePart> parts)
    {
        var best = Best(piece, 1, parts);
        for (var pieces = 2; pieces <= most && piece.Minor <= long.MaxValue / pieces; pieces++)
        {
            var more = Best(piece, pieces, parts);
            best = (Int128)more.Paid.Minor * best.Pieces < (Int128)best.Paid.Minor * pieces ? more : best;
        }
        return best;
    }

    private sealed record Choice(Int128 Expected, long Saved, IReadOnlyList<(PricePart Part, long Off)> Cuts)
    {
        public Choice With(PricePart? part, long full, long piece, int pieces)
        {
            var off = part?.Rule.Off(full - Saved, piece, pieces) ?? 0;
            return off == 0 ? this : new Choice(Expected + ((Int128)off * part!.TrustBp), Saved + off, [.. Cuts, (part, off)]);
        }

        public bool IsBetterThan(Choice other) =>
            (Expected, Saved, -Cuts.Count).CompareTo((other.Expected, other.Saved, -other.Cuts.Count)) > 0;
    }
}
