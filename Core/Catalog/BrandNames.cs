namespace Daogou.Core.Catalog;

/// <summary>Brands as they are written in two languages, each under one name.</summary>
public static class BrandNames
{
    private static readonly (string Name, string[] Written)[] Known =
    [
        ("apple", ["苹果", "iphone", "ipad", "macbook", "airpods"]), ("huawei", ["华为"]), ("honor", ["荣耀"]), ("xiaomi", ["小米", "redmi", "红米"]), ("samsung", ["三星"]), ("oppo", []), ("vivo", ["iqoo"]), ("oneplus", ["一加"]), ("realme", ["真我"]), ("sony", ["索尼"]), ("lenovo", ["联想", "thinkpad"]), ("dell", ["戴尔"]),
        ("hp", ["惠普", "hewlett"]), ("asus", ["华硕"]), ("acer", ["宏碁"]), ("canon", ["佳能"]), ("nikon", ["尼康"]), ("panasonic", ["松下"]), ("philips", ["飞利浦"]), ("midea", ["美的"]), ("gree", ["格力"]), ("haier", ["海尔"]), ("hisense", ["海信"]), ("tcl", []), ("dyson", ["戴森"]), ("bosch", ["博世"]), ("siemens", ["西门子"]),
        ("supor", ["苏泊尔"]), ("joyoung", ["九阳"]), ("nike", ["耐克"]), ("adidas", ["阿迪达斯"]), ("li-ning", ["李宁", "lining"]), ("anta", ["安踏"]), ("skechers", ["斯凯奇"]), ("new balance", ["新百伦"]), ("uniqlo", ["优衣库"]), ("levi's", ["levis", "李维斯"]), ("coca-cola", ["可口可乐", "coca cola"]), ("pepsi", ["百事"]),
        ("nestle", ["雀巢"]), ("starbucks", ["星巴克"]), ("nongfu spring", ["农夫山泉"]), ("mengniu", ["蒙牛", "特仑苏"]), ("yili", ["伊利", "金典"]), ("three squirrels", ["三只松鼠"]), ("vinda", ["维达"]), ("breeze", ["清风"]), ("blue moon", ["蓝月亮"]), ("liby", ["立白"]), ("ariel", ["碧浪"]), ("omo", ["奥妙"]), ("pantene", ["潘婷"]), ("head shoulders", ["海飞丝"]),
        ("l'oreal", ["欧莱雅", "loreal"]), ("lancome", ["兰蔻"]), ("estee lauder", ["雅诗兰黛"]), ("sk-ii", ["skii", "sk2"]), ("olay", ["玉兰油"]), ("shiseido", ["资生堂"]), ("pampers", ["帮宝适"]), ("huggies", ["好奇"]), ("moutai", ["茅台"]), ("wuliangye", ["五粮液"]), ("colgate", ["高露洁"]), ("oral-b", ["欧乐b"]), ("gillette", ["吉列"]),
        ("logitech", ["罗技"]), ("razer", ["雷蛇"]), ("kingston", ["金士顿"]), ("sandisk", ["闪迪"]), ("seagate", ["希捷"]), ("western digital", ["西部数据", "wd"]), ("intel", ["英特尔"]), ("amd", []), ("nvidia", ["英伟达"]), ("msi", ["微星"]), ("gigabyte", ["技嘉"]), ("tp-link", ["普联"]), ("netgear", ["网件"]), ("anker", ["安克"]), ("baseus", ["倍思"]), ("ugreen", ["绿联"]),
        ("dji", ["大疆"]), ("gopro", []), ("nintendo", ["任天堂"]), ("microsoft", ["微软", "xbox"]), ("bose", []), ("jbl", []), ("sennheiser", ["森海塞尔"]), ("beats", []), ("kindle", []), ("lego", ["乐高"]), ("casio", ["卡西欧"]), ("epson", ["爱普生"]), ("brother", ["兄弟"]), ("xerox", ["施乐"]), ("toshiba", ["东芝"]), ("sharp", ["夏普"]), ("lg", []), ("garmin", ["佳明"]),
        ("roborock", ["石头"]), ("ecovacs", ["科沃斯"]), ("dreame", ["追觅"]), ("stanley", []), ("thermos", ["膳魔师"]), ("tiger", ["虎牌"]), ("zojirushi", ["象印"]), ("ninja", []), ("kitchenaid", []), ("delonghi", ["德龙"]), ("oatly", []), ("lay's", ["乐事", "lays"]), ("oreo", ["奥利奥"]), ("ferrero", ["费列罗"]), ("dove", ["多芬"]), ("yanxuan", ["网易严选"]), ("bull", ["公牛"]), ("whirlpool", ["惠而浦"]), ("startech.com", ["startech"]), ("adobe", []), ("symantec", ["norton"]), ("corel", []), ("intuit", []), ("cisco", ["linksys"]), ("apc", []), ("ibm", []), ("kodak", ["柯达"]), ("fujifilm", ["富士", "fuji"]), ("olympus", []), ("pioneer", []), ("jvc", []), ("denon", []), ("yamaha", ["雅马哈"]), ("belkin", []), ("targus", []), ("kensington", []), ("3m", []), ("fellowes", []), ("tripp lite", ["tripplite"]), ("v7", []), ("verbatim", []), ("lexmark", []), ("zebra", []), ("viewsonic", []), ("benq", ["明基"]), ("aoc", []), ("speck", []), ("transcend", ["创见"]), ("crucial", ["英睿达"]), ("corsair", ["海盗船"]),
    ];

