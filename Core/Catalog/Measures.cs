using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Catalog;

/// <summary>A size, strength or count that a title states, in the base unit of its dimension.</summary>
/// <param name="Dimension">What is measured: <c>storage</c>, <c>volume</c>, <c>pack</c> … Only values of one dimension can disagree.</param>
public readonly record struct Measure(string Dimension, double Value, int Start, int Length);

/// <summary>Reads quantities in folded titles, Chinese and English: 64GB, 500ml×2, 2件装, 55寸, 12 oz, 6-pack.</summary>
public static partial class Measures
{
    private static readonly Dictionary<string, (string Dimension, double Factor)> Units = new(StringComparer.Ordinal)
    {
        ["kb"] = ("storage", 1e-6), ["mb"] = ("storage", 1e-3), ["gb"] = ("storage", 1), ["gig"] = ("storage", 1), ["tb"] = ("storage", 1000), ["mo"] = ("storage", 1e-3), ["go"] = ("storage", 1),
        ["mg"] = ("mass", 1e-3), ["g"] = ("mass", 1), ["gr"] = ("mass", 1), ["gram"] = ("mass", 1), ["grams"] = ("mass", 1), ["克"] = ("mass", 1), ["kg"] = ("mass", 1000), ["kgs"] = ("mass", 1000), ["千克"] = ("mass", 1000), ["公斤"] = ("mass", 1000), ["斤"] = ("mass", 500), ["两"] = ("mass", 50),
        ["lb"] = ("mass", 453.592), ["lbs"] = ("mass", 453.592), ["pound"] = ("mass", 453.592), ["pounds"] = ("mass", 453.592), ["磅"] = ("mass", 453.592),
        ["oz"] = ("ounces", 1), ["ounce"] = ("ounces", 1), ["ounces"] = ("ounces", 1), ["盎司"] = ("ounces", 1), ["fl oz"] = ("ounces", 1), ["floz"] = ("ounces", 1), ["fl. oz"] = ("ounces", 1),
        ["ml"] = ("volume", 1), ["毫升"] = ("volume", 1), ["cl"] = ("volume", 10), ["l"] = ("volume", 1000), ["ltr"] = ("volume", 1000), ["liter"] = ("volume", 1000), ["liters"] = ("volume", 1000), ["litre"] = ("volume", 1000), ["升"] = ("volume", 1000), ["gal"] = ("volume", 3785.41), ["gallon"] = ("volume", 3785.41), ["qt"] = ("volume", 946.353),
        ["mm"] = ("length", 1), ["毫米"] = ("length", 1), ["cm"] = ("length", 10), ["厘米"] = ("length", 10), ["m"] = ("length", 1000), ["米"] = ("length", 1000), ["ft"] = ("length", 304.8), ["feet"] = ("length", 304.8), ["foot"] = ("length", 304.8), ["'"] = ("inch", 1),
        ["inch"] = ("inch", 1), ["inches"] = ("inch", 1), ["in"] = ("inch", 1), ["\""] = ("inch", 1), ["寸"] = ("inch", 1), ["英寸"] = ("inch", 1), ["吋"] = ("inch", 1), ["''"] = ("inch", 1),
        ["w"] = ("power", 1), ["watt"] = ("power", 1), ["watts"] = ("power", 1), ["瓦"] = ("power", 1), ["kw"] = ("power", 1000), ["va"] = ("apparent", 1), ["kva"] = ("apparent", 1000), ["匹"] = ("horses", 1), ["hp"] = ("horses", 1),
        ["mah"] = ("charge", 1), ["毫安"] = ("charge", 1), ["毫安时"] = ("charge", 1), ["ah"] = ("charge", 1000), ["wh"] = ("energy", 1), ["v"] = ("volts", 1), ["伏"] = ("volts", 1), ["volt"] = ("volts", 1), ["a"] = ("amperes", 1),
        ["khz"] = ("hertz", 1e3), ["hz"] = ("hertz", 1), ["mhz"] = ("hertz", 1e6), ["ghz"] = ("hertz", 1e9), ["rpm"] = ("rpm", 1), ["mbps"] = ("speed", 1), ["gbps"] = ("speed", 1000), ["ms"] = ("delay", 1), ["dpi"] = ("dpi", 1), ["btu"] = ("btu", 1),
        ["mp"] = ("pixels", 1), ["megapixel"] = ("pixels", 1), ["megapixels"] = ("pixels", 1), ["万像素"] = ("pixels", 0.01), ["mpix"] = ("pixels", 1),
        ["user"] = ("users", 1), ["users"] = ("users", 1), ["用户"] = ("users", 1), ["year"] = ("years", 1), ["years"] = ("years", 1), ["yr"] = ("years", 1), ["段"] = ("stage", 1), ["port"] = ("ports", 1), ["ports"] = ("ports", 1), ["口"] = ("ports", 1), ["门"] = ("doors", 1), ["core"] = ("cores", 1), ["核"] = ("cores", 1),
        ["x zoom"] = ("zoom", 1), ["度"] = ("degrees", 1), ["层"] = ("layers", 1), ["抽"] = ("sheets", 1), ["张"] = ("sheets", 1), ["sheets"] = ("sheets", 1), ["sheet"] = ("sheets", 1), ["片"] = ("pieces", 1), ["粒"] = ("pieces", 1), ["pages"] = ("sheets", 1), ["码"] = ("size", 1),
        ["件装"] = ("pack", 1), ["件套"] = ("pack", 1), ["件"] = ("pack", 1), ["瓶装"] = ("pack", 1), ["瓶"] = ("pack", 1), ["盒装"] = ("pack", 1), ["盒"] = ("pack", 1), ["袋装"] = ("pack", 1), ["袋"] = ("pack", 1), ["包装"] = ("pack", 1), ["包"] = ("pack", 1), ["罐装"] = ("pack", 1), ["罐"] = ("pack", 1),
        ["支装"] = ("pack", 1), ["支"] = ("pack", 1), ["只装"] = ("pack", 1), ["只"] = ("pack", 1), ["卷"] = ("pack", 1), ["提"] = ("pack", 1), ["条装"] = ("pack", 1), ["条"] = ("pack", 1), ["双装"] = ("pack", 1), ["双"] = ("pack", 1), ["个装"] = ("pack", 1), ["个"] = ("pack", 1), ["枚"] = ("pack", 1), ["听"] = ("pack", 1), ["桶"] = ("pack", 1), ["箱"] = ("pack", 1), ["套"] = ("pack", 1), ["组"] = ("pack", 1), ["根"] = ("pack", 1), ["节"] = ("pack", 1), ["块"] = ("pack", 1), ["粒装"] = ("pack", 1), ["片装"] = ("pieces", 1), ["杯"] = ("pack", 1), ["本"] = ("pack", 1), ["颗"] = ("pack", 1),
        ["pack"] = ("pack", 1), ["packs"] = ("pack", 1), ["pk"] = ("pack", 1), ["pkg"] = ("pack", 1), ["pc"] = ("pack", 1), ["pcs"] = ("pack", 1), ["pc(s)"] = ("pack", 1), ["piece"] = ("pack", 1), ["pieces"] = ("pack", 1), ["count"] = ("pack", 1), ["ct"] = ("pack", 1), ["cans"] = ("pack", 1), ["bottles"] = ("pack", 1), ["box"] = ("pack", 1), ["bx"] = ("pack", 1), ["bag"] = ("pack", 1), ["rolls"] = ("pack", 1), ["pairs"] = ("pack", 1), ["dozen"] = ("pack", 12), ["dz"] = ("pack", 12), ["units"] = ("pack", 1), ["carton"] = ("pack", 1), ["ctn"] = ("pack", 1), ["disc"] = ("discs", 1), ["discs"] = ("discs", 1),
    };

