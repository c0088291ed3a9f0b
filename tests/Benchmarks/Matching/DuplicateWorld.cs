using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daogou.Core.Catalog;

namespace Daogou.Benchmarks.Matching;

/// <summary>Offers told anew (promotion, full width, cuts, other prices, another source) and variants beside them, to count what is put together rightly.</summary>
internal static class DuplicateWorld
{
    private static readonly string[] ChinesePromo = ["【券后】", "【限时秒杀】", "【包邮】", "百亿补贴 ", "🔥", "历史低价！", "【京东自营】", "聚划算 ", "【88VIP】", "速抢！", "【天猫超市】", "新低价："];
    private static readonly string[] ChineseTail = [" 包邮", "，券后低至99元", " 限时特价", "（赠运费险）", " 领券立减20", " 拍2件9折", " 到手价199元", "🎉", " 官方旗舰店", "！手慢无"];
    private static readonly string[] EnglishPromo = ["Hot! ", "DEAL: ", "[Price Drop] ", "🔥 ", "Limited Time: ", "Lightning Deal - ", "50% OFF ", "NEW! ", "$20 off ", "** SALE ** "];
    private static readonly string[] EnglishTail = [" - Free Shipping", " (20% off)", " | Best Price!", " $49.99", " w/ code SAVE10", " - Today Only", " 🎉", " [Clearance]", " - Limited Time Offer"];

