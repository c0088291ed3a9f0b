using Daogou.Core.Networks.Kuaishou;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>Kuaishou's walk: paid, received, settled, invalid; the technical fee stands inside the estimate.</summary>
internal sealed class KuaishouLife(KuaishouDouble kuaishou) : IPlatformLife
{
    public const string Rice = "https://app.kwaixiaodian.com/merchant/shop/detail?id=1234567890";
    private const long Fee = 3;

    string IPlatformLife.Network => "kuaishou";

    public string Product => Rice;

    public Mischief Mischief => kuaishou.Mischief;

    public TimeSpan Skew
    {
        set => kuaishou.Skew = value;
    }

    /// <summary>A receipt is no acceptance yet.</summary>
    public OrderStatus Received => OrderStatus.Tracked;

    public static Task<AllianceWorld> OpenAsync(string engine, Action<KuaishouOptions>? change = null) =>
        AllianceWorld.OpenAsync(engine, (server, clients, time) => Network(server, clients, time, change));

    public static KuaishouNetwork Network(AllianceServer server, IHttpClientFactory clients, TimeProvider time, Action<KuaishouOptions>? change)
    {
        var options = new KuaishouOptions
        {
            Enabled = true,
            AppKey = KuaishouDouble.AppKey,
            Secret = KuaishouDouble.Secret,
            Token = KuaishouDouble.FirstToken,
            CpsPid = KuaishouDouble.CpsPid,
            Url = server.At("/kuaishou"),
            OauthUrl = server.At("/kuaishou/oauth2/refresh_token"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            FirstDays = 1,
            SweepDays = 6,
        };
        change?.Invoke(options);
        return new KuaishouNetwork(options, clients, time, new HurriedTime());
    }

    public void Pay(LivedOrder order) => kuaishou.Put(new KuaishouRow
    {
        Oid = order.OrderNo,
        CreateTime = kuaishou.Now,
        PaymentFee = order.Fen * 10,
        EstimatedIncome = order.Fen + Fee,
        TechServiceAmount = Fee,
        Comments = order.Ref,
    });

    public void Cancel(LivedOrder order) => Change(order, row => row with { Status = 80 });

    public void Receive(LivedOrder order) => Change(order, row => row with { Status = 50 });

    public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row.Status == 60
        ? row with { SettlementAmount = row.SettlementAmount - fen }
        : row with { EstimatedIncome = row.EstimatedIncome - fen });

    public void ReturnAll(LivedOrder order) => Cancel(order);

    public void Punish(LivedOrder order) => Cancel(order);

    public void Estrange(LivedOrder order) => Change(order, row => row with { Status = 77 });

    public void Settle(LivedOrder order) => Change(order, row => row with { Status = 60, SettlementAmount = order.Fen });

    private void Change(LivedOrder order, Func<KuaishouRow, KuaishouRow> how) => kuaishou.Put(how(kuaishou.Find(order.OrderNo)));
}
