using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class TaobaoMonthTests
{
    [Theory]
    [InlineData(Engines.Sqlite, 7)]
    [InlineData(Engines.Postgres, 8)]
    public async Task Forty_days_of_Taobao_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await TaobaoWorld.OpenAsync(engine, options => options.BigSaleDays.Add("2026-11-11"));
        world.Server.Get<TopDouble>().SaleDays.Add("2026-11-11");
        await new AllianceMonth(world, new TaobaoLife(world.Server.Get<TopDouble>()), seed).RunAsync();
        world.AssertSilentOf(TopDouble.Secret, TopDouble.Session);
    }

    /// <summary>Nothing of ours is echoed but the slot; what comes back after settlement stands in the refund list alone.</summary>
    private sealed class TaobaoLife(TopDouble top) : IPlatformLife
    {
        private const decimal Fee = 0.013m;
        private int _suits;

        public string Network => "taobao";

        public string Product => TaobaoWorld.Towel;

        public Mischief Mischief => top.Mischief;

        public TimeSpan Skew
        {
            set => top.Skew = value;
        }

        public OrderStatus Received => OrderStatus.Tracked;

        public string ItemOf(string orderNo) => orderNo + "001";

        public LinkClaim OwnerOf(LinkClaim usual) => usual.Attribution == Attribution.LinkRef ? usual with { Attribution = Attribution.Slot } : LinkClaim.None;

        public void Pay(LivedOrder order) => top.Put(new TaobaoRow
        {
            TradeId = order.ItemNo,
            ParentId = order.OrderNo,
            CreateTime = top.Now,
            ClickTime = order.At,
            TkStatus = 12,
            AdZone = order.Owner.MemberId switch { OrderBook.Buyer => "1001", OrderBook.Sharer => "1002", _ => "9999" },
            Item = TaobaoWorld.Item,
            Paid = order.Fen / 3m,
            PreFee = Share(order.Fen),
            AlimamaFee = Fee,
            SpecialFee = Fee,
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { TkStatus = 13 });

        public void Receive(LivedOrder order) => Change(order, row => row with { TkStatus = 14 });

        public void ReturnPart(LivedOrder order, long fen)
        {
            if (top.Find(order.ItemNo).TkStatus != 3)
            {
                Change(order, row => row with { PreFee = row.PreFee - (fen / 100m) });
                return;
            }
            top.Put(new TaobaoRefund { SuitId = $"s{++_suits}", TradeId = order.ItemNo, ParentId = order.OrderNo, Status = 13, ShowReturnFee = fen / 100m });
        }

        public void ReturnAll(LivedOrder order)
        {
            if (top.Find(order.ItemNo).TkStatus == 3)
            {
                ReturnPart(order, order.Fen);
            }
            else
            {
                Cancel(order);
            }
        }

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => Change(order, row => row with { TkStatus = 77 });

        public void Settle(LivedOrder order) => Change(order, row => row with { TkStatus = 3, EarningTime = top.Now, ShareFee = Share(order.Fen), PayPrice = row.Paid });

        private static decimal Share(long fen) => (fen / 100m) + (2 * Fee) + 0.004m;

        private void Change(LivedOrder order, Func<TaobaoRow, TaobaoRow> how) => top.Put(how(top.Find(order.ItemNo)));
    }
}
