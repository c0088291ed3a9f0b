using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Daogou.Core.Amounts;
using Xunit;

namespace Daogou.Tests.Core.Amounts;

public sealed class PriceLookTests
{
    [Theory]
    [InlineData("22,90 €", "22.90", "EUR", "€")]
    [InlineData("$1,000.00", "1000.00", "USD", "$")]
    [InlineData("Price: $119.00", "119.00", "USD", "$")]
    [InlineData("1.298,00 €", "1298.00", "EUR", "€")]
    [InlineData("25,00 zł", "25.00", "PLN", "zł")]
    [InlineData("от 5 000 руб.", "5000", "RUB", "руб.")]
    [InlineData("Rs. 1,299/-", "1299", "INR", "Rs.")]
    [InlineData("Rs.1,29,999.00", "129999.00", "INR", "Rs.")]
    [InlineData("¥ 199元", "199", "CNY", "¥")]
    [InlineData("EUR 9.99", "9.99", "EUR", "EUR")]
    [InlineData("$ 12", "12", "USD", "$")]
    [InlineData("1 299:-", "1299", null, null)]
    [InlineData("5,-", "5", null, null)]
    [InlineData("€ 5,-", "5", "EUR", "€")]
    [InlineData("5,- €", "5", "EUR", "€")]
    [InlineData("5,-€", "5", "EUR", "€")]
    [InlineData("CHF 1'299.–", "1299", "CHF", "CHF")]
    [InlineData("1'299.— CHF", "1299", "CHF", "CHF")]
    [InlineData("Fr. 49.90", "49.90", "CHF", "Fr.")]
    [InlineData("1.234.567", "1234567", null, null)]
    [InlineData("12.345,67", "12345.67", null, null)]
    [InlineData("12 345,67", "12345.67", null, null)]
    [InlineData("1,234", "1234", null, null)]
    [InlineData("1.234", "1234", null, null)]
    [InlineData("0.99", "0.99", null, null)]
    [InlineData("0.999", "0.999", null, null)]
    [InlineData(".75 €", "0.75", "EUR", "€")]
    [InlineData("$.99", "0.99", "USD", "$")]
    [InlineData("99 ¢", "0.99", "USD", "¢")]
    [InlineData("50p", "0.50", "GBP", "p")]
    [InlineData("£1.50 per kg", "1.50", "GBP", "£")]
    [InlineData("SGD$4.90", "4.90", "SGD", "SGD")]
    [InlineData("A$20", "20", "AUD", "A$")]
    [InlineData("US $5", "5", "USD", "US $")]
    [InlineData("US$5", "5", "USD", "US$")]
    [InlineData("HK$1,299", "1299", "HKD", "HK$")]
    [InlineData("NT$ 1,290", "1290", "TWD", "NT$")]
    [InlineData("R$ 10,50", "10.50", "BRL", "R$")]
    [InlineData("R$1.299,90", "1299.90", "BRL", "R$")]
    [InlineData("R 199.99", "199.99", "ZAR", "R")]
    [InlineData("R1 299.00", "1299.00", "ZAR", "R")]
    [InlineData("kr 199", "199", null, "kr")]
    [InlineData("199 kr", "199", null, "kr")]
    [InlineData("199 kr.", "199", null, "kr.")]
    [InlineData("75 990,00 Kč", "75990.00", "CZK", "Kč")]
    [InlineData("1.299,99 lei", "1299.99", "RON", "lei")]
    [InlineData("25,90 лв.", "25.90", "BGN", "лв.")]
    [InlineData("1 250 грн", "1250", "UAH", "грн")]
    [InlineData("15 130 Р", "15130", "RUB", "Р")]
    [InlineData("15 130 р.", "15130", "RUB", "р.")]
    [InlineData("1 990 ₽", "1990", "RUB", "₽")]
    [InlineData("1.299,00 TL", "1299.00", "TRY", "TL")]
    [InlineData("₺1.299,00", "1299.00", "TRY", "₺")]
    [InlineData("١٬٢٣٤٫٥٠ د.إ", "1234.50", "AED", "د.إ")]
    [InlineData("د.إ 99.00", "99.00", "AED", "د.إ")]
    [InlineData("ر.س ٩٩", "99", "SAR", "ر.س")]
    [InlineData("۱۵۱,۲۰۰ تومان", "151200", null, "تومان")]
    [InlineData("₹1,29,999", "129999", "INR", "₹")]
    [InlineData("रु 500", "500", "INR", "रु")]
    [InlineData("৳ 1,250", "1250", "BDT", "৳")]
    [InlineData("฿1,290", "1290", "THB", "฿")]
    [InlineData("1,290 บาท", "1290", "THB", "บาท")]
    [InlineData("1.290.000₫", "1290000", "VND", "₫")]
    [InlineData("1.290.000 đ", "1290000", "VND", "đ")]
    [InlineData("129.000đ", "129000", "VND", "đ")]
    [InlineData("199k", "199000", null, null)]
    [InlineData("Rp 1.550.000", "1550000", "IDR", "Rp")]
    [InlineData("Rp129.000", "129000", "IDR", "Rp")]
    [InlineData("RM 59.90", "59.90", "MYR", "RM")]
    [InlineData("₱1,299.00", "1299.00", "PHP", "₱")]
    [InlineData("₩12,900", "12900", "KRW", "₩")]
    [InlineData("12,900원", "12900", "KRW", "원")]
    [InlineData("1,980円(税込)", "1980", "JPY", "円")]
    [InlineData("￥1,980(税込)", "1980", "JPY", "￥")]
    [InlineData("199块", "199", "CNY", "块")]
    [InlineData("19块9包邮", "19.9", "CNY", "块")]
    [InlineData("券后价¥19.9", "19.9", "CNY", "¥")]
    [InlineData("港币 299", "299", "HKD", "港币")]
    [InlineData("29.9美元", "29.9", "USD", "美元")]
    [InlineData("1.2万元", "12000", "CNY", "元")]
    [InlineData("12 990 Ft", "12990", "HUF", "Ft")]
    [InlineData("1.299,00 дин.", "1299.00", "RSD", "дин.")]
    [InlineData("1.299 ден", "1299", "MKD", "ден")]
    [InlineData("S/ 59.90", "59.90", "PEN", "S/")]
    [InlineData("S/.59.90", "59.90", "PEN", "S/.")]
    [InlineData("Bs 59", "59", "BOB", "Bs")]
    [InlineData("Q59.00", "59.00", "GTQ", "Q")]
    [InlineData("L 590.00", "590.00", "HNL", "L")]
    [InlineData("B/.12.50", "12.50", "PAB", "B/.")]
    [InlineData("₡12.500", "12500", "CRC", "₡")]
    [InlineData("₲ 125.000", "125000", "PYG", "₲")]
    [InlineData("$U 1.290", "1290", "UYU", "$U")]
    [InlineData("GHS 120", "120", "GHS", "GHS")]
    [InlineData("KSh 1,299", "1299", "KES", "KSh")]
    [InlineData("TSh 25,000", "25000", "TZS", "TSh")]
    [InlineData("₦12,500.00", "12500.00", "NGN", "₦")]
    [InlineData("E£ 450", "450", "EGP", "E£")]
    [InlineData("450 LE", "450", "EGP", "LE")]
    [InlineData("1.234 KWD", "1.234", "KWD", "KWD")]
    [InlineData("12.500 د.ك", "12.500", "KWD", "د.ك")]
    [InlineData("25,000 IQD", "25000", "IQD", "IQD")]
    [InlineData("1 299,00 €", "1299.00", "EUR", "€")]
    [InlineData("1&nbsp;299,00&nbsp;&euro;", "1299.00", "EUR", "€")]
    [InlineData("１，２９９円", "1299", "JPY", "円")]
    [InlineData("35€99", "35.99", "EUR", "€")]
    [InlineData("12 € 50", "12.50", "EUR", "€")]
    [InlineData("12 99 €", "12.99", "EUR", "€")]
    [InlineData("$12 99", "12.99", "USD", "$")]
    [InlineData("19⁹⁹ €", "19.99", "EUR", "€")]
    [InlineData("$19 .99", "19.99", "USD", "$")]
    [InlineData("EUR € 22,90", "22.90", "EUR", "EUR")]
    [InlineData("$20 USD", "20", "USD", "USD")]
    [InlineData("$20 CAD", "20", "CAD", "CAD")]
    [InlineData("19,99 $ CA", "19.99", "CAD", "$ CA")]
    [InlineData("usd 20", "20", "USD", "usd")]
    [InlineData("20 Euro", "20", "EUR", "Euro")]
    [InlineData("TRY 199", "199", "TRY", "TRY")]
    [InlineData("1298.00", "1298.00", null, null)]
    [InlineData("Price (EUR) is 12", "12", "EUR", "EUR")]
    [InlineData("N12,500", "12500", null, "N")]
    [InlineData("5元8角", "5.8", "CNY", "元")]
    [InlineData("5角", "0.5", "CNY", "角")]
    [InlineData("€ 12, 99", "12.99", "EUR", "€")]
    [InlineData("券后9.9包邮", "9.9", null, null)]
    public void A_price_is_seen_with_its_currency(string text, string amount, string? currency, string? symbol)
    {
        var seen = PriceText.Look(text);
        Assert.Equal((amount, currency, symbol), (seen.Amount?.ToString(CultureInfo.InvariantCulture), seen.Currency, seen.Symbol));
    }

