using System.Text;
using CsCheck;
using Daogou.Crawler.Pages;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class CharsetDecisionTests
{
    private const string Chinese = "新款紫砂茶壶特价包邮，原价二百九十九元，现在只要一百九十九元，数量有限，先到先得，欢迎选购我们的产品。";
    private const string Traditional = "全新紫砂茶壺特價優惠，原價二百九十九元，現在只要一百九十九元，數量有限，歡迎選購我們的商品。";
    private const string Japanese = "新しい急須が特別価格です。送料無料でお届けします。在庫がなくなり次第終了となりますので、お早めにご注文ください。";
    private const string Korean = "새로운 찻주전자를 특별한 가격으로 만나보세요. 무료 배송이며 수량이 한정되어 있습니다. 지금 바로 주문하세요.";
    private const string Russian = "Новый чайник по специальной цене. Бесплатная доставка по всей стране, количество ограничено, заказывайте сейчас.";
    private const string French = "Théière en grès, idéale pour l'été : dégustez votre thé préféré à la maison, où que vous soyez. Livraison gratuite dès 19 € d'achat.";
    private const string German = "Die schöne Teekanne für größere Gäste: jetzt günstig kaufen, Lieferung übermorgen, Rückgabe möglich. Süße Grüße aus Köln!";

    static CharsetDecisionTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gb18030", Chinese, "gbk")]
    [InlineData("big5", Traditional, "big5")]
    [InlineData("shift_jis", Japanese, "shift_jis")]
    [InlineData("euc-jp", Japanese, "euc-jp")]
    [InlineData("euc-kr", Korean, "euc-kr")]
    [InlineData("windows-1251", Russian, "windows-1251")]
    [InlineData("koi8-r", Russian, "koi8-r")]
    [InlineData("windows-1252", French, "windows-1252")]
    [InlineData("windows-1252", German, "windows-1252")]
    [InlineData("windows-1253", "Νέα τσαγιέρα σε ειδική τιμή. Δωρεάν αποστολή σε όλη τη χώρα, περιορισμένη ποσότητα.", "windows-1253")]
    [InlineData("windows-1255", "קומקום חדש במחיר מיוחד. משלוח חינם לכל הארץ, הכמות מוגבלת.", "windows-1255")]
    [InlineData("windows-874", "กาน้ำชาใหม่ในราคาพิเศษ จัดส่งฟรีทั่วประเทศ จำนวนจำกัด", "windows-874")]
    [InlineData("windows-1250", "Nowy czajnik w specjalnej cenie. Żółta łódź. Ilość ograniczona, zamów już dziś, gwarantujemy świeżość.", "windows-1250")]
    [InlineData("windows-1254", "Güneşli günler için ışıltılı çaydanlık. Tüm ülkeye ücretsiz kargo, sınırlı sayıda, şimdi sipariş verin.", "windows-1254")]
    [InlineData("utf-8", Chinese, "utf-8")]
    [InlineData("iso-2022-jp", Japanese, "iso-2022-jp")]
    [InlineData("utf-16", "<html>plain words and " + Chinese, "utf-16le")]
    public void A_set_that_nobody_declared_is_told_by_the_bytes(string real, string text, string expected)
    {
        foreach (var (page, name) in new[] { ($"<html><title>x</title><p>{text}</p></html>", "whole"), ($"<p>{text[..(text.Length / 2)]}</p><p class=price>19.99</p>", "half") })
        {
            Assert.Equal((name, expected), (name, Read(Encoding.GetEncoding(real).GetBytes(page), null)));
        }
    }

    [Theory]
    [InlineData("utf8", "utf-8")]
    [InlineData("x-gbk", "gbk")]
    [InlineData("gb_2312-80", "gbk")]
    [InlineData("GB2312", "gbk")]
    [InlineData("cp936", "gbk")]
    [InlineData("gb18030", "gb18030")]
    [InlineData("latin1", "windows-1252")]
    [InlineData("us-ascii", "windows-1252")]
    [InlineData("win-1252", "windows-1252")]
    [InlineData("iso-8859-15", "iso-8859-15")]
    [InlineData("iso-8859-16", "iso-8859-16")]
    [InlineData("iso-8859-9", "windows-1254")]
    [InlineData("tis-620", "windows-874")]
    [InlineData("koi8-u", "koi8-u")]
    [InlineData("macintosh", "macintosh")]
    [InlineData("utf-7", "windows-1252")]
    [InlineData("nonsense", "windows-1252")]
    public void Labels_have_the_standards_names(string label, string expected)
    {
        byte[] bytes = [.. "<p>caf"u8, 0xE9, 0xA4, .. "</p>"u8];
        Assert.Equal(expected == "utf-8" ? "windows-1252" : expected, Read(bytes, $"text/html; charset={label}"));
        Assert.Equal(expected == "utf-8" ? "windows-1252" : expected, Read([.. Encoding.ASCII.GetBytes($"<meta charset=\"{label}\">"), .. bytes], null));
        Assert.Equal(
            expected == "utf-8" ? "windows-1252" : expected,
            Read([.. Encoding.ASCII.GetBytes($"<META http-equiv=Content-Type content='text/html; charset={label}'>"), .. bytes], "text/html"));
    }

    [Theory]
    [InlineData("text/html; charset=gbk", "<meta charset=big5>", "gbk")]
    [InlineData("text/html", "<!-- <meta charset=big5> --><meta charset=gbk>", "gbk")]
    [InlineData("text/html; charset=utf-16", "<meta charset=gbk>", "gbk")]
    [InlineData("text/html; charset=utf-8", "<meta charset=gbk>", "gbk")]
    [InlineData("text/html; charset=ISO-8859-1", "<meta charset=gbk>", "gbk")]
    [InlineData("text/html; charset=\"gbk\"", "", "gbk")]
    [InlineData(null, "<?xml version='1.0' encoding='gbk'?>", "gbk")]
    public void The_server_counts_before_the_document_and_a_comment_for_nothing(string? contentType, string head, string expected) =>
        Assert.Equal(expected, Read(Encoding.GetEncoding("gb18030").GetBytes(head + "<p>" + Chinese), contentType));

    [Fact]
    public void A_byte_order_mark_and_valid_UTF8_win_over_any_label()
    {
        Assert.Equal("utf-8", Read(Encoding.UTF8.GetBytes("<p>" + Chinese), "text/html; charset=gbk"));
        Assert.Equal("utf-16be", Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Chinese)], "text/html; charset=utf-8"));
        Assert.Equal("utf-8", Read("plain"u8.ToArray(), "text/html; charset=utf-16"));
    }

    [Fact]
    public void UTF8_with_a_damaged_character_stays_UTF8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Chinese), 0xFF, .. Encoding.UTF8.GetBytes(Chinese), 0xE8, 0x8C];
        Assert.Equal("utf-8", Read(bytes, null));
    }

    [Fact]
    public void The_lone_0x80_of_a_Chinese_page_is_the_euro_sign_and_a_broken_lead_swallows_no_tag()
    {
        byte[] bytes = [.. "<meta charset=gbk><meta property=og:title content='"u8, .. Encoding.GetEncoding("gb18030").GetBytes(Chinese[..20]), 0x80, .. "'><p>\u0081<meta property=og:price:amount content=5>"u8];
        var offer = Assert.Single(PageReader.Read(bytes, null, null, TestContext.Current.CancellationToken).Offers);
        Assert.Equal((Chinese[..20] + "€", "5"), (offer.Name, offer.Price));
    }

    [Fact]
    public void Any_UTF8_text_comes_back_as_it_was() => Gen.String[Gen.Char['\u00A0', '\uD000'], 20, 60].Sample(
        text => Assert.Equal("utf-8", Read(Encoding.UTF8.GetBytes(text), "text/html; charset=gb2312")));

    private static string Read(byte[] bytes, string? contentType) => PageReader.Read(bytes, contentType, null, TestContext.Current.CancellationToken).Charset;
}
