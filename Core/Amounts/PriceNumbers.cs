using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>A number in a price text with the marks that stand at it.</summary>
internal sealed class PriceNumber(int start, int digitsEnd, string text)
{
    public int Start => start;

    /// <summary>Behind the digits and a word such as <c>万</c> or <c>k</c>.</summary>
    public int End { get; set; }

    public int DigitsEnd => digitsEnd;

    public string Text { get; set; } = text;

    public decimal Factor { get; set; } = 1m;

    public List<CurrencyMark> Before { get; } = [];

    public List<CurrencyMark> After { get; } = [];

    public IEnumerable<CurrencyMark> Marks => Before.Concat(After);

    public bool IsMarked => Before.Count + After.Count > 0;

    public bool IsWhole => Text.All(char.IsAsciiDigit);
}

/// <summary>The numbers of a price text in its plain form, and which of them are something else than amounts.</summary>
internal static partial class PriceNumbers
{
    private const int Most = 40;

    public static List<PriceNumber> Find(string plain)
    {
        var numbers = new List<PriceNumber>();
        foreach (Match match in Number().Matches(plain))
        {
            if (numbers.Count == Most)
            {
                break;
            }
            var number = new PriceNumber(match.Index, match.Index + match.Length, match.Value) { End = match.Index + match.Length };
            if (Many().Match(plain, number.End) is { Success: true } many)
            {
                number.Factor = Factor(many.Groups["word"].Value);
                number.End += many.Length;
            }
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>A percentage or a Chinese "folds" discount is never an amount, whatever stands beside it.</summary>
    public static bool IsShare(string plain, PriceNumber number) =>
        ShareAfter().IsMatch(plain[number.DigitsEnd..]) || (number.Start > 0 && plain[number.Start - 1] is '%' or '٪');

    /// <summary>Counts, sizes, times, dates, phone numbers: no amounts unless a currency stands at them.</summary>
    public static bool IsOther(string plain, PriceNumber number)
    {
        var (before, after) = (plain[..number.Start], plain[number.DigitsEnd..]);
        return CountAfter().IsMatch(after) || CountBefore().IsMatch(before) || (number.IsWhole && (number.Text.Length >= 10 || number.Text is ['0', _, ..]))
            || Date().IsMatch(number.Text) || TimeAfter().IsMatch(after) || TimeBefore().IsMatch(before);
    }

    /// <summary>What is saved or taken off is an amount, but not the price when another stands there.</summary>
    public static bool IsSaving(string plain, PriceNumber number, int end) =>
        SavingBefore().IsMatch(plain[..number.Start]) || SavingAfter().IsMatch(plain[end..]);

    private static decimal Factor(string word) => word.ToLower(CultureInfo.InvariantCulture) switch
    {
        "k" or "тыс" or "тис" or "rb" or "ribu" or "nghìn" or "ngàn" or "mil" or "千" or "พัน" or "bin" => 1_000m,
        "万" or "萬" or "만" => 10_000m,
        "lakh" or "lac" or "lakhs" => 100_000m,
        "m" or "mm" or "млн" or "mln" or "mio" or "million" or "millones" or "jt" or "juta" or "triệu" => 1_000_000m,
        "crore" or "crores" or "cr" => 10_000_000m,
        "亿" or "億" or "억" => 100_000_000m,
        _ => 1_000_000_000m,
    };

    [GeneratedRegex(@"(?<![0-9]|[0-9][.,'٫])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,٫·][0-9]+)?(?![.,'][0-9])|[0-9]+(?:[.,'٫·][0-9]+)*|(?<![\p{L}\p{M}0-9.,/])[.,][0-9]{1,2}(?![0-9.,])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G(?:(?<word>[kK]|[mM](?=\s*(?:$|[\p{Sc}\-–.,;!)]))|bn)(?![\p{L}0-9])|\s?(?<word>[万萬만亿億억千](?![0-9])|พัน)|\s?(?<word>тыс|тис|млн|млрд|mln|mio|mld|cr)\b\.?|\s?(?<word>million|billion|millones|lakhs?|lac|crores?|ribu|rb|juta|jt|triệu|nghìn|ngàn|tỷ)\b)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Many();

    [GeneratedRegex(@"^\s?(?:%|٪|‰|折(?!后|後)|percent|pct\b|процент)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex ShareAfter();

    [GeneratedRegex(@"^(?:\s?(?:x|×|\*|pcs?|pieces?|packs?|pk|ct|count|units?|items?|sets?|pairs?|kg|kgs|g|mg|lbs?|oz|ml|cl|l|litres?|liters?|gb|tb|mb|mah|w|kw|v|hz|khz|mhz|ghz|fps|mp|px|cm|mm|m|km|in|inch|inches|ft|""|″|days?|hours?|hrs?|min|mins|minutes?|weeks?|months?|mo|years?|yrs?|stars?|reviews?|ratings?|votes?|sold|left|people|st|nd|rd|th|am|pm|stk|stück|шт|уп|г|кг|мл|л|см|мм|дн|дней|часов|szt|ks|tk|adet|pièces?|unidades?|uds?)\b|\s?(?:个|個|件|只|包(?!邮|郵)|袋|瓶|盒|箱|片|支|本|台|天|小时|小時|人|次|期|年|月|日|号|克|斤|公斤|升|毫升|寸|米|厘米|枚|個入|点|點|人付款|评价|評價|개|장|회)|\s?for\b|\s?in 1\b|-(?:pack|pcs|piece|in|inch|day|bit)|D\b)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex CountAfter();

    [GeneratedRegex(@"(?:[#№+×]|(?<![\p{L}])x\s?|[0-9][-/]|\p{L}{2,}-|(?<=[a-z])|[A-Z]{2,}|\b(?:no|nr|qty|quantity|size|model|sku|id|item|art|tel|phone|call|year|since|pack of|set of|buy|get|满|减|第|共|买|送)[.:]?\s?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex CountBefore();

    [GeneratedRegex(@"^[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)?[0-9]{2}$|^(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(?::[0-9]{2}|[-/][0-9]{1,4}[-/][0-9]|-[0-9]{3,4}-?[0-9]{3})", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex TimeAfter();

    [GeneratedRegex(@"[0-9]:$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex TimeBefore();

    [GeneratedRegex(@"(?:\b(?:saves?|saving|savings|discount|coupon|voucher|sparen|spare|ersparnis|rabatt|économisez|ahorra|ahorras|risparmi|oszczędzasz|bespaar|shipping|delivery|versand)\b|скидка|экономия|立减|立減|已省|省|优惠|優惠|减|減|满|滿|运费|運費)[^0-9\n]{0,6}$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex SavingBefore();

    [GeneratedRegex(@"^\s?(?:off\b|discount\b|shipping\b|delivery\b|rabatt\b|优惠券|優惠券|券(?!后|後))", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex SavingAfter();
}
