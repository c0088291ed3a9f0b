using System.Buffers;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Feeds;

/// <summary>One thing that a post says, and the words it was taken from.</summary>
public sealed record PostWord(string Value, string From);

/// <summary>What a deal post written for people says: <c>券后¥19.9</c>, <c>$12.99 (was $24.99)</c>, <c>code SAVE20</c>.</summary>
public sealed record PostWords(PostWord? Price, PostWord? OldPrice, PostWord? Code, PostWord? Ends, PostWord? Terms)
{
    public static PostWords None { get; } = new(null, null, null, null, null);
}

/// <summary>
/// Takes price, old price, coupon code, end and terms out of a post's title and, where it says nothing, its body. A word that names what an
/// amount is decides; a lone amount with a currency in the title is the price; anything else is nobody's guess.
/// </summary>
public static partial class DealPost
{
    private const int LongestText = 4000;

    /// <summary>How many characters beside an amount can say what it is.</summary>
    private const int Around = 60;
    private static readonly SearchValues<string> CodeWords = SearchValues.Create(["code", "coupon", "gutschein"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789０１２３４５６７８９");
    private const string Amount = @"(?<amount>(?:(?:US|HK|NT|A|C|S|R|CA|AU|NZ)?\$|[€£¥￥₹₩₽]|Rs\.?|RMB|CNY|USD|EUR|GBP)\s?\d[\d.,'’]*(?:\s\d{3})*|\d[\d.,'’]*(?:\s\d{3})*\s?(?:€|£|元|块|円|zł|kr|Kč|₽|руб\.?|USD|EUR|GBP|CNY|RMB))";
    private const string Number = @"(?<amount>[¥￥$€£]?\s?\d[\d.,]*\s?(?:元|块|€|£)?)";

    /// <summary>From texts as they stand in the post, markup and all.</summary>
    public static PostWords Read(string? title, string? body) => ReadPlain(PlainText.Of(title) ?? "", PlainText.Of(body) ?? "");

    /// <summary>From texts without markup.</summary>
    /// <param name="offerOnly">Price, old price and end alone: what a row of deals can hold.</param>
    internal static PostWords ReadPlain(string title, string body, bool offerOnly = false)
    {
        var (head, text) = (Cut(title), Cut(body));
        var (headHasDigits, textHasDigits) = (head.AsSpan().ContainsAny(Signs), text.AsSpan().ContainsAny(Signs));
        if (!headHasDigits && !textHasDigits)
        {
            // No digit, no price, no code worth looking for.
            return PostWords.None;
        }
        // All but a code has digits.
        var (counted, told) = (headHasDigits ? head : "", textHasDigits ? text : "");
        try
        {
            var old = First(OldPrice(), counted, told);
            return new PostWords(
                PriceIn(counted, old) ?? PriceIn(told, old, needsWord: true),
                old,
                offerOnly ? null : CodeIn(head) ?? CodeIn(text),
                EndsIn(counted) ?? EndsIn(told),
                offerOnly ? null : First(Terms(), counted, told));
        }
        catch (RegexMatchTimeoutException)
        {
            // Only what nobody wrote for people takes that long.
            return PostWords.None;
        }
    }

    private static PostWord? PriceIn(string text, PostWord? old, bool needsWord = false)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (NamedPrice().Match(text) is { Success: true } named)
        {
            return new PostWord(Priced(named.Groups["amount"].Value, isChinese: true), named.Value.Trim());
        }
        const int MostAmounts = 3;
        string? only = null;
        var count = 0;
        foreach (var match in AnyAmount().EnumerateMatches(text))
        {
            var amount = text.AsSpan(match.Index, match.Length).Trim();
            if (IsOther(text, match) || amount.SequenceEqual(old?.Value) || (needsWord && !ForWord().IsMatch(Before(text, match))))
            {
                continue;
            }
            only ??= amount.ToString();
            count++;
        }
        return only is not null && count <= MostAmounts ? new PostWord(Priced(only, isChinese: false), only) : null;
    }

    /// <summary>An amount that is saved, a threshold or a former price is not the price.</summary>
    private static bool IsOther(string text, ValueMatch match) =>
        NotThePrice().IsMatch(Before(text, match)) || OffBehind().IsMatch(text.AsSpan(match.Index + match.Length, Math.Min(Around, text.Length - match.Index - match.Length)));

    /// <summary>The words right before an amount; what stands further away says nothing of it.</summary>
    private static ReadOnlySpan<char> Before(string text, ValueMatch match) => text.AsSpan(Math.Max(0, match.Index - Around), Math.Min(Around, match.Index));

    private static PostWord? First(Regex rule, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0 && rule.Match(text) is { Success: true } match)
            {
                return new PostWord(match.Groups["amount"].Success ? Priced(match.Groups["amount"].Value, isChinese: Chinese().IsMatch(match.Value)) : match.Value, match.Value.Trim());
            }
        }
        return null;
    }

    private static PostWord? CodeIn(string text) =>
        (text.Contains('码', StringComparison.Ordinal) || text.AsSpan().ContainsAny(CodeWords)) && Code().Matches(text).FirstOrDefault(match => match.Groups["code"].Value.Any(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)) && !NoCode().IsMatch(match.Groups["code"].Value)) is { } match
            ? new PostWord(match.Groups["code"].Value, match.Value.Trim())
            : null;

    private static PostWord? EndsIn(string text)
    {
        if (text.Length == 0 || Ends().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var words = match.Groups["date"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(5, words.Length); count > 0; count--)
        {
            var date = string.Join(' ', words[..count]).TrimEnd('.', ',', ')', '!', '，', '。', '；');
            if (DateText.Instant(date) is not null)
            {
                return new PostWord(date, match.Value[..(match.Groups["date"].Index - match.Index)] + date);
            }
        }
        return null;
    }

    /// <summary>A bare number behind a Chinese word is yuan.</summary>
    private static string Priced(string amount, bool isChinese)
    {
        var trimmed = amount.Trim().TrimEnd('.', ',');
        return isChinese && trimmed.All(c => char.IsAsciiDigit(c) || c is '.' or ',') ? trimmed + " CNY" : trimmed.Replace("块", "元", StringComparison.Ordinal);
    }

    private static string Cut(string plain) => plain.Length > LongestText ? plain[..LongestText] : plain;

    [GeneratedRegex(@"(?:券后价?|到手价?|折后价?|实付|活动价|现价|抢购价|秒杀价|拼团价|仅需|只要|低至|近期好价)\s*(?:约|为|仅)?\s*[:：]?\s*" + Number, RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NamedPrice();

    [GeneratedRegex(@"(?:(?:原价|日常价?|市场价|划线价|定价|吊牌价|专柜价)\s*[:：]?\s*" + Number + @"|(?:\bwas|\blist(?: price)?|\borig(?:inally|inal price|\.)?|\breg(?:ular(?:ly)?|ular price|\.)?|\bRRP|\bMSRP|\binstead of|\bdown from|\bstatt|\bUVP|\bau lieu de|\bvorher)\s*:?\s*" + Amount + ")", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex OldPrice();

    [GeneratedRegex(Amount, RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex AnyAmount();

    [GeneratedRegex(@"(?:\bwas|\blist(?: price)?|\borig\w*\.?|\breg\w*\.?|\bRRP|\bMSRP|\binstead of|\bdown from|\bstatt|\bUVP|\bsave|\boff|\bover|\babove|\borders?|\bspend|\bmin(?:imum)?\.?|\bshipping|\bfrom|\bup to|满|减|省|立减|原价|日常价?|市场价|运费|返)\s*:?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex NotThePrice();

    [GeneratedRegex(@"^\+|^\s*(?:off\b|discount|cash ?back|coupon|voucher|gift card|起|减|以上|优惠券|券|shipping|s&h)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex OffBehind();

    [GeneratedRegex(@"(?:\bfor|\bnow|\bonly|\bjust|\bprice|\bdeal|\bpay|\bat|\bnur|\bfür|\bjetzt)\s*:?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ForWord();

    [GeneratedRegex(@"(?:券码|优惠码|折扣码|优惠券码|兑换码|口令码|\b(?:promo|coupon|discount|voucher)?\s?code|\bcoupon|\bGutschein(?:code)?|\bcode promo)\s*(?:is|:|：|=|»|“|""|')?\s*[""'“‘\[(]?(?<code>[A-Za-z0-9][A-Za-z0-9_-]{2,24})\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Code();

    [GeneratedRegex("^(?:needed|required|at|for|and|is|the|code|codes|off|below|here|with|when|available|expires?|no|on|in|to|from|applied|valid|NEEDED|AT|FOR)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"(?:\bexp(?:ires?|iry|\.)?(?: on)?|\bends?(?: on)?|\bvalid (?:until|through|thru|till|to)|\buntil|\bthrough|截止至?|截至|有效期至|活动至)\s*[:：]?\s*(?<date>[^\n;；]{4,40})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"满\s*\d+(?:\.\d+)?\s*元?\s*[减送]\s*\d+(?:\.\d+)?|\d+\s*件\s*\d(?:\.\d)?\s*折|第[二2]件\s*(?:半价|\d(?:\.\d)?\s*折|0元)|\bbuy \d+ get \d+(?: free)?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Terms();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Chinese();
}
