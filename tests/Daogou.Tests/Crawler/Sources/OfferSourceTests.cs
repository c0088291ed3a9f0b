using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Jd;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Sources;
using Daogou.Standins.Alliances;
using Daogou.Tests.Core.Networks.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>Networks' lists of goods as sources, with the platforms' doubles behind them.</summary>
public sealed class OfferSourceTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_search_is_polled_like_a_feed_first_as_what_is_known_then_as_news(string engine)
    {
        await using var world = await JdAsync(engine);
        world.Server.Jd.Stock(Goods(0, 65));
        var crawl = await CrawlAsync(world, "network:jd/search?words=%E6%B0%B4%E5%A3%B6&pages=5");
        var run = (await crawl.RunAsync("goods", Now))!;
        Assert.Equal((SourceOutcome.Taken, 65L, 65L, 0L), (run.Outcome, run.Seen, run.Added, run.Refused));
        var deal = (await DealAsync(world, "100012043000"))!;
        Assert.Equal(("jd", "100012043000", 9990L, "https://item.jd.com/100012043000.html"), (deal.Merchant, deal.MerchantItem, deal.PriceMinor!.Value, deal.Url));
        Assert.NotNull((await SourceAsync(world)).BaselineAt);

        world.Test.Clock.Advance(TimeSpan.FromMinutes(30));
        world.Server.Jd.Stock(Goods(65, 3));
        var again = (await crawl.RunAsync("goods", Now))!;
        Assert.Equal((SourceOutcome.Taken, 3L, 65L), (again.Outcome, again.Added, again.Unchanged));
        Assert.Equal(DealState.Active, (await DealAsync(world, "100012043000"))!.State);
        Assert.Empty(world.Server.Jd.Mischief.Refusals);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_refused_with_its_words_and_only_so_many_pages_are_asked_for()
    {
        await using var world = await JdAsync(Engines.Sqlite);
        world.Server.Jd.Stock([.. Goods(0, 89), new AllianceGood("100012049999", "水壶 无价", 1, 1) { HidesPrice = true }, .. Goods(100, 60)]);
        var run = (await (await CrawlAsync(world, "network:jd/search?words=水壶&pages=3")).RunAsync("goods", Now))!;
        Assert.Equal((90L, 89L, 1L), (run.Seen, run.Added, run.Refused));
        var refused = Assert.Single(run.RefusalsRead.Samples);
        Assert.Contains("priceInfo.price", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("水壶 无价", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_closes_its_door_puts_the_source_off_as_long_as_it_says_and_a_page_that_breaks_off_loses_nothing()
    {
        await using var world = await JdAsync(Engines.Sqlite);
        world.Server.Jd.Stock(Goods(0, 65));
        var crawl = await CrawlAsync(world, "network:jd/search?words=水壶&pages=5");
        world.Server.Jd.Mischief.Next(Trouble.TooMany);
        var failed = (await crawl.RunAsync("goods", Now))!;
        Assert.Equal(SourceOutcome.FetchFailed, failed.Outcome);
        Assert.Contains("HTTP 429", failed.Message, StringComparison.Ordinal);
        Assert.True((await SourceAsync(world)).NextDueAt >= world.Test.Clock.GetUtcNow().AddMinutes(2));

        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        await crawl.RunAsync("goods", Now);
        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        world.Server.Jd.Mischief.Next(null, Trouble.TooMany);
        var cut = (await crawl.RunAsync("goods", Now))!;
        Assert.Equal(SourceOutcome.HeldBack, cut.Outcome);
        Assert.Contains("It broke off after 1 pages", cut.Message, StringComparison.Ordinal);
        Assert.Equal(65, (await SourceAsync(world)).GenerationRows);
    }

    [Fact]
    public async Task A_list_that_shows_all_there_is_ends_what_it_no_longer_has_but_only_when_it_was_read_to_its_end()
    {
        await using var world = await JdAsync(Engines.Sqlite);
        world.Server.Jd.Stock(Goods(0, 40));
        var crawl = await CrawlAsync(world, "network:jd/search?words=水壶&pages=9", options => options.ListsAll = true);
        await crawl.RunAsync("goods", Now);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(30));
        world.Server.Jd.Restock(Goods(0, 39));
        Assert.Equal(1, (await crawl.RunAsync("goods", Now))!.Expired);
        Assert.Equal(DealState.Ended, (await DealAsync(world, "100012043039"))!.State);
    }

    [Theory]
    [InlineData("network:jd/news", "jd has no list \"news\"; it has search, channel, coupons.")]
    [InlineData("network:cj/search?words=x", "There is no network \"cj\" here; networks with lists: jd.")]
    [InlineData("network:jd/search", "jd/search searches: give it words=")]
    public async Task A_list_that_is_not_there_fails_with_what_is(string location, string said)
    {
        await using var world = await JdAsync(Engines.Sqlite);
        var run = (await (await CrawlAsync(world, location)).RunAsync("goods", Now))!;
        Assert.Equal(SourceOutcome.FetchFailed, run.Outcome);
        Assert.Contains(said, run.Message, StringComparison.Ordinal);
        var report = await Tester(world).RunAsync(location, (Daogou.Crawler.Feeds.FeedSettings?)null, Now);
        Assert.Contains(said, report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_test_of_a_list_shows_what_would_be_collected_and_keeps_nothing()
    {
        await using var world = await JdAsync(Engines.Sqlite);
        world.Server.Jd.Stock(Goods(0, 35));
        var report = await Tester(world).RunAsync("network:jd/search?words=水壶&pages=1", (Daogou.Crawler.Feeds.FeedSettings?)null, Now);
        Assert.True(report.IsUsable);
        Assert.Equal((30L, 30L, "jd"), (report.Seen, report.Believed, report.Items[0].Merchant));
        Assert.Contains("1 pages of the network's list, which goes on", report.Stages[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coupons_of_a_list_become_coupons()
    {
        await using var world = await JdAsync(Engines.Sqlite);
        world.Server.Jd.Stock(new AllianceGood("100012043978", "水壶", 99.9m, 129m) { Coupon = (20, 99), CouponFrom = A.Monday, CouponTo = A.Monday.AddDays(3) });
        var crawl = await CrawlAsync(world, "network:jd/coupons?words=水壶", options => options.Feed.Coupons = true);
        Assert.Equal((SourceOutcome.Taken, 1L), ((await crawl.RunAsync("goods", Now))! is var run ? (run.Outcome, run.Added) : default));
        var coupon = Assert.Single(await world.Test.ReadAsync(session => session.QueryAsync<(string Merchant, long AmountMinor)>("SELECT merchant, amount_minor FROM coupons")));
        Assert.Equal(("jd", 2000L), coupon);
    }

    [Theory]
    [InlineData("network:jd/search?words=%E6%89%8B%E6%9C%BA&pages=5&owner=g", "jd", "search", "手机", 5)]
    [InlineData("network:pdd/recommend", "pdd", "recommend", null, 3)]
    [InlineData("network:jd/search?words=a+b", "jd", "search", "a b", 3)]
    public void An_address_names_the_network_its_list_the_words_and_how_many_pages(string location, string network, string list, string? words, int pages)
    {
        var address = OfferAddress.Read(location)!;
        Assert.Equal((network, list, words, pages), (address.Network, address.List, address.Words, address.Pages));
        Assert.DoesNotContain("pages", address.Options.Keys);
    }

    [Theory]
    [InlineData("network:jd")]
    [InlineData("network:/search")]
    [InlineData("network:jd/search?pages=0")]
    [InlineData("network:jd/search?pages=101")]
    [InlineData("network:jd/search?words=a&words=b")]
    [InlineData("network:jd/search?words")]
    public void What_is_not_an_address_is_refused_in_the_settings_with_what_would_be(string location)
    {
        Assert.Null(OfferAddress.Read(location));
        var options = new SourcesOptions();
        options.Sources.Add(A.Source("goods", location));
        var found = new SourcesOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, options);
        Assert.Contains("accepts a network's list such as network:jd/search", Assert.Single(found.Failures!), StringComparison.Ordinal);
    }

    private static IEnumerable<AllianceGood> Goods(int from, int count) => Enumerable.Range(from, count).Select(number => new AllianceGood($"{100012043000 + number}", $"电热水壶 {number}", 99.9m, 129m));

    private static async Task<SourceCrawl> CrawlAsync(AllianceWorld world, string location, Action<SourceOptions>? change = null)
    {
        var options = new SourceOptions { Key = "goods", Location = location, EverySeconds = 600 };
        change?.Invoke(options);
        await world.Test.Book.WriteAsync(session => SourceStore.SyncAsync(session, [options], A.Monday), Now);
        return new SourceCrawl(
            world.Test.Book, Fetcher(world), new DealIntake(world.Test.Book, world.Test.Time), Secrets, CrawlBench.WatchOf(world.Test), world.Test.Time, NullLogger<SourceCrawl>.Instance,
            networks: world.Catalog);
    }

    private static SourceTest Tester(AllianceWorld world) => new(Fetcher(world), Secrets, Options.Create(new SourcesOptions()), world.Test.Time, world.Catalog);

    private static SourceSecrets Secrets => new(new ConfigurationBuilder().Build());

    private static SourceFetcher Fetcher(AllianceWorld world) => new(
        A.GuardedHttp(), new HostPace(), new RobotsGate(A.GuardedHttp(), Options.Create(A.OutboundFor()), world.Test.Time), Options.Create(A.OutboundFor()), world.Test.Time);

    private static async Task<Source> SourceAsync(AllianceWorld world) => (await world.Test.ReadAsync(session => SourceStore.FindAsync(session, "goods")))!;

    private static async Task<Deal?> DealAsync(AllianceWorld world, string item)
    {
        var id = await world.Test.ReadAsync(session => session.FindAsync<long?>("SELECT id FROM deals WHERE merchant_item = @Item", new { Item = item }));
        return id is { } found ? await world.Test.ReadAsync(session => DealStore.FindAsync(session, found)) : null;
    }

    private static Task<AllianceWorld> JdAsync(string engine) => AllianceWorld.OpenAsync(engine, (server, clients, time) => new JdNetwork(
        new JdUnionOptions { Enabled = true, AppKey = JdDouble.AppKey, Secret = JdDouble.Secret, Url = server.At("/jd"), CallsPerSecond = 1000 }, clients, time, new HurriedTime()));
}
