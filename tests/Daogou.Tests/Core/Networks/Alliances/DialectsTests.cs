using System.Globalization;
using Daogou.Core.Ledger;
using Daogou.Core.Networks.Douyin;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>
/// The same shopping history, orders, returns in part and in whole, settlements, told by each platform in its own words: yuan or fen, with the fee inside or
/// beside, by new rows, changed rows, rows that add up or a list of refunds, in one currency or several (minor units count alike). Each also equals the model; here they must equal each other, so that a member gets the same
/// from every shop. When a platform pays us, not all of them say, so that is left out.
/// </summary>
public sealed class DialectsTests
{
    private const int Days = 20;

    private static readonly IReadOnlyList<Dialect> All =
    [
        new("jd", () => JdNetworkTests.OpenAsync(Engines.Sqlite), world => new JdMonthTests.JdLife(world.Server.Jd)),
        new("pdd", () => PddNetworkTests.OpenForAllAsync(Engines.Sqlite), world => new PddNetworkTests.PddLife(world.Server.Pdd)),
        new("vip", () => VipNetworkTests.OpenAsync(Engines.Sqlite), world => new VipNetworkTests.VipLife(world.Server.Vip)),
        new("douyin", () => DouyinLife.OpenAsync(Engines.Sqlite), world => new DouyinLife(world.Server.Get<DouyinDouble>(), feeInside: false)),
        new("douyin by buyin", () => DouyinLife.OpenAsync(Engines.Sqlite, DouyinGateway.Buyin), world => new DouyinLife(world.Server.Get<DouyinDouble>(), feeInside: true)),
        new("kuaishou", () => KuaishouLife.OpenAsync(Engines.Sqlite), world => new KuaishouLife(world.Server.Get<KuaishouDouble>())),
        new("awin", () => AwinNetworkTests.OpenAsync(Engines.Sqlite, options => (options.SweepDays, options.PaidDays, options.OverlapMinutes) = (6, 30, 180)), world => new AwinNetworkTests.AwinLife(world.Server.Get<AwinDouble>())),
        new("cj", () => CjNetworkTests.OpenAsync(Engines.Sqlite, options => (options.SweepDays, options.PaidDays, options.OverlapMinutes) = (6, 30, 180)), world => new CjNetworkTests.CjLife(world.Server.Get<CjDouble>())),
        new("impact", () => PolledAsync(ImpactNetworkTests.OpenAsync(Engines.Sqlite, options => (options.SweepDays, options.OverlapMinutes) = (6, 180))), world => new ImpactNetworkTests.ImpactLife(world.Server.Get<ImpactDouble>())),
        new("rakuten", () => PolledAsync(RakutenNetworkTests.OpenAsync(Engines.Sqlite, options => (options.SweepDays, options.OverlapMinutes) = (6, 180))), world => new RakutenNetworkTests.RakutenLife(world.Server.Get<RakutenDouble>())),
        new("admitad", () => AdmitadNetworkTests.OpenAsync(Engines.Sqlite), world => new AdmitadNetworkTests.AdmitadLife(world.Server.Get<AdmitadDouble>())),
        new("aliexpress", () => AliExpressNetworkTests.OpenAsync(Engines.Sqlite), world => new AliExpressNetworkTests.AliExpressLife(world.Server.Get<AliExpressDouble>())),
        new("ebay", () => EbayNetworkTests.OpenAsync(Engines.Sqlite), world => new EbayNetworkTests.EbayLife(world.Server.Get<EbayDouble>())),
        new("partnerize", () => PartnerizeNetworkTests.OpenAsync(Engines.Sqlite), world => new PartnerizeNetworkTests.PartnerizeLife(world.Server.Get<PartnerizeDouble>())),
        new("tradedoubler", () => TradeDoublerNetworkTests.OpenAsync(Engines.Sqlite), world => new TradeDoublerNetworkTests.TradeDoublerLife(world.Server.Get<TradeDoublerDouble>())),
    ];

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task One_history_told_in_every_dialect_ends_in_the_same_balances(int seed)
    {
        var told = await Task.WhenAll(All.Select(dialect => Task.Run(() => ToldAsync(dialect, seed))));
        Assert.All(told, one => Assert.Equal(told[0].Balances, one.Balances));
        Assert.DoesNotContain("buyer 0,", told[0].Balances, StringComparison.Ordinal);
    }

    /// <summary>What stands in the book in the end: the members' money, and whose it is not.</summary>
    private static async Task<(string Dialect, string Balances)> ToldAsync(Dialect dialect, int seed)
    {
        await using var world = await dialect.Open();
        var life = dialect.Life(world);
        await new AllianceMonth(world, life, seed).RunAsync(Days);
        var sums = new (string Name, string Prefix)[]
        {
            ("buyer", $"member:{OrderBook.Buyer}:"),
            ("sharer", $"sharer:{OrderBook.Sharer}:"),
            ("nobody", AccountName.Unattributed(life.Network).Value),
            ("house", AccountName.HouseIncome.Value),
            ("rounding", AccountName.HouseRounding.Value),
        };
        var parts = new List<string>();
        foreach (var (name, prefix) in sums)
        {
            var sum = await world.SumOfAllAsync(prefix);
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {sum}"));
        }
        return (dialect.Name, string.Join(", ", parts));
    }

    /// <summary>Some learn their programmes from the network itself.</summary>
    private static async Task<AllianceWorld> PolledAsync(Task<AllianceWorld> opening)
    {
        var world = await opening;
        await world.PollAsync();
        return world;
    }

    private sealed record Dialect(string Name, Func<Task<AllianceWorld>> Open, Func<AllianceWorld, IPlatformLife> Life);
}
