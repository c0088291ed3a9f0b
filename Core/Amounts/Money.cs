using System.Globalization;

namespace Daogou.Core.Amounts;

/// <summary>
/// An amount in minor units (cents, fen) of one ISO 4217 currency. Arithmetic is checked and never mixes currencies.
/// </summary>
/// <param name="Minor">Minor units; the number of decimals is <see cref="CurrencyTable.Decimals"/>.</param>
/// <param name="Currency">ISO 4217 code in capitals.</param>
public readonly record struct Money(long Minor, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0, currency);

    public static Money operator +(Money left, Money right) => new(checked(left.Minor + Same(left, right).Minor), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.Minor - Same(left, right).Minor), left.Currency);

    public static Money operator -(Money value) => new(checked(-value.Minor), value.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>The plain decimal form with the code, <c>12.90 CNY</c>: for files and logs, not for people.</summary>
    public override string ToString() => $"{ToDecimalText()} {Currency}";

    /// <summary>The amount alone with the currency's decimals and a point, <c>-12.90</c>.</summary>
    public string ToDecimalText()
    {
        var decimals = CurrencyTable.Decimals(Currency);
        return (Minor / Power(decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Turns a decimal in major units into minor units; null when it has more decimals than the currency or does not fit.</summary>
    public static Money? FromDecimal(decimal major, string currency)
    {
        var limit = long.MaxValue / Power(CurrencyTable.Decimals(currency));
        if (major > limit || major < -limit)
        {
            return null;
        }
        var scaled = major * Power(CurrencyTable.Decimals(currency));
        return scaled == decimal.Truncate(scaled) ? new Money((long)scaled, currency) : null;
    }

    private static decimal Power(int decimals) => decimals switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => 10000m };

    private static Money Same(Money left, Money right) =>
        string.Equals(left.Currency, right.Currency, StringComparison.Ordinal)
            ? right
            : throw new InvalidOperationException($"Amounts of {left.Currency} and {right.Currency} do not mix.");
}
