using Daogou.Core.Catalog;
using Xunit;

namespace Daogou.Tests.Core.Catalog;

public sealed class GtinTests
{
    [Theory]
    [InlineData("4006381333931", GtinKind.Gtin13, "04006381333931")]
    [InlineData("036000291452", GtinKind.Gtin12, "00036000291452")]
    [InlineData("96385074", GtinKind.Gtin8, "00000096385074")]
    [InlineData("10036000291459", GtinKind.Gtin14, "10036000291459")]
    [InlineData("9780306406157", GtinKind.Isbn, "09780306406157")]
    [InlineData("0-306-40615-2", GtinKind.Isbn, "09780306406157")]
    [InlineData("080442957X", GtinKind.Isbn, "09780804429573")]
    [InlineData(" 6901028075763 ", GtinKind.Gtin13, "06901028075763")]
    [InlineData("６９０１０２８０７５７６３", GtinKind.Gtin13, "06901028075763")]
    public void A_number_of_goods_has_one_form_of_fourteen_digits(string text, GtinKind kind, string normal) =>
        Assert.Equal(new GtinReading(kind, normal, true), Gtin.Read(text));

    [Theory]
    [InlineData("2012345678900", GtinKind.InStore)]
    [InlineData("0212345678907", GtinKind.InStore)]
    [InlineData("412345678903", GtinKind.InStore)]
    [InlineData("02345673", GtinKind.InStore)]
    [InlineData("512345678900", GtinKind.Coupon)]
    [InlineData("9912345678904", GtinKind.Coupon)]
    [InlineData("9812345678901", GtinKind.Coupon)]
    public void What_a_shop_numbers_itself_and_coupons_name_no_product(string text, GtinKind kind) =>
        Assert.Equal(new GtinReading(kind, null, false), Gtin.Read(text));

    [Theory]
    [InlineData("4006381333932")]
    [InlineData("036000291453")]
    [InlineData("00000000")]
    [InlineData("0000000000000")]
    [InlineData("1234567")]
    [InlineData("40063813339AB")]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData(null)]
    public void A_wrong_check_digit_or_length_is_not_valid(string? text)
    {
        var read = Gtin.Read(text);
        Assert.False(read.IsValid);
        Assert.Null(read.Normal);
    }

    [Fact]
    public void One_wrong_digit_is_always_found()
    {
        const string Good = "4006381333931";
        for (var place = 0; place < Good.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != Good[place])
                {
                    Assert.False(Gtin.Read(Good[..place] + digit + Good[(place + 1)..]).IsValid);
                }
            }
        }
    }
}
