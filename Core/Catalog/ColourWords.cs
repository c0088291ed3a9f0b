using System.Text.RegularExpressions;

namespace Daogou.Core.Catalog;

/// <summary>Colours in Chinese and English, each under one name; <c>曜石黑</c> is black, <c>口红</c> is no red.</summary>
public static partial class ColourWords
{
    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["black"] = "black", ["blk"] = "black", ["ebony"] = "black", ["onyx"] = "black", ["graphite"] = "graphite", ["midnight"] = "midnight", ["white"] = "white", ["ivory"] = "white", ["starlight"] = "starlight",
        ["red"] = "red", ["crimson"] = "red", ["burgundy"] = "burgundy", ["maroon"] = "burgundy", ["blue"] = "blue", ["navy"] = "navy", ["aqua"] = "aqua", ["turquoise"] = "aqua", ["teal"] = "teal", ["cyan"] = "cyan",
        ["green"] = "green", ["olive"] = "olive", ["yellow"] = "yellow", ["gold"] = "gold", ["golden"] = "gold", ["champagne"] = "gold", ["silver"] = "silver", ["gray"] = "grey", ["grey"] = "grey", ["charcoal"] = "charcoal",
        ["purple"] = "purple", ["violet"] = "purple", ["lavender"] = "lavender", ["lilac"] = "lavender", ["pink"] = "pink", ["rose"] = "rose", ["magenta"] = "magenta", ["orange"] = "orange", ["brown"] = "brown", ["beige"] = "beige", ["tan"] = "tan", ["cream"] = "cream",
        ["titanium"] = "titanium", ["bronze"] = "bronze", ["copper"] = "copper", ["coral"] = "coral", ["mint"] = "mint", ["khaki"] = "khaki", ["espresso"] = "espresso", ["walnut"] = "walnut", ["cherry"] = "cherry", ["mahogany"] = "mahogany", ["clear"] = "clear", ["transparent"] = "clear",
    };

    private static readonly Dictionary<char, string> Chinese = new()
    {
        ['黑'] = "black", ['白'] = "white", ['红'] = "red", ['蓝'] = "blue", ['绿'] = "green", ['黄'] = "yellow", ['紫'] = "purple", ['粉'] = "pink", ['灰'] = "grey", ['银'] = "silver", ['金'] = "gold", ['橙'] = "orange", ['橘'] = "orange", ['棕'] = "brown", ['褐'] = "brown", ['青'] = "cyan", ['米'] = "beige", ['钛'] = "titanium",
        ['咖'] = "brown", ['杏'] = "apricot",
    };

    /// <summary>The colours a folded title names.</summary>
    public static SortedSet<string> Read(string folded, IReadOnlyList<TitleToken> tokens)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Word && English.TryGetValue(token.Text, out var colour))
            {
                found.Add(colour);
            }
        }
        foreach (Match match in Named().Matches(folded))
        {
            found.Add(match.Groups["whole"].Value switch
            {
                "深空黑" => "black",
                "午夜色" => "midnight",
                "星光色" => "starlight",
                "肤色" or "裸色" => "nude",
                "透明" => "clear",
                "卡其" => "khaki",
                "咖啡色" => "brown",
                _ => Chinese.GetValueOrDefault(match.Groups["c"].Success ? match.Groups["c"].Value[0] : ' ', "other"),
            });
        }
        found.Remove("other");
        return found;
    }

    /// <summary>A colour ends its run or stands before 色 or 款; what is a thing by that name is not one.</summary>
    [GeneratedRegex(@"(?<whole>深空黑|午夜色|星光色|肤色|裸色|透明|卡其|咖啡色)|(?<c>[黑白红蓝绿黄紫粉灰银金橙橘棕褐青米咖杏])色|(?<=[深浅曜石远峰雅川晴天空宝湖海冰雪月霜亮哑磨砂珍珠玫瑰香槟星河流光暗夜幻夜极夜岩墨樱花豆沙奶油藏军粉纯玉瓷松柏薄荷茶羽砂陶瓷雾霾藕荷烟雨青素皓云釉])(?<!奶粉|面粉|米粉|花粉|珍珠粉)(?<c>[黑白红蓝绿黄紫粉灰银金橙棕青钛])(?=$|[^\u4e00-\u9fff]|款|版|[0-9])|(?<![\u4e00-\u9fff])(?<c>[黑白红蓝绿黄紫粉灰银金橙棕])(?=$|[^\u4e00-\u9fff]|款)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Named();
}
