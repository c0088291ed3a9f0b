using CsCheck;
using Daogou.Core.Links;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Links;

public sealed class ClickRefTests
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly Gen<string> Code = Gen.Char[Alphabet].Array[LinkCodes.Length].Select(letters => new string(letters));
    private readonly ClickRefs _refs = new(A.Secret);

    [Fact]
    public void A_ref_is_twenty_small_letters_and_digits_and_says_its_link_and_click() =>
        Gen.Select(Code, Gen.Long[0, ClickRefs.MostOrdinal]).Sample((code, ordinal) =>
        {
            var text = _refs.Make(code, ordinal);
            Assert.Equal(20, text.Length);
            Assert.True(text.All(Alphabet.Contains));
            Assert.Equal(new ClickRef(code, ordinal), _refs.TryRead(text));
        });

    [Fact]
    public void A_ref_with_one_other_character_is_not_believed() =>
        Gen.Select(Code, Gen.Long[0, ClickRefs.MostOrdinal], Gen.Int[0, 19], Gen.Char[Alphabet]).Sample((code, ordinal, at, letter) =>
        {
            var text = _refs.Make(code, ordinal).ToCharArray();
            var forged = text[at] != letter;
            text[at] = letter;
            Assert.Equal(forged, _refs.TryRead(new string(text)) is null);
        });

    [Fact]
    public void Whatever_a_network_sends_is_read_or_refused_and_never_throws() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char, 20, 20]).Sample(text => Assert.Null(_refs.TryRead(text)));

    [Fact]
    public void A_network_that_writes_capitals_is_understood() =>
        Assert.Equal(new ClickRef("abc0123", 4711), _refs.TryRead(_refs.Make("abc0123", 4711).ToUpperInvariant()));

    [Fact]
    public void Another_secret_makes_other_refs() =>
        Assert.Null(new ClickRefs("another secret of thirty-two characters and more").TryRead(_refs.Make("abc0123", 1)));

    [Theory]
    [InlineData("abc012")]
    [InlineData("abc01234")]
    [InlineData("ABC0123")]
    [InlineData("abc-123")]
    public void What_is_no_code_gets_no_ref(string code) => Assert.Throws<ArgumentException>(() => _refs.Make(code, 1));

    [Fact]
    public void Codes_differ()
    {
        var codes = Enumerable.Range(0, 10_000).Select(_ => LinkCodes.New()).ToList();
        Assert.All(codes, code => Assert.True(LinkCodes.IsCode(code)));
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }
}
