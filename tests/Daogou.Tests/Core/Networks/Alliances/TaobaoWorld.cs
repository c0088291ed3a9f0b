using Daogou.Core.Networks.Taobao;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>Taobao's connector before the doubles of TOP and of the providers.</summary>
internal static class TaobaoWorld
{
    public const string Number = "678901234567";
    public const string Towel = "https://item.taobao.com/item.htm?id=" + Number;

    /// <summary>What stays of the towel's id.</summary>
    public static string Item => TopDouble.Lasting(Number);

    public static Task<AllianceWorld> OpenAsync(string engine, Action<TaobaoOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new TaobaoOptions
        {
            Enabled = true,
            AppKey = TopDouble.AppKey,
            Secret = TopDouble.Secret,
            Token = TopDouble.Session,
            Member = TopDouble.Member,
            Site = TopDouble.Site,
            Url = server.At("/top"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            FirstDays = 1,
            SweepDays = 6,
        };
        options.Slots.AddRange(["1001", "1002", "1003/778899"]);
        change?.Invoke(options);
        var vendors = new TaobaoVendors(
            new DataokeOptions { Url = server.At("/dtk/"), AppKey = DataokeDouble.AppKey, Secret = DataokeDouble.Secret },
            new HaodankuOptions { Url = server.At("/hdk/"), Secret = HaodankuDouble.Secret, Account = "house" },
            new ZhetaokeOptions { Url = server.At("/ztk/"), Secret = ZhetaokeDouble.Secret, Sid = ZhetaokeDouble.Sid });
        return new TaobaoNetwork(options, vendors, clients, time, new HurriedTime());
    });

    /// <summary>Three yuan of share, a tenth of it the platform's fee and five fen a special one: 2.65 for us.</summary>
    public static TaobaoRow Paid(string tradeId, string zone = "9999", string? item = null) => new()
    {
        TradeId = tradeId,
        ParentId = tradeId,
        CreateTime = A.Monday.AddMinutes(5),
        ClickTime = A.Monday.AddMinutes(1),
        TkStatus = 12,
        AdZone = zone,
        Item = item ?? Item,
        Paid = 100,
        PreFee = 3,
        AlimamaFee = 0.3m,
        SpecialFee = 0.05m,
    };
}