    public static List<Measure> Read(string folded)
    {
        var found = new List<Measure>();
        var memory = false;
        foreach (Match match in Stored().Matches(folded))
        {
            memory = true;
            foreach (var part in new[] { "ram", "rom" })
            {
                found.Add(new Measure("storage", Number(match.Groups[part].Value) * (match.Groups["t"].Success && part == "rom" ? 1000 : 1), match.Index, match.Length));
            }
        }
        foreach (Match match in Quantity().Matches(folded))
        {
            var unit = match.Groups["unit"].Value;
            if (found.Exists(known => match.Index < known.Start + known.Length && known.Start < match.Index + match.Length) || !Units.TryGetValue(unit, out var known))
            {
                continue;
            }
            var value = Number(match.Groups["n"].Value);
            if (unit == "g" && value is (3 or 4 or 5) && Devices().IsMatch(folded))
            {
                // A generation of mobile networks.
                continue;
            }
            var (dimension, factor) = (unit is "g" or "t") && (memory || IsMemory(folded, value)) ? ("storage", 1d) : known;
            // 大1匹 is between 1 and 1.5.
            var large = dimension == "horses" && match.Index > 0 && folded[match.Index - 1] == '大' ? 0.1 : 0;
            found.Add(new Measure(dimension, (value * factor) + large, match.Index, match.Length));
        }
        foreach (Match match in Terabytes().Matches(folded))
        {
            found.Add(new Measure("storage", Number(match.Groups["n"].Value) * 1000, match.Index, match.Length));
        }
        foreach (Match match in Times().Matches(folded))
        {
            if (!found.Exists(known => known.Dimension == "pack" && match.Groups["n"].Index >= known.Start && match.Groups["n"].Index < known.Start + known.Length))
            {
                found.Add(new Measure("pack", Number(match.Groups["n"].Value), match.Index, match.Length));
            }
        }
        foreach (Match match in SetOf().Matches(folded))
        {
            found.Add(new Measure("pack", Number(match.Groups["n"].Value), match.Index, match.Length));
        }
        foreach (Match match in ChineseCount().Matches(folded))
        {
            found.Add(new Measure("pack", "零一二三四五六七八九十".IndexOf(match.Groups["n"].Value is "两" or "双" ? '二' : match.Groups["n"].Value[0], StringComparison.Ordinal), match.Index, match.Length));
        }
        return [.. found.Where(measure => measure.Value > 0).OrderBy(measure => measure.Start)];
    }

