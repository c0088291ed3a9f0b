using Daogou.Core.Catalog;
using Xunit;

namespace Daogou.Tests.Core.Catalog;

public sealed class DuplicateDealsTests
{
    [Theory]
    [InlineData("小米手环9 黑色 智能运动手表", "【限时秒杀】小米手环9 黑色 智能运动手表 包邮")]
    [InlineData("小米手环9 黑色 智能运动手表", "小米手环９　黑色　智能运动手表")]
    [InlineData("索尼 WH-1000XM5 头戴式无线降噪耳机 黑色", "索尼 WH-1000XM5 头戴式无线降…")]
    [InlineData("华为 Mate 60 Pro 12GB+512GB 雅川青", "HUAWEI Mate 60 Pro 12G+512G 雅川青")]
    [InlineData("Lexmark X644H11E toner cartridge Original Black", "Hot! LEXMARK X644H11E TONER CARTRIDGE ORIGINAL BLACK (20% off)")]
    [InlineData("Kingston 8GB DDR4 memory module KVR26N19", "Kingston KVR26N19 8 GB DDR4 memory module - Free Shipping")]
    public void One_deal_told_anew_is_one_cluster(string a, string b) => Assert.Single(Clusters(a, b).Distinct());

    [Theory]
    [InlineData("小米手环9 黑色 智能运动手表", "小米手环9 白色 智能运动手表")]
    [InlineData("小米14 12GB+256GB 黑色", "小米14 16GB+512GB 黑色")]
    [InlineData("维达抽纸 24包 整箱", "维达抽纸 18包 整箱")]
    [InlineData("iPhone 15 256GB", "iPhone 15 Pro 256GB")]
    [InlineData("Lexmark toner cartridge Original Black", "Lexmark toner cartridge Original Cyan")]
    [InlineData("Philips 47PFL3603D 47\" LCD TV", "Philips 47PFL3603D 47\" LCD TV 2-pack")]
    [InlineData("美的 大1匹 变频空调挂机", "美的 1匹 变频空调挂机")]
    public void Variants_stay_apart(string a, string b) => Assert.Equal(2, Clusters(a, b).Distinct().Count());

    [Fact]
    public void A_cut_title_does_not_bring_two_variants_together()
    {
        var clusters = Clusters("小米14 徕卡影像手机 12GB+256GB 黑色", "小米14 徕卡影像手机 16GB+512GB 白色", "小米14 徕卡影像手机…");
        Assert.NotEqual(clusters[0], clusters[1]);
    }

    [Fact]
    public void The_order_of_the_offers_changes_no_cluster()
    {
        var random = new Random(21);
        string[] goods = ["小米手环9", "索尼 WH-1000XM5 耳机", "Lexmark X644H11E toner cartridge", "维达 超韧抽纸", "Apple iPhone 15 手机", "C2G Cat5e patch cable"];
        string[] variants = ["黑色", "白色", "128GB", "256GB", "2件装", "Pro", "black", "3 m", ""];
        string[] promo = ["", "【券后】", "Hot! ", "🔥", "[Price Drop] "];
        var offers = Enumerable.Range(0, 300).Select(_ => new CatalogOffer
        {
            Title = promo[random.Next(promo.Length)] + goods[random.Next(goods.Length)] + " " + variants[random.Next(variants.Length)] + (random.Next(4) == 0 ? "…" : ""),
            Price = random.Next(3) == 0 ? null : random.Next(10, 60),
        }).ToList();
        var ids = offers.Select((_, at) => $"id{at}").ToList();
        var clusters = Named(offers, ids);
        for (var round = 0; round < 5; round++)
        {
            var order = Enumerable.Range(0, offers.Count).ToArray();
            random.Shuffle(order);
            Assert.Equal(clusters, Named([.. order.Select(at => offers[at])], [.. order.Select(at => ids[at])]));
        }
    }

    private static string[] Clusters(params string[] titles) => DuplicateDeals.Cluster([.. titles.Select(title => new CatalogOffer { Title = title })], [.. titles.Select((_, at) => $"{at}")]);

    private static SortedDictionary<string, string> Named(List<CatalogOffer> offers, List<string> ids) =>
        new(ids.Zip(DuplicateDeals.Cluster(offers, ids)).ToDictionary(pair => pair.First, pair => pair.Second), StringComparer.Ordinal);
}