    [Theory]
    [InlineData("$10 - $20", "10")]
    [InlineData("10 - 20 €", "10")]
    [InlineData("10-20 €", "10")]
    [InlineData("was $12 now $9", "12")]
    [InlineData("12 € 20 €", "12")]
    [InlineData("EUR 12 EUR 20", "12")]
    [InlineData("-20% $8", "8")]
    [InlineData("3 x $5", "5")]
    [InlineData("2 for $10", "10")]
    [InlineData("24 pack $5.99", "5.99")]
    [InlineData("2件¥30", "30")]
    [InlineData("iPhone 15 - 999 €", "999")]
    [InlineData("2024 model, 199 €", "199")]
    [InlineData("Call 555-1234, only $30", "30")]
    [InlineData("Save $5 now $20", "20")]
    [InlineData("$5 off $20", "20")]
    [InlineData("50% off: 12,50 €", "12.50")]
    [InlineData("Qty 2 Price 12.50", "12.50")]
    [InlineData("-5,00 €", "-5.00")]
    [InlineData("-$5", "-5")]
    [InlineData("$-5", "-5")]
    [InlineData("€ -5", "-5")]
    [InlineData("Lamp - $5", "5")]
    [InlineData("RTX 3080 8GB $ 699.00", "699.00")]
    [InlineData("$1.2k", "1200")]
    [InlineData("Free", "0")]
    [InlineData("免费", "0")]
    [InlineData("Price: gratis", "0")]
    [InlineData("0", "0")]
    [InlineData("1 005 €", "1005")]
    [InlineData("1,2345", "1.2345")]
    [InlineData("1234,567", "1234.567")]
    public void Of_several_numbers_the_price_is_taken(string text, string amount) =>
        Assert.Equal(amount, PriceText.Look(text).Amount?.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("sold out")]
    [InlineData("Call for price")]
    [InlineData("Free shipping")]
    [InlineData("-20%")]
    [InlineData("8.5折")]
    [InlineData("24 pack")]
    [InlineData("20:30")]
    [InlineData("555-123-4567")]
    [InlineData("€")]
    public void Where_no_price_stands_none_is_made_up(string text) => Assert.Null(PriceText.Look(text).Amount);

