using Daogou.Core.Deals;

namespace Daogou.Benchmarks.Search;

/// <summary>Made-up titles, six of ten Chinese, and queries on them: brand and noun, a noun, a brand, a rare piece. The same for the same seed.</summary>
internal sealed class TitleMaker(int seed)
{
    private const string Syllables = "华美格海康小天鹅苏老板方太松晶佳能维沃立白蓝月双汇蒙牛伊利金龙鱼安踏李宁波司登回力森马";
    private static readonly string[] ZhAdjectives = ["无线", "智能", "便携", "家用", "大容量", "新款", "静音", "防水", "儿童", "全自动", "不锈钢", "轻薄", "夏季", "冬季", "高清", "迷你", "复古", "加厚", "多功能", "可折叠"];
    private static readonly string[] ZhNouns =
    [
        "耳机", "手机壳", "洗衣机", "电饭煲", "空气炸锅", "保温杯", "充电宝", "数据线", "蓝牙音箱", "机械键盘", "鼠标", "显示器", "平板电脑", "电动牙刷", "吹风机", "扫地机器人", "加湿器",
        "空调", "冰箱", "热水器", "运动鞋", "羽绒服", "牛仔裤", "双肩包", "行李箱", "洗发水", "洗衣液", "抽纸", "面膜", "口红", "咖啡豆", "坚果", "牛奶", "大米", "食用油", "猫粮", "狗粮",
        "尿不湿", "奶粉", "积木", "台灯", "床垫", "枕头", "被套", "办公椅", "书架", "手表", "路由器", "硬盘", "内存条", "打印机", "摄像头", "投影仪", "电视", "剃须刀", "水壶", "炒锅", "菜刀",
    ];
    private static readonly string[] EnAdjectives = ["wireless", "portable", "smart", "stainless", "ultra", "compact", "pro", "mini", "classic", "outdoor", "kids", "rechargeable", "quiet", "foldable"];
    private static readonly string[] EnNouns =
    [
        "headphones", "keyboard", "mouse", "monitor", "tablet", "kettle", "blender", "backpack", "jacket", "sneakers", "charger", "cable", "speaker", "camera", "vacuum", "toaster", "lamp", "chair",
        "desk", "watch", "router", "drive", "printer", "projector", "shaver", "bottle", "knife", "mattress", "pillow", "puzzle",
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _zhBrands = [.. Enumerable.Range(0, 200).Select(index => $"{Syllables[index % Syllables.Length]}{Syllables[index * 7 / 3 % Syllables.Length]}{(index % 3 == 0 ? "王" : "")}").Distinct()];
    private readonly string[] _enBrands = [.. Enumerable.Range(0, 150).Select(index => $"{"bcdfglmnprstvz"[index % 14]}{"aeiou"[index % 5]}{"lnrstvx"[index % 7]}{"aeiou"[index / 7 % 5]}{"kntxr"[index / 30]}").Distinct()];

    public Deal Deal(int number)
    {
        var isZh = _random.Next(10) < 6;
        var model = $"{(char)('a' + _random.Next(26))}{(char)('a' + _random.Next(26))}-{_random.Next(100, 9999)}{(_random.Next(3) == 0 ? "x" : "")}";
        var title = isZh
            ? $"{Skewed(_zhBrands)} {Any(ZhAdjectives)}{Any(ZhAdjectives)}{Skewed(ZhNouns)} {model}{(_random.Next(2) == 0 ? " " + Any(ZhAdjectives) : "")}"
            : $"{Skewed(_enBrands)} {Any(EnAdjectives)} {Skewed(EnNouns)} {model} {Any(EnAdjectives)}";
        var list = 1_000 + _random.Next(300_000);
        return new Deal
        {
            Id = number,
            Identity = $"m:{number}",
            Merchant = $"shop{_random.Next(40)}",
            Title = title,
            Url = $"https://shop.example/p/{number}",
            Category = isZh ? "家居" : "Home",
            PriceMinor = list - (list / 100 * _random.Next(80)),
            ListPriceMinor = list,
            Currency = "CNY",
            Availability = Availability.InStock,
            State = DealState.Active,
            FirstSeenAt = DateTimeOffset.UnixEpoch,
            LastSeenAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        };
    }

    public string Query() => _random.Next(100) switch
    {
        < 35 => $"{Skewed(_zhBrands)} {Skewed(ZhNouns)}",
        < 50 => $"{Skewed(_enBrands)} {Skewed(EnNouns)}",
        < 80 => _random.Next(2) == 0 ? Skewed(ZhNouns) : Skewed(EnNouns),
        < 90 => _random.Next(2) == 0 ? Skewed(_zhBrands) : Skewed(_enBrands),
        _ => $"{(char)('a' + _random.Next(26))}{(char)('a' + _random.Next(26))}-{_random.Next(100, 9999)}",
    };

    /// <summary>A Chinese word of two characters that stands in titles.</summary>
    public string Pair() => (_random.Next(3) switch { 0 => Any(ZhNouns), 1 => Any(ZhAdjectives), _ => Any(_zhBrands) })[..2];

    private string Any(string[] words) => words[_random.Next(words.Length)];

    /// <summary>Early words are more frequent.</summary>
    private string Skewed(string[] words) => words[(int)(Math.Pow(_random.NextDouble(), 1.6) * words.Length)];
}