    private static readonly string[] Goods =
    [
        "Apple iPhone 15 Pro Max {storage} {colour} 5G手机", "华为 Mate 60 Pro {storage} {colour} 卫星通话智能手机", "小米14 {storage} {colour} 徕卡影像手机", "Redmi K{gen}0 至尊版 {storage} {colour} 骁龙电竞手机", "荣耀Magic{gen} 超级护眼屏 {storage} {colour}", "vivo X{gen}0 蔡司长焦 {storage} 拍照手机", "三星 990 PRO 固态硬盘 {disk} NVMe M.2",
        "金士顿 U盘 {disk} USB3.2 高速金属优盘", "西部数据 移动硬盘 {disk} My Passport {colour}", "戴森 V{gen} 无线吸尘器 家用大吸力除螨", "美的 {power}匹 新一级能效 变频冷暖空调挂机", "格力 云佳 {power}匹 壁挂式空调 一级能效", "海信 {inch}英寸 4K超高清 144Hz 智能电视", "TCL {inch}寸 Mini LED 游戏电视 Q10", "小米电视 {inch}英寸 金属全面屏 S Pro", "伊利 金典纯牛奶 {volume}*{pack}盒 整箱", "蒙牛 特仑苏 有机纯牛奶 {volume}×{pack}盒", "农夫山泉 天然饮用水 {volume}*{pack}瓶", "可口可乐 零度无糖汽水 {volume}*{pack}罐 整箱", "三只松鼠 每日坚果 {mass}*{pack}袋 混合果仁零食", "维达 超韧抽纸 {pack}包 家庭实惠装 M码", "清风 原木纯品卷纸 {pack}卷 4层加厚",
        "蓝月亮 深层洁净洗衣液 {litre} 薰衣草香", "立白 大师香氛洗衣凝珠 {pack}颗", "欧莱雅 玻尿酸水光充盈面膜 {pack}片 补水保湿", "兰蔻 小黑瓶精华肌底液 {volume}", "耐克 Air Force 1 男女同款板鞋 {colour} {shoe}码", "阿迪达斯 三叶草 Superstar 贝壳头 {colour} {shoe}码", "李宁 超轻{gen}代 男子跑步鞋 {colour} {shoe}码", "优衣库 男装 圆领T恤 {colour} {size} 短袖", "南极人 纯棉四件套 {colour} 1.8米床", "罗技 MX Master {gen}S 无线蓝牙鼠标 {colour}", "雷蛇 黑寡妇蜘蛛 V{gen} 机械键盘 {colour}", "索尼 WH-1000XM{gen} 头戴式无线降噪耳机 {colour}", "苹果 AirPods Pro 第{gen}代 主动降噪 无线蓝牙耳机", "漫步者 花再 Zero Buds {colour} 真无线耳机", "公牛 插座 {pack}位 总控 3米 新国标", "飞利浦 电动牙刷 HX{gen}730 声波震动 {colour}", "博朗 {gen}系 电动剃须刀 全身水洗 {colour}", "苏泊尔 电饭煲 {litre} 球釜IH 家用", "九阳 破壁机 {litre} 低音 L18-P{gen}31", "帮宝适 一级帮纸尿裤 {size} {pack}片", "飞鹤 星飞帆 {gen}段 奶粉 {mass}", "五常大米 稻花香2号 {mass} 真空包装", "金龙鱼 阳光葵花籽油 {litre} 物理压榨", "茅台 飞天 53度 {volume} 单瓶装 酱香型白酒", "猫爷爷 全价猫粮 {mass} 鸡肉味 成猫", "乐高 机械组 42{gen}15 兰博基尼 拼装积木", "任天堂 Switch OLED {colour} 日版 游戏主机", "宜家 毕利 书架 {inch}x28x202cm {colour}",
    ];

    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.Ordinal)
    {
        ["storage"] = ["8GB+128GB", "8GB+256GB", "12GB+256GB", "12GB+512GB", "16GB+1TB"], ["disk"] = ["128GB", "256GB", "500GB", "1TB", "2TB"], ["colour"] = ["黑色", "白色", "蓝色", "银色", "粉色"], ["gen"] = ["2", "3", "4", "5", "6"], ["inch"] = ["43", "55", "65", "75", "85"],
        ["volume"] = ["100ml", "250ml", "330ml", "500ml", "550ml"], ["pack"] = ["6", "10", "12", "24", "30"], ["mass"] = ["400g", "500g", "750g", "900g", "2.5kg"], ["litre"] = ["1L", "2L", "3L", "4L", "5L"], ["shoe"] = ["39", "40", "41", "42", "43"], ["size"] = ["M", "L", "XL", "XXL", "S"], ["power"] = ["1", "1.5", "2", "3", "大1"],
    };

    private sealed record Telling(CatalogOffer Offer, int Product, int Family, bool IsCopy);

    public static int Run(string[] args)
    {
        var count = args is ["--offers", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 25_000;
        Measure("zh", Chinese(6000, new Random(11)));
        if (LabelledPairs.Folder() is { } data)
        {
            Measure("en", English([.. MatchTraining.Catalogue(data)], 6000, new Random(12)));
            Measure("both", [.. Chinese(count / 2, new Random(13)), .. English([.. MatchTraining.Catalogue(data)], count / 2, new Random(14)).Select(told => told with { Product = told.Product + 1_000_000, Family = told.Family + 1_000_000 })]);
        }
        else
        {
            Console.WriteLine("No catalogue lies beside this checkout (../shared/data/catalogue): English is not measured.");
        }
        return 0;
    }

    /// <summary>So many offers, some told anew.</summary>
    public static IReadOnlyList<CatalogOffer> Told(int count) => [.. Chinese(count, new Random(15)).Take(count).Select(told => told.Offer)];

    private static void Measure(string name, List<Telling> world)
    {
        var clock = Stopwatch.StartNew();
        var clusters = DuplicateDeals.Cluster([.. world.Select(told => told.Offer)], [.. world.Select((_, place) => place.ToString("D6", CultureInfo.InvariantCulture))]);
        clock.Stop();
        long hit = 0, wrong = 0, missed = 0, variants = 0, merged = 0;
        var shown = new List<string>();
        foreach (var family in world.Select((told, place) => (told, cluster: clusters[place])).GroupBy(pair => pair.told.Family))
        {
            var members = family.ToList();
            for (var one = 0; one < members.Count; one++)
            {
                for (var other = one + 1; other < members.Count; other++)
                {
                    var (isSame, said) = (members[one].told.Product == members[other].told.Product, members[one].cluster == members[other].cluster);
                    hit += isSame && said ? 1 : 0;
                    missed += isSame && !said ? 1 : 0;
                    variants += isSame ? 0 : 1;
                    merged += !isSame && said ? 1 : 0;
                    if (isSame != said && shown.Count < 400)
                    {
                        shown.Add($"  {(said ? "merged" : "missed")}: {members[one].told.Offer.Title} {members[one].told.Offer.Price} | {members[other].told.Offer.Title} {members[other].told.Offer.Price}");
                    }
                }
            }
        }
        foreach (var cluster in world.Select((told, place) => (told, place)).GroupBy(pair => clusters[pair.place], StringComparer.Ordinal))
        {
            var products = cluster.GroupBy(pair => pair.told.Product).Select(group => (long)group.Count()).ToList();
            wrong += (products.Sum() * products.Sum()) - products.Sum(size => size * size) is var doubled ? doubled / 2 : 0;
            if (products.Count > 1 && cluster.Select(pair => pair.told.Family).Distinct().Count() > 1 && shown.Count < 800)
            {
                shown.Add("  families: " + string.Join(" | ", cluster.Take(3).Select(pair => pair.told.Offer.Title)));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {world.Count:N0} offers in {clock.Elapsed.TotalSeconds:0.0} s; F1 {2d * hit / Math.Max(1, (2 * hit) + wrong + missed):0.000}, precision {(double)hit / Math.Max(1, hit + wrong):0.000}, recall {(double)hit / Math.Max(1, hit + missed):0.000}; variants merged {100d * merged / Math.Max(1, variants):0.0} % of {variants:N0}"));
        if (Environment.GetEnvironmentVariable("SHOW") is { } how)
        {
            var random = new Random(3);
            foreach (var line in shown.OrderBy(_ => random.Next()).Take(int.Parse(how, CultureInfo.InvariantCulture)))
            {
                Console.WriteLine(line);
            }
        }
    }

    private static List<Telling> Chinese(int offers, Random random)
    {
        var world = new List<Telling>();
        for (var product = 0; world.Count < offers;)
        {
            var family = product;
            var template = Goods[random.Next(Goods.Length)];
            // Each family is of its own maker's line, so that families do not coincide.
            template = template.Contains('{', StringComparison.Ordinal) ? template.Insert(template.IndexOf(' ', StringComparison.Ordinal), $" {(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}{random.Next(100, 999)}") : template;
            var fixedChoices = Choices.ToDictionary(pair => pair.Key, pair => pair.Value[random.Next(pair.Value.Length)], StringComparer.Ordinal);
            var slots = Choices.Keys.Where(slot => template.Contains("{" + slot + "}", StringComparison.Ordinal)).ToList();
            var price = Math.Round(Math.Exp(2 + (random.NextDouble() * 6)), 1);
            var titles = new HashSet<string>(StringComparer.Ordinal) { Fill(template, fixedChoices) };
            for (var variant = 0; variant < 2 && slots.Count > 0; variant++)
            {
                var slot = slots[random.Next(slots.Count)];
                titles.Add(Fill(template, fixedChoices.ToDictionary(pair => pair.Key, pair => pair.Key == slot ? Choices[slot][random.Next(5)] : pair.Value, StringComparer.Ordinal)));
            }
            foreach (var title in titles)
            {
                var asked = Math.Round(price * (0.8 + (random.NextDouble() * 0.5)), 1);
                Tell(world, new CatalogOffer { Title = title, Price = asked }, product++, family, random, ChinesePromo, ChineseTail);
            }
        }
        return world;
    }

    private static List<Telling> English(List<CatalogOffer> catalogue, int offers, Random random)
    {
        var world = new List<Telling>();
        var at = random.Next(catalogue.Count);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var product = 0; world.Count < offers; at = (at + 1) % catalogue.Count)
        {
            var origin = catalogue[at] with { Gtin = random.Next(3) == 0 ? catalogue[at].Gtin : null };
            if (!used.Add(origin.Title))
            {
                // Two articles under one title are told apart by nobody.
                continue;
            }
            var family = product;
            Tell(world, origin, product++, family, random, EnglishPromo, EnglishTail);
            if (Variant(origin.Title, random) is { } other && used.Add(other))
            {
                Tell(world, origin with { Title = other, Gtin = null, Price = origin.Price * (0.8 + (random.NextDouble() * 0.6)) }, product++, family, random, EnglishPromo, EnglishTail);
            }
        }
        return world;
    }

    private static string? Variant(string title, Random random)
    {
        string[][] swaps = [["2 GB", "4 GB", "8 GB"], ["250 GB", "320 GB", "500 GB"], ["2GB", "4GB", "8GB"], ["Black", "White", "Blue"], ["Black", "Silver", "Red"], ["1 TB", "2 TB"], ["10 m", "5 m", "3 m"], ["1 pc(s)", "3 pc(s)", "6 pc(s)"], ["22\"", "24\"", "27\""], ["Cyan", "Magenta", "Yellow"]];
        foreach (var swap in swaps.OrderBy(_ => random.Next()))
        {
            var found = swap.Where(word => title.Contains(word, StringComparison.Ordinal)).ToList();
            if (found.Count > 0)
            {
                var others = swap.Except(found, StringComparer.Ordinal).ToList();
                return others.Count == 0 ? null : title.Replace(found[0], others[random.Next(others.Count)], StringComparison.Ordinal);
            }
        }
        return random.Next(3) == 0 ? "2-Pack " + title : null;
    }

    private static void Tell(List<Telling> world, CatalogOffer origin, int product, int family, Random random, string[] promo, string[] tail)
    {
        world.Add(new Telling(origin, product, family, false));
        for (var copy = random.Next(3); copy > 0; copy--)
        {
            var title = origin.Title;
            for (var change = 1 + random.Next(2); change > 0; change--)
            {
                title = random.Next(6) switch
                {
                    0 or 1 => promo[random.Next(promo.Length)] + title,
                    2 => title + tail[random.Next(tail.Length)],
                    3 => Wide(title),
                    4 => title.Length > 30 ? title[..(int)(title.Length * (0.6 + (random.NextDouble() * 0.35)))] + (random.Next(2) == 0 ? "…" : "") : title,
                    _ => title.ToUpperInvariant(),
                };
            }
            var price = origin.Price * (random.Next(2) == 0 ? 1 : 0.9 + (random.NextDouble() * 0.2));
            world.Add(new Telling(origin with { Title = title, Price = random.Next(8) == 0 ? null : price, Gtin = random.Next(2) == 0 ? origin.Gtin : null }, product, family, true));
        }
    }

    private static string Fill(string template, Dictionary<string, string> choices) =>
        choices.Aggregate(template, (text, choice) => text.Replace("{" + choice.Key + "}", choice.Value, StringComparison.Ordinal));

    private static string Wide(string title)
    {
        var wide = new StringBuilder(title.Length);
        foreach (var c in title)
        {
            wide.Append(c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c);
        }
        return wide.ToString();
    }
}