    private static bool IsMemory(string folded, double value) => value is 16 or 32 or 64 or 128 or 256 or 512 && Devices().IsMatch(folded);

    private static double Number(string digits) => double.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex("""
        (?<![0-9.a-z])(?<n>[0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,3},[0-9]{3})[\s-]?
        (?<unit>万像素|毫安时|毫安|毫升|毫米|厘米|英寸|千克|公斤|盎司|用户|件装|件套|瓶装|盒装|袋装|包装|罐装|支装|只装|条装|双装|个装|粒装|片装
        |[克斤两磅升米寸吋瓦匹伏段口门核度层抽张片粒码件瓶盒袋包罐支只卷提条双个枚听桶箱套组根节块杯本颗]
        |(fl\.?\ oz|floz|megapixels?|pc\(s\)|gallon|pieces?|bottles|ounces?|pounds?|inch(es)?|watts?|years?|users?|sheets?|pages|rolls|pairs|packs?|count|cans|units|liters?|litre|grams?|dozen|carton|discs?|cores?|ports?|mpix|mbps|gbps|feet|foot|volt|mah|khz|mhz|ghz|rpm|dpi|btu|pkg|pcs|lbs|kgs|ltr|gig|gal|box|bag|ctn|kva|ft|lb|kb|mb|gb|tb|mo|go|mg|kg|gr|oz|ml|cl|mm|cm|in|kw|va|ah|wh|hz|mp|ms|yr|qt|hp|bx|ct|dz|pk|pc|g|l|m|w|v|a)(?![a-z0-9])
        |''|"|'(?![a-z]))
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 4000)]
    private static partial Regex Quantity();

    /// <summary>Memory and storage of a telephone: 8+256g, 12g+512g, 16gb/1t.</summary>
    [GeneratedRegex(@"(?<![0-9.a-z])(?<ram>[0-9]{1,2})\s?(gb?)?\s?[+/]\s?(?<rom>[0-9]{1,4})\s?((?<g>gb?)|(?<t>tb?))(?![a-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Stored();

    [GeneratedRegex(@"(?<![0-9.a-z])(?<n>[0-9]{1,2}(\.[0-9])?)\s?t(?![a-z0-9恤])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Terabytes();

    /// <summary>500ml×2, 100g*6: how many there are of it.</summary>
    [GeneratedRegex(@"(?<=[a-z\u4e00-\u9fff)])\s?[×*]\s?(?<n>[0-9]{1,4})(?![0-9.]|\s?(mm|cm|m|寸|米|厘米|毫米|\"")(?![a-z]))|(?<![0-9.a-z])(?<n>[0-9]{1,3})\s?[×x]\s?(?=[0-9.]+\s?(ml|g|kg|l|oz)(?![a-z]))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Times();

    [GeneratedRegex(@"\b(set|pack|box|case|lot|bundle|package)\s+of\s+(?<n>[0-9]{1,4})\b|\b(qty|x)\s?:?\s?(?<n>[0-9]{1,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex SetOf();

    [GeneratedRegex(@"(?<n>[一两二三四五六七八九十双])\s?(件装|件套|瓶装|盒装|袋装|包装|罐装|支装|只装|条装|双装|个装|瓶|盒|袋|罐|支|包)(?![一-龥]{0,1}[0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex ChineseCount();

    [GeneratedRegex("手机|内存|固态|硬盘|u盘|存储|平板|笔记本|phone|ipad|iphone|galaxy|pixel|redmi|xiaomi|小米|红米|华为|荣耀|oppo|vivo|realme|一加|mate|苹果|tablet|macbook|ssd|usb|flash|card|switch|playstation|kindle|5g", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Devices();
}
