namespace Daogou.Core.Amounts;

/// <summary>Which mark a currency's people write before decimals and between thousands.</summary>
internal static class SeparatorHabits
{
    public static char Thousands(string currency) => WritesCommaDecimals(currency) ? '.' : ',';

    public static bool WritesCommaDecimals(string currency) =>
        currency is "EUR" or "PLN" or "CZK" or "DKK" or "NOK" or "SEK" or "BRL" or "RUB" or "TRY" or "VND" or "IDR" or "HUF" or "RON" or "BGN" or "UAH" or "ARS" or "CLP" or "COP";

    /// <summary>Thousandths are really written; the Iraqi dinar's have long gone out of use.</summary>
    public static bool HasThousandths(string currency, char mark) =>
        currency is "TND" || (currency is not "IQD" && CurrencyTable.Decimals(currency) == 3 && mark == '.');
}
