using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Chinese and English number words before a unit of time as figures; fuller forms of Chinese characters as the simple ones.</summary>
internal static partial class WhenNumerals
{
    private const string Figures = "零一二三四五六七八九";

    public static string Plain(string text)
    {
        var simple = Simple(text);
        simple = Chinese().Replace(simple, match =>
            Value(match.Value) is not { } value ? match.Value
            : value.ToString(CultureInfo.InvariantCulture) is var figures && match.Index > 0 && char.IsAsciiDigit(simple[match.Index - 1]) ? " " + figures
            : figures);
        return English().Replace(simple, match => match.Value switch
        {
            "one" => "1",
            "two" => "2",
            "three" => "3",
            "four" => "4",
            "five" => "5",
            "six" => "6",
            "seven" => "7",
            "eight" => "8",
            "nine" => "9",
            "ten" => "10",
            "eleven" => "11",
            "twelve" => "12",
            "fifteen" => "15",
            "twenty" => "20",
            "thirty" => "30",
            _ => "60",
        });
    }

    private static string Simple(string text) => string.Concat(text.Select(c => c switch
    {
        '點' => '点',
        '時' => '时',
        '號' => '号',
        '週' => '周',
        '後' => '后',
        '個' => '个',
        '鐘' or '锺' => '钟',
        '兩' => '两',
        '雙' => '双',
        '國' => '国',
        '慶' => '庆',
        '節' => '节',
        '內' => '内',
        '開' => '开',
        '這' => '这',
        '間' => '间',
        '禮' => '礼',
        '從' => '从',
        '結' => '结',
        '聖' => '圣',
        '誕' => '诞',
        '〇' => '零',
        _ => c,
    }));

    private static int? Value(string word)
    {
        var text = word.Replace('两', '二').Replace("廿", "二十", StringComparison.Ordinal);
        var at = text.IndexOf('十', StringComparison.Ordinal);
        if (at >= 0)
        {
            var tens = at == 0 ? 1 : at == 1 ? Figures.IndexOf(text[0], StringComparison.Ordinal) : -1;
            var ones = at == text.Length - 1 ? 0 : at == text.Length - 2 ? Figures.IndexOf(text[^1], StringComparison.Ordinal) : -1;
            return tens < 0 || ones < 0 ? null : (tens * 10) + ones;
        }
        return text.All(c => Figures.Contains(c, StringComparison.Ordinal)) ? text.Aggregate(0, (sum, c) => (sum * 10) + Figures.IndexOf(c, StringComparison.Ordinal)) : null;
    }

    /// <summary>Not behind 周 and its like, where a figure is a name, nor 双十一.</summary>
    [GeneratedRegex(@"(?<!周|星期|礼拜|双|[零一二两三四五六七八九十])[零一二两三四五六七八九十廿]{1,4}(?=\s?(?:点|时|分|秒|月|日|号|天|年|周|个|小时|星期|刻|季|-[零一二三四五六七八九十]{1,3}[点月日号天]))|(?<=点|月)[零一二三四五六七八九十]{1,3}(?=分|$|[^零一二三四五六七八九十半刻])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty)\b(?=\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|o'clock)\b)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex English();
}
