using Daogou.Core.Links;
using Daogou.Core.Networks.Jd;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class JdNetworkTests
{
    private const string Kettle = "https://item.jd.com/100012043978.html";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_carries_its_own_ref_and_the_order_comes_home_to_its_buyer_without_a_click(string engine)
    {
        await using var world = await OpenAsync(engine);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Equal("https://union-click.jd.com/jdc?e=&p=double1", link.Destination);
        Assert.Equal(link.Code, (await world.LinkAsync(Kettle, Buyer)).Link!.Code);
        var made = Assert.Single(world.Server.Jd.Links);
        Assert.Equal(world.Refs.OfLink(link.Code), made.Ref);

        world.Server.Jd.Put(Paid("9001", made.Ref) with { EstimateFee = 1.239m });
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("jd", "9001", "9001-1"))!;
        Assert.Equal((Attribution.LinkRef, OrderBook.Buyer, null, link.Code), (order.Attribution, order.MemberId!.Value, order.ClickOrdinal, order.LinkCode));
        Assert.Equal((OrderStatus.Tracked, 123L, A.Monday), (order.Status, order.CommissionMinor, order.UpdatedAt));
        Assert.Empty(world.Server.Jd.Mischief.Refusals);
    }

    [Fact]
    public async Task What_JD_will_not_promote_is_refused_in_words_for_the_member_and_an_unreachable_JD_too()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Jd.NotPromoted = "100012043978";
        var refusal = (await world.LinkAsync(Kettle, Buyer)).Refusal!;
        Assert.Equal(LinkRefusalReason.ByNetwork, refusal.Reason);
        Assert.Contains("没有参加京东联盟推广", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("not promoted", refusal.En, StringComparison.Ordinal);

        world.Server.Jd.NotPromoted = null;
        world.Server.Jd.Mischief.IsDown = true;
        Assert.Contains("does not answer just now", (await world.LinkAsync(Kettle, Buyer)).Refusal!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_settings_do_not_allow_is_refused_without_asking_JD()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options =>
        {
            options.AllowsChat = false;
            options.ForbiddenWords.Add("返现");
        });
        Assert.Equal(LinkRefusalReason.ChatForbidden, (await world.LinkAsync(Kettle, Place.Share(OrderBook.Sharer))).Refusal!.Reason);
        await using var strict = await OpenAsync(Engines.Sqlite, options => options.AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await strict.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        Assert.Equal(0, world.Server.Jd.Mischief.Calls + strict.Server.Jd.Mischief.Calls);
    }

    [Theory]
    [InlineData(16, OrderStatus.Tracked)]
    [InlineData(24, OrderStatus.Tracked)]
    [InlineData(17, OrderStatus.Confirmed)]
    [InlineData(2, OrderStatus.Void)]
    [InlineData(3, OrderStatus.Void)]
    [InlineData(14, OrderStatus.Void)]
    [InlineData(23, OrderStatus.Void)]
    [InlineData(30, OrderStatus.Void)]
    [InlineData(-1, OrderStatus.Held)]
    [InlineData(12, OrderStatus.Held)]
    [InlineData(99, OrderStatus.Held)]
    public async Task Each_validCode_means_what_JD_says_and_an_unknown_one_is_held(int code, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Jd.Put(Paid("9001", "") with { ValidCode = code, ActualFee = 1.5m, PayMonth = code == 17 ? "20261220" : "0" });
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("jd", "9001", "9001-1"))!.Status);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unpaid_orders_are_none_violations_call_an_operator_and_an_open_return_holds()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Jd.Put(Paid("9001", "") with { ValidCode = 15 });
        world.Server.Jd.Put(Paid("9002", "") with { ValidCode = 25 });
        world.Server.Jd.Put(Paid("9003", "") with { SkuFrozenNum = 1 });
        await world.PollAsync();
        Assert.Null(await world.FindAsync("jd", "9001", "9001-1"));
        Assert.Equal(OrderStatus.Void, (await world.FindAsync("jd", "9002", "9002-1"))!.Status);
        Assert.Equal(OrderStatus.Held, (await world.FindAsync("jd", "9003", "9003-1"))!.Status);
        Assert.Contains(world.Log.Lines, line => line.Contains("流量劫持", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{20191020:10,20191120:-2}", 800L)]
    [InlineData("{20191020:0.1,20191120:0.2}", 30L)]
    [InlineData("", null)]
    [InlineData("{}", null)]
    [InlineData("{soon:1}", null)]
    public async Task BalanceExt_is_read_without_quotes_and_the_lower_of_two_sums_is_booked(string written, long? fen)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var parts = written.Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'));
        world.Server.Jd.Put(Paid("9001", "") with
        {
            ValidCode = 17,
            ActualFee = 9,
            PayMonth = "20261220",
            Balance = [.. parts.Select(part => (part[0], decimal.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)))],
        });
        await world.PollAsync();
        Assert.Equal(fen ?? 900, (await world.FindAsync("jd", "9001", "9001-1"))!.CommissionMinor);
    }

    [Fact]
    public async Task An_order_becomes_settled_on_its_day_in_Beijing_though_nothing_in_its_row_changed()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Jd.Put(Paid("9001", "") with { ValidCode = 17, ActualFee = 9, PayMonth = "20261105", FinishTime = A.Monday });
        await world.PollAsync();
        Assert.Equal(OrderStatus.Confirmed, (await world.FindAsync("jd", "9001", "9001-1"))!.Status);
        // 4 November 16:00 UTC is midnight in Beijing.
        world.Test.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 4, 15, 59, 0, TimeSpan.Zero));
        await world.PollAsync();
        Assert.Equal(OrderStatus.Confirmed, (await world.FindAsync("jd", "9001", "9001-1"))!.Status);
        world.Test.Clock.Advance(TimeSpan.FromDays(1));
        await world.PollAsync();
        Assert.Equal(OrderStatus.Settled, (await world.FindAsync("jd", "9001", "9001-1"))!.Status);
    }

    [Fact]
    public async Task A_window_with_too_many_rows_is_asked_for_in_halves()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        world.Server.Jd.MostRows = 20;
        for (var number = 0; number < 70; number++)
        {
            world.Test.Clock.Advance(TimeSpan.FromSeconds(40));
            world.Server.Jd.Put(Paid($"{7000 + number}", ""));
        }
        world.Test.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(70, await world.PollAsync());
    }

    [Fact]
    public async Task Troubles_of_the_platform_are_sat_out_or_put_off_and_no_secret_is_ever_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        var mischief = world.Server.Jd.Mischief;
        world.Server.Jd.Put(Paid("9001", ""));

        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        mischief.Next(Trouble.Failure, Trouble.Cut);
        Assert.Equal(1, await world.PollAsync());

        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        mischief.Next(Trouble.TooMany);
        await world.PollAsync();
        Assert.Contains("HTTP 429", (await world.StateAsync("jd")).LastMessage, StringComparison.Ordinal);
        Assert.Equal(world.Test.Clock.GetUtcNow().AddMinutes(2), (await world.StateAsync("jd")).NextDueAt);
        var before = mischief.Calls;
        Assert.Contains("暂时没有应答", (await world.LinkAsync(Kettle, Buyer)).Refusal!.Zh, StringComparison.Ordinal);
        Assert.Equal(before, mischief.Calls);

        world.Test.Clock.Advance(TimeSpan.FromMinutes(3));
        mischief.Next(Trouble.Limit, Trouble.Limit, Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("App Call Limited", (await world.StateAsync("jd")).LastMessage, StringComparison.Ordinal);

        world.Test.Clock.Advance(TimeSpan.FromMinutes(30));
        world.Server.Jd.Skew = TimeSpan.FromMinutes(15);
        await world.PollAsync();
        Assert.Contains("check this machine's clock", (await world.StateAsync("jd")).LastMessage, StringComparison.Ordinal);

        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("Invalid Signature ***", (await wrong.StateAsync("jd")).LastMessage, StringComparison.Ordinal);
        world.AssertSilentOf(JdDouble.Secret, "sign=");
        wrong.AssertSilentOf("another-secret-altogether", JdDouble.Secret, "sign=");
    }

    internal static JdRow Paid(string orderId, string reference) => new()
    {
        Id = $"{orderId}-1",
        OrderId = orderId,
        OrderTime = A.Monday.AddMinutes(-5),
        ValidCode = 16,
        EstimateCosPrice = 100,
        EstimateFee = 3,
        SubUnionId = reference,
    };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<JdUnionOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new JdUnionOptions
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
        };
        change?.Invoke(options);
        return new JdNetwork(options, clients, time, new HurriedTime());
    });
}
