using System.Globalization;

namespace Daogou.Core.Amounts;

/// <summary>A share in basis points: 10,000 is the whole. Commission rates, rebates and discounts are kept in it.</summary>
/// <param name="BasisPoints">Hundredths of a percent.</param>
public readonly record struct Rate(int BasisPoints)
{
    public const int Whole = 10_000;

    /// <summary>The floor of this share of an amount, towards zero; products are made in 128 bits, so nothing overflows on the way.</summary>
    public Money Of(Money amount) => new((long)((Int128)amount.Minor * BasisPoints / Whole), amount.Currency);

    /// <summary>How much of <paramref name="whole"/> is left out when <paramref name="part"/> is paid; zero when nothing is.</summary>
    public static Rate Discount(Money part, Money whole) =>
        whole.Minor <= 0 || part >= whole ? new Rate(0) : new Rate((int)((Int128)(whole - part).Minor * Whole / whole.Minor));

    /// <summary>As a percentage with at most two decimals, <c>12.5%</c>.</summary>
    public override string ToString() => (BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