    private static readonly Dictionary<string, string> ByWord = Known
        .SelectMany(brand => brand.Written.Append(brand.Name).Select(written => (written, brand.Name)))
        .DistinctBy(pair => pair.written, StringComparer.Ordinal)
        .ToDictionary(pair => pair.written, pair => pair.Name, StringComparer.Ordinal);

    private static readonly HashSet<string> Series = new(["iphone", "ipad", "macbook", "airpods", "redmi", "红米", "iqoo", "thinkpad", "xbox", "特仑苏", "金典", "norton"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string[]> Makers = Known.ToDictionary(
        brand => brand.Name, brand => brand.Written.Where(word => !Series.Contains(word)).Append(brand.Name).ToArray(), StringComparer.Ordinal);

    private static readonly string[] InChinese = [.. ByWord.Keys.Where(word => TitleText.IsCjk(word[0])).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal)];

    /// <summary>A brand's one name: <c>华为/HUAWEI</c> and <c>Huawei</c> are <c>huawei</c>; what is not known stays as it is, folded.</summary>
    public static string Plain(string brand)
    {
        var folded = TitleText.Fold(brand);
        return In(folded, TitleText.Tokens(folded)) ?? folded;
    }

    /// <summary>All ways to write a brand that mean the maker alone; series such as <c>iphone</c> are left out.</summary>
    public static IReadOnlyList<string> Written(string name) => Makers.GetValueOrDefault(name) ?? [name];

    /// <summary>The brand that stands first in a folded title; null when none of the known does.</summary>
    public static string? In(string folded, IReadOnlyList<TitleToken> tokens)
    {
        (int Start, string Name)? best = null;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (ByWord.TryGetValue(tokens[at].Text, out var name) || (at + 1 < tokens.Count && ByWord.TryGetValue($"{tokens[at].Text}{(tokens[at + 1].Joined ? '-' : ' ')}{tokens[at + 1].Text}", out name)))
            {
                best = (tokens[at].Start, name);
                break;
            }
        }
        foreach (var word in InChinese)
        {
            var at = folded.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && (best is null || at < best.Value.Start))
            {
                best = (at, ByWord[word]);
            }
        }
        return best?.Name;
    }
}