    [Theory]
    [InlineData("1.234", null, null, ".", "1.234", null)]
    [InlineData("1.234", null, null, ",", "1234", null)]
    [InlineData("1,234", null, null, ",", "1.234", null)]
    [InlineData("1,234", null, null, ".", "1234", null)]
    [InlineData("1.234,5", null, null, ",", "1234.5", null)]
    [InlineData("1.234", null, "de-DE", null, "1234", null)]
    [InlineData("1,234", null, "de-DE", null, "1.234", null)]
    [InlineData("1.234", null, "en", null, "1.234", null)]
    [InlineData("12,50", null, "en-US", null, "12.50", null)]
    [InlineData("$12", "CAD", null, null, "12", "CAD")]
    [InlineData("$12", null, "en-AU", null, "12", "AUD")]
    [InlineData("$12", "CNY", null, null, "12", "USD")]
    [InlineData("¥1,200", "JPY", null, null, "1200", "JPY")]
    [InlineData("¥1,200", null, "ja", null, "1200", "JPY")]
    [InlineData("199 kr", "SEK", null, null, "199", "SEK")]
    [InlineData("199 kr", null, "da-DK", null, "199", "DKK")]
    [InlineData("199 kr", null, "nb", null, "199", "NOK")]
    [InlineData("12.99", "€", null, null, "12.99", "EUR")]
    [InlineData("12.99", "Price in EUR", null, null, "12.99", "EUR")]
    [InlineData("12.99", "руб.", null, null, "12.99", "RUB")]
    [InlineData("€12", "USD", null, null, "12", "EUR")]
    [InlineData("12", null, "xx-nonsense-??", null, "12", null)]
    public void A_hint_a_locale_or_a_given_mark_decides(string text, string? hint, string? locale, string? mark, string amount, string? currency)
    {
        var seen = PriceText.Look(text, hint, locale, mark);
        Assert.Equal((amount, currency), (seen.Amount?.ToString(CultureInfo.InvariantCulture), seen.Currency));
    }

