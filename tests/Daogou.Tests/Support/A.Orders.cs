using Daogou.Core.Networks;
using Daogou.Core.Orders;

namespace Daogou.Tests.Support;

public static partial class A
{
    /// <summary>One item of ¥100.00 with ¥10.00 commission, tracked on Monday, without a click ref.</summary>
    public static OrderReport Report(string orderNo = "1001") => new()
    {
        Network = "demo",
        OrderNo = orderNo,
        ItemNo = "1",
        Status = OrderStatus.Tracked,
        UpdatedAt = Monday,
        OrderedAt = Monday.AddHours(-1),
        Title = "Kettle",
        SaleMinor = 10_000,
        CommissionMinor = 1_000,
        Currency = "CNY",
    };

    /// <summary>The network <c>demo</c>: <c>shop.example</c> may rebate, <c>strict.example</c> may not.</summary>
    public static NetworkOptions Network() => new()
    {
        Key = "demo",
        Name = "Demo Network",
        LinkTemplate = "https://go.demo.example/click?to={url}&ref={clickref}",
        Programmes =
        {
            new ProgrammeOptions { Merchant = "shop", Hosts = { "shop.example" }, AllowsRebate = true, AllowsChat = true },
            new ProgrammeOptions { Merchant = "strict", Hosts = { "strict.example" } },
        },
    };
}
