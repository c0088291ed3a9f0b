using System.Globalization;

namespace Daogou.Core.Amounts;

/// <summary>Amounts as people read them: <c>¥1,299</c>, <c>$12.90</c>. Whole amounts drop their decimals, others keep all of them.</summary>
public static class AmountText
{
    public static string ToText(this Money money)
    {
        var decimals = CurrencyTable.Decimals(money.Currency);
        var unit = (decimal)Math.Pow(10, decimals);
        var major = Math.Abs(money.Minor / unit);
        var shown = major == decimal.Truncate(major) ? 0 : decimals;
        var digits = major.ToString("N" + shown.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (money.Minor < 0 ? "-" : "") + CurrencyTable.Symbol(money.Currency) + digits;
    }
}
