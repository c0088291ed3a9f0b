namespace Daogou.Core.Amounts;

/// <summary>
/// The only place where money is divided. Every part is its share rounded towards zero; what is left over is the house's,
/// so the parts and the residue always add up to the whole.
/// </summary>
public static class Split
{
    /// <summary>Divides <paramref name="whole"/> by shares that together are at most the whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A share is negative or they sum to more than 100 %.</exception>
    public static (IReadOnlyList<Money> Parts, Money Residue) Divide(Money whole, IReadOnlyList<Rate> shares)
    {
        if (shares.Any(share => share.BasisPoints < 0) || shares.Sum(share => (long)share.BasisPoints) > Rate.Whole)
        {
            throw new ArgumentOutOfRangeException(nameof(shares), "Shares must not be negative nor sum to more than 100 %.");
        }
        var parts = shares.Select(share => share.Of(whole)).ToArray();
        return (parts, parts.Aggregate(whole, (residue, part) => residue - part));
    }
}
