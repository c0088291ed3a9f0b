using System.Globalization;
using CsCheck;
using Daogou.Core.Amounts;
using Xunit;

namespace Daogou.Tests.Core.Amounts;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("12.99 USD", null, 1299, "USD")]
    [InlineData("USD 12.99", null, 1299, "USD")]
    [InlineData("GBP12.99", null, 1299, "GBP")]
    [InlineData("12.99usd", null, 1299, "USD")]
    [InlineData("$12.99", null, 1299, "USD")]
    [InlineData("$12.99", "CAD", 1299, "CAD")]
    [InlineData("$12.99", "CNY", 1299, "USD")]
    [InlineData("HK$1,299", null, 129900, "HKD")]
    [InlineData("US$ 5", "CNY", 500, "USD")]
    [InlineData("¥1,299", null, 129900, "CNY")]
    [InlineData("￥1,299", null, 129900, "CNY")]
    [InlineData("１２．５元", null, 1250, "CNY")]
    [InlineData("¥1,299", "JPY", 1299, "JPY")]
    [InlineData("1.2万元", null, 1200000, "CNY")]
    [InlineData("券后¥19.9", null, 1990, "CNY")]
    [InlineData("券后19.9元包邮", null, 1990, "CNY")]
    [InlineData("12,99 EUR", null, 1299, "EUR")]
    [InlineData("1.299,00 €", null, 129900, "EUR")]
    [InlineData("1.299 €", null, 129900, "EUR")]
    [InlineData("1 299,00 €", null, 129900, "EUR")]
    [InlineData("CHF 1'299.00", null, 129900, "CHF")]
    [InlineData("Rs. 1,299", null, 129900, "INR")]
    [InlineData("Rs.1,29,999.50", null, 12999950, "INR")]
    [InlineData("₩12,900", null, 12900, "KRW")]
    [InlineData("1.299 KWD", null, 1299, "KWD")]
    [InlineData("19.9", "CNY", 1990, "CNY")]
    [InlineData("1299.500 USD", null, 129950, "USD")]
    [InlineData("Rp 129.000", null, 12900000, "IDR")]
    [InlineData("0", "CNY", 0, "CNY")]
    public void An_amount_is_read_with_its_currency(string text, string? hint, long minor, string currency) =>
        Assert.Equal((new Money(minor, currency), PriceFault.None), PriceText.Read(text, hint));

    [Theory]
    [InlineData("1,299 €", null, PriceFault.Ambiguous)]
    [InlineData("1.299", "USD", PriceFault.Ambiguous)]
    [InlineData("12.999", "CNY", PriceFault.Ambiguous)]
    [InlineData("1,2,3.4", "USD", PriceFault.Ambiguous)]
    [InlineData("12,99.00", "USD", PriceFault.Ambiguous)]
    [InlineData("12.50 JPY", null, PriceFault.Ambiguous)]
    [InlineData("$12.99 - $15.99", null, PriceFault.Ambiguous)]
    [InlineData("12 10", "CNY", PriceFault.Ambiguous)]
    [InlineData("2件¥30", null, PriceFault.Ambiguous)]
    [InlineData("¥19.9起", null, PriceFault.Ambiguous)]
    [InlineData("from $12", null, PriceFault.Ambiguous)]
    [InlineData("$.99", null, PriceFault.Ambiguous)]
    [InlineData("12.99 USD EUR", null, PriceFault.Ambiguous)]
    [InlineData("12.99", null, PriceFault.UnknownCurrency)]
    [InlineData("RD$ 12.99", "USD", PriceFault.UnknownCurrency)]
    [InlineData("₡1200", "USD", PriceFault.UnknownCurrency)]
    [InlineData("12.99", "ABC", PriceFault.UnknownCurrency)]
    [InlineData("sold out", "CNY", PriceFault.NoNumber)]
    [InlineData("15%", "CNY", PriceFault.NoNumber)]
    [InlineData("8.5折", "CNY", PriceFault.NoNumber)]
    [InlineData("$1.2k", null, PriceFault.NoNumber)]
    [InlineData("-5.00 USD", null, PriceFault.Negative)]
    [InlineData("USD -5.00", null, PriceFault.Negative)]
    [InlineData("−¥5", null, PriceFault.Negative)]
    [InlineData("99999999999 USD", null, PriceFault.OutOfRange)]
    [InlineData("999999999999999999999999999999999999 USD", null, PriceFault.OutOfRange)]
    [InlineData(" ", "CNY", PriceFault.Empty)]
    [InlineData(null, "CNY", PriceFault.Empty)]
    public void What_can_be_read_two_ways_or_not_at_all_is_refused(string? text, string? hint, PriceFault fault) =>
        Assert.Equal((null, fault), PriceText.Read(text, hint));

    [Fact]
    public void An_amount_that_was_written_is_read_back() =>
        Prices.Sample(money => PriceText.Read(money.ToString(), null) == (money, PriceFault.None));

    [Fact]
    public void The_form_for_people_is_read_back_or_refused_but_never_as_another_amount() =>
        Prices.Sample(money => (PriceText.Read(money.ToText(), money.Currency).Price ?? money) == money);

    [Fact]
    public void Thousands_and_decimals_by_two_marks_are_the_same_amount_in_every_land() =>
        Gen.Select(Gen.Long[100_000, 999_999_999_900], Gen.OneOf(",.", ".,", "'.", " ,")).Sample((minor, marks) =>
        {
            var western = (minor / 100m).ToString("N2", CultureInfo.InvariantCulture);
            var local = string.Concat(western.Select(c => c == ',' ? marks[0] : c == '.' ? marks[1] : c));
            return PriceText.Read(local + " USD", null) == (new Money(minor, "USD"), PriceFault.None);
        });

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.Select(Gen.String[Gen.OneOf([.. "0123456789.,' -¥$€元万折起RsUSDkr%"]), 0, 30], Gen.OneOf("CNY", "EUR", null)).Sample((text, hint) =>
        {
            var (price, fault) = PriceText.Read(text, hint);
            return price is null == fault is not PriceFault.None && price?.Minor is null or >= 0;
        });

    private static Gen<Money> Prices { get; } =
        Gen.Select(Gen.Long[0, 99_999_999_999], Gen.OneOf("CNY", "USD", "EUR", "JPY", "KWD", "INR", "GBP", "BRL", "CHF", "TWD"), (minor, currency) => new Money(minor, currency))
            .Where(money => money.Minor / (CurrencyTable.Decimals(money.Currency) == 0 ? 1 : 100) <= 1_000_000_000);
}
