using System.Text.RegularExpressions;

namespace Daogou.Core.Catalog;

/// <summary>Words that make another product of the same name: Pro, Max, 第二代, 青春版, upgrade.</summary>
public static partial class EditionWords
{
    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["pro"] = "pro", ["professional"] = "pro", ["max"] = "max", ["plus"] = "plus", ["ultra"] = "ultra", ["mini"] = "mini", ["air"] = "air", ["se"] = "se", ["lite"] = "lite", ["fe"] = "fe", ["standard"] = "standard", ["std"] = "standard", ["deluxe"] = "deluxe", ["premium"] = "premium", ["premier"] = "premier",
        ["home"] = "home", ["ultimate"] = "ultimate", ["enterprise"] = "enterprise", ["student"] = "academic", ["academic"] = "academic", ["teacher"] = "academic", ["education"] = "academic", ["upgrade"] = "upgrade", ["upg"] = "upgrade", ["oem"] = "oem", ["mac"] = "mac", ["macintosh"] = "mac",
        ["slim"] = "slim", ["digital"] = "digital", ["oled"] = "oled", ["refurbished"] = "refurbished", ["refurb"] = "refurbished", ["renewed"] = "refurbished", ["xl"] = "xl", ["basic"] = "basic", ["advanced"] = "advanced", ["turbo"] = "turbo", ["neo"] = "neo", ["edge"] = "edge", ["fold"] = "fold", ["flip"] = "flip",
    };

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.Ordinal)
    {
        ["一"] = 1, ["二"] = 2, ["两"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9, ["十"] = 10, ["i"] = 1, ["ii"] = 2, ["iii"] = 3, ["iv"] = 4, ["vi"] = 6, ["first"] = 1, ["second"] = 2, ["third"] = 3, ["fourth"] = 4, ["fifth"] = 5,
    };

    public static SortedSet<string> Read(string folded, IReadOnlyList<TitleToken> tokens)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Word && English.TryGetValue(token.Text, out var edition))
            {
                found.Add(edition);
            }
            else if (token.Kind == TokenKind.Mixed)
            {
                // 13pro, k70pro, s24ultra
                foreach (var suffix in (ReadOnlySpan<string>)["promax", "pro", "max", "ultra", "plus", "mini", "lite", "air"])
                {
                    if (token.Text.EndsWith(suffix, StringComparison.Ordinal) && token.Text.Length > suffix.Length && char.IsDigit(token.Text[^(suffix.Length + 1)]))
                    {
                        found.UnionWith(suffix == "promax" ? ["pro", "max"] : [suffix]);
                        break;
                    }
                }
            }
            else if (token is { Kind: TokenKind.Word, Text: "promax" })
            {
                found.UnionWith(["pro", "max"]);
            }
        }
        foreach (Match match in ChineseEdition().Matches(folded))
        {
            found.Add(match.Value);
        }
        return found;
    }

    /// <summary>The generation a title states; null when it states none.</summary>
    public static int? Generation(string folded)
    {
        var match = Stated().Match(folded);
        if (!match.Success)
        {
            return null;
        }
        var text = match.Groups["n"].Value;
        return Ordinals.TryGetValue(text, out var value) ? value : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex("青春版|标准版|旗舰版|尊享版|活力版|至尊版|豪华版|典藏版|限定版|国际版|国行|港版|美版|日版|海外版|家庭版|专业版|企业版|学生版|儿童版|数字版|光驱版|蜂窝版|增强版|升级版|基础版|高配|低配|顶配|续航版|降噪版|素皮版|运动版|竞速版|冠军版", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex ChineseEdition();

    [GeneratedRegex(@"第\s?(?<n>[一二三四五六七八九十]|[0-9]{1,2})\s?代|(?<![0-9])(?<n>[一二两三四五六七八九]|[0-9]{1,2})代|\b(?<n>[0-9]{1,2})(st|nd|rd|th)?\s?gen(eration)?\b|\b(?<n>first|second|third|fourth|fifth)\s+gen(eration)?\b|\bgen(eration)?\s?(?<n>[0-9]{1,2})\b|\b(mk|mark|type)\s?(?<n>[ivx]{1,3}|[0-9])\b|\b(?<n>i{2,3}|iv|vi)\b|\bv(ersion)?\.?\s?(?<n>[0-9]{1,2})\b(?!\.[0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Stated();
}
