using Daogou.Core.Catalog;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Catalog;

public sealed class ProductIndexTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task One_product_of_two_shops_has_one_id_and_variants_have_their_own(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var deals = await DealsAsync(
            test, "小米手环9 黑色 智能运动手表", "【限时秒杀】小米手环9 黑色 智能运动手表 包邮", "小米手环9 白色 智能运动手表", "Kingston 8GB DDR4 memory module KVR26N19S8", "Hot! Kingston KVR26N19S8 8GB DDR4 memory module");
        Assert.Equal(5, await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal([deals[0], deals[0], deals[2], deals[3], deals[3]], await ProductsAsync(test, deals));
        Assert.Equal(0, await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_of_goods_brings_together_what_words_do_not(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, Item("1") with { Title = "Wasserkocher", Gtin = "4006381333931" }, Item("2") with { Title = "Blue kettle", Gtin = "04006381333931" }, Item("3") with { Title = "Red lamp", Gtin = "2012345678900" }, Item("4") with { Title = "Green chair", Gtin = "2012345678900" });
        await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token);
        var deals = await IdsAsync(test);
        Assert.Equal([deals[0], deals[0], deals[2], deals[3]], await ProductsAsync(test, deals));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_pair_in_doubt_waits_and_what_a_person_says_of_it_holds(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, Item("1") with { Title = "手机壳 黑色", Link = "https://item.taobao.com/item.htm?id=654321098765", MerchantItem = null }, Item("2") with { Title = "手机壳 白色", Link = "https://detail.tmall.com/item.htm?id=654321098765&skuId=5", MerchantItem = "x2" });
        var desk = new ProductDesk(test.Book, test.Time);
        await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token);
        var deals = await IdsAsync(test);
        Assert.Equal(deals, await ProductsAsync(test, deals));
        var pair = Assert.Single(await desk.WaitingAsync(10, Token));
        Assert.Equal((deals[0], deals[1], "item"), (pair.Pair.FirstId, pair.Pair.SecondId, pair.Pair.Reason));
        Assert.Contains("colour", pair.Vetoes);

        Assert.True(await desk.MergeAsync(deals[1], deals[0], "Lin", Token));
        Assert.Equal([deals[0], deals[0]], await ProductsAsync(test, deals));
        Assert.Empty(await desk.WaitingAsync(10, Token));

        Assert.True(await desk.SplitAsync(deals[0], "Lin", Token));
        Assert.Equal(deals, await ProductsAsync(test, deals));
        Assert.False(await desk.SplitAsync(deals[0], "Lin", Token));

        Assert.True(await desk.NeverAsync(deals[0], deals[1], "Lin", Token));
        Assert.Equal(deals, await ProductsAsync(test, deals));
        Assert.False(await desk.NeverAsync(deals[0], 7, "Lin", Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Products_are_not_joined_where_someone_said_never_of_two_of_their_offers(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var deals = await DealsAsync(test, "Alpha tent", "Blue kettle", "Green chair");
        await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token);
        var desk = new ProductDesk(test.Book, test.Time);
        Assert.True(await desk.NeverAsync(deals[0], deals[2], "Lin", Token));
        Assert.True(await desk.MergeAsync(deals[0], deals[1], "Lin", Token));
        Assert.False(await desk.MergeAsync(deals[1], deals[2], "Lin", Token));
        Assert.Equal([deals[0], deals[0], deals[2]], await ProductsAsync(test, deals));
    }

    [Fact]
    public async Task A_digest_takes_one_offer_of_a_product()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var deals = await DealsAsync(test, "小米手环9 黑色 智能运动手表", "【限时秒杀】小米手环9 黑色 智能运动手表 包邮");
        await Index(test).RunAsync(TimeSpan.FromMinutes(1), Token);
        var candidates = await test.ReadAsync(session => Candidates.LoadAsync(session, _ => 0, test.Clock.GetUtcNow()));
        Assert.Equal([deals[0], deals[0]], candidates.OrderBy(candidate => candidate.Deal.Id).Select(candidate => candidate.ProductId));
        var draft = DigestBuilder.Build(candidates, new GroupWishes([], [], [], 0, 6), new Dictionary<long, Shown>(), new RankingOptions(), test.Clock.GetUtcNow());
        Assert.Single(draft.Picks);
        Assert.Equal(PassRule.SameProduct, Assert.Single(draft.Passes).Rule);
    }

    private static ProductIndex Index(TestBook test) => new(test.Book, test.Time);

    private static async Task<long[]> DealsAsync(TestBook test, params string[] titles)
    {
        await TakeAsync(test, [.. titles.Select((title, at) => Item($"{at}") with { Title = title, Category = $"Goods {at}" })]);
        return await IdsAsync(test);
    }

    private static Task<IntakeCounts> TakeAsync(TestBook test, params FeedItem[] items) => new DealIntake(test.Book, test.Time).TakeAsync(Terms(), items, 1, Token);

    private static async Task<long[]> IdsAsync(TestBook test) => [.. (await test.ReadAsync(session => DealStore.ActiveAsync(session, test.Clock.GetUtcNow()))).Select(deal => deal.Id)];

    private static async Task<long[]> ProductsAsync(TestBook test, IEnumerable<long> deals)
    {
        var products = new List<long>();
        foreach (var deal in deals)
        {
            products.Add((await test.ReadAsync(session => ProductStore.FindAsync(session, deal)))!.ProductId);
        }
        return [.. products];
    }
}