    [Fact]
    public void What_is_less_sure_says_so()
    {
        Assert.True(PriceText.Look("$12.50").Confidence > PriceText.Look("$10 - $20").Confidence);
        Assert.True(PriceText.Look("12.50 €").Confidence > PriceText.Look("12.50").Confidence);
        Assert.True(PriceText.Look("12.50").Confidence > PriceText.Look("iPhone 15 Pro in titanium").Confidence);
    }

    [Fact]
    public void What_thirty_lands_write_is_read_back()
    {
        string[] lands =
        [
            "en-US", "en-GB", "en-IN", "en-AU", "en-CA", "en-ZA", "de-DE", "de-CH", "de-AT", "fr-FR", "fr-CA", "es-ES", "es-MX", "it-IT", "pt-BR", "pt-PT", "nl-NL", "pl-PL", "cs-CZ",
            "sv-SE", "da-DK", "nb-NO", "fi-FI", "ru-RU", "uk-UA", "tr-TR", "hu-HU", "ro-RO", "ja-JP", "zh-CN", "zh-TW", "zh-HK", "ko-KR", "th-TH", "vi-VN", "id-ID", "he-IL", "ar-EG", "fa-IR", "hi-IN",
        ];
        Gen.Select(Gen.Long[1, 99_999_999], Gen.OneOf(lands), Gen.Bool).Sample((minor, land, told) =>
        {
            var culture = CultureInfo.GetCultureInfo(land);
            var written = minor / 100m;
            var text = written.ToString("C2", culture);
            var seen = PriceText.Look(text, locale: told ? land : null);
            return seen.Amount == written ? true : throw new InvalidOperationException($"{land} {written}: '{text}' was read as {seen.Amount}");
        }, iter: 2000);
    }

    [Fact]
    public void No_text_makes_it_throw_or_hang()
    {
        var letters = "0123456789.,' -–/:%¥$€元万折起RsUSDkr&;<>()\n٫٬९１²p块£".ToArray();
        var watch = Stopwatch.StartNew();
        Gen.Select(Gen.String[Gen.OneOf(letters), 0, 80], Gen.OneOf("CNY", "€", "kr", "", null), Gen.OneOf("de", "en-IN", "??", null), Gen.OneOf(".", ",", "x", null)).Sample(
            (text, hint, locale, mark) => PriceText.Look(text, hint, locale, mark) is { Confidence: >= 0 and <= 1 }, iter: 2000);
        Gen.String[0, 200].Sample(text => PriceText.Look(text, text, text, text) is { Confidence: >= 0 and <= 1 }, iter: 2000);
        foreach (var unit in new[] { "1 ", "1,", "$", "<", "&", "1$", "-", "- ", "1-", "kr." })
        {
            _ = PriceText.Look(string.Concat(Enumerable.Repeat(unit, 50_000)));
        }
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
    }
}
