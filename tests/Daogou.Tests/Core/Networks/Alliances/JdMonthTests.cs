using System.Globalization;
using Daogou.Core.Networks.Jd;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class JdMonthTests
{
    [Theory]
    [InlineData(Engines.Sqlite, 1)]
    [InlineData(Engines.Postgres, 2)]
    public async Task Forty_days_of_JD_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await AllianceWorld.OpenAsync(engine, (server, clients, time) => new JdNetwork(
            new JdUnionOptions
            {
                Enabled = true,
                AppKey = JdDouble.AppKey,
                Secret = JdDouble.Secret,
                Url = server.At("/jd"),
                AllowsRebate = true,
                AllowsChat = true,
                CallsPerSecond = 1000,
                FirstDays = 1,
                SweepDays = 6,
            },
            clients,
            time,
            new HurriedTime()));
        await new AllianceMonth(world, new JdLife(world.Server.Jd), seed).RunAsync();
        world.AssertSilentOf(JdDouble.Secret);
    }

    /// <summary>JD changes the row for everything; what it pays it notes by day, and takes back on a later day.</summary>
    internal sealed class JdLife(JdDouble jd) : IPlatformLife
    {
        public string Network => "jd";

        public string Product => "https://item.jd.com/100012043978.html";

        public Mischief Mischief => jd.Mischief;

        public TimeSpan Skew
        {
            set => jd.Skew = value;
        }

        public void Pay(LivedOrder order) => jd.Put(new JdRow
        {
            Id = order.ItemNo,
            OrderId = order.OrderNo,
            OrderTime = jd.Now,
            ValidCode = 16,
            EstimateCosPrice = order.Fen / 3m,
            // Fractions of a fen are JD's to keep.
            EstimateFee = (order.Fen / 100m) + 0.004m,
            SubUnionId = order.Ref,
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { ValidCode = 3 });

        public void Receive(LivedOrder order) => Change(order, row => row with
        {
            ValidCode = 17,
            FinishTime = jd.Now,
            ActualFee = order.Fen / 100m,
            ActualCosPrice = order.Fen / 3m,
            PayMonth = Day(4),
            Balance = [(Day(4), order.Fen / 100m)],
        });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row.ValidCode == 16
            ? row with { EstimateFee = row.EstimateFee - (fen / 100m) }
            : row with { ActualFee = row.ActualFee - (fen / 100m), Balance = [.. row.Balance, (Day(30), -fen / 100m)] });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Change(order, row => row with { ValidCode = 26 });

        public void Estrange(LivedOrder order) => Change(order, row => row with { ValidCode = 77 });

        /// <summary>Nothing of the row changes: the day comes.</summary>
        public void Settle(LivedOrder order)
        {
        }

        private void Change(LivedOrder order, Func<JdRow, JdRow> how) => jd.Put(how(jd.Find(order.ItemNo)));

        private string Day(int later) => jd.Now.AddDays(later).ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    }
}
