using Daogou.Core.Networks.Douyin;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>Douyin's walk: paid, received, settled, refunded; the fee stands beside the estimate (Pangle) or inside it (buyin).</summary>
internal sealed class DouyinLife(DouyinDouble douyin, bool feeInside) : IPlatformLife
{
    public const string Coffee = "https://haohuo.jinritemai.com/views/product/item2?id=3456789012345678901";
    private const long Fee = 3;

    public string Network => "douyin";

    public string Product => Coffee;

    public Mischief Mischief => douyin.Mischief;

    public TimeSpan Skew
    {
        set => douyin.Skew = value;
    }

    /// <summary>A receipt is no acceptance yet.</summary>
    public OrderStatus Received => OrderStatus.Tracked;

    public static Task<AllianceWorld> OpenAsync(string engine, DouyinGateway gateway = DouyinGateway.Pangle, Action<DouyinOptions>? change = null) =>
        AllianceWorld.OpenAsync(engine, (server, clients, time) =>
        {
            var isPangle = gateway == DouyinGateway.Pangle;
            var options = new DouyinOptions
            {
                Enabled = true,
                Gateway = gateway,
                AppKey = DouyinDouble.AppId,
                Secret = DouyinDouble.Secret,
                Token = isPangle ? "" : DouyinDouble.Token,
                Pid = isPangle ? "" : DouyinDouble.Pid,
                Url = server.At(isPangle ? "/pangle" : "/fxg"),
                AllowsRebate = true,
                AllowsChat = true,
                CallsPerSecond = 1000,
                FirstDays = 1,
                SweepDays = 6,
            };
            change?.Invoke(options);
            return new DouyinNetwork(options, clients, time, new HurriedTime());
        });

    public void Pay(LivedOrder order) => douyin.Put(Estimated(
        new DouyinRow { OrderId = order.OrderNo, PayTime = douyin.Now, TechFee = Fee, ExternalInfo = order.Ref }, order.Fen));

    public void Cancel(LivedOrder order) => Change(order, row => row with { FlowPoint = "REFUND", AfterSales = 2, RefundTime = douyin.Now });

    public void Receive(LivedOrder order) => Change(order, row => row with { FlowPoint = "CONFIRM", ConfirmTime = douyin.Now });

    public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row.FlowPoint == "SETTLE" ? row with { Real = order.Fen } : Estimated(row, order.Fen));

    public void ReturnAll(LivedOrder order) => Cancel(order);

    public void Punish(LivedOrder order) => Cancel(order);

    public void Estrange(LivedOrder order) => Change(order, row => row with { FlowPoint = "FROZEN" });

    public void Settle(LivedOrder order) => Change(order, row => row with { FlowPoint = "SETTLE", SettleTime = douyin.Now, Real = order.Fen });

    private DouyinRow Estimated(DouyinRow row, long fen) => row with { Estimated = fen + (feeInside ? Fee : 0), PayGoodsAmount = (fen + Fee) * 10 };

    private void Change(LivedOrder order, Func<DouyinRow, DouyinRow> how) => douyin.Put(how(douyin.Find(order.OrderNo)));
}
