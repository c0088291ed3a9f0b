using System.Net;
using Daogou.Core.Clicks;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

public sealed class VisitorTests
{
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.77");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void An_address_is_kept_without_the_household(string address, string kept) =>
        Assert.Equal(kept, Visitor.Truncate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://t.me/some/group?x=1", "t.me")]
    [InlineData("https://User:Word@Shop.Example:8443/a", "shop.example")]
    [InlineData("android-app://com.tencent.mm/", "com.tencent.mm")]
    [InlineData("http://[2001:db8::1]/x", "[2001:db8::1]")]
    [InlineData("https://evil.example\r\nX: y/", null)]
    [InlineData("not an address", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_the_host_of_the_referrer_is_kept(string? referrer, string? host) => Assert.Equal(host, Visitor.HostOf(referrer));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_visitor_is_known_again_within_the_day_only(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var salts = new VisitorSalts(new ClickBook(test.Clicks), test.Time);
        Assert.Null(salts.Hash(A.Monday, Home, "agent"));
        await salts.TurnAsync(Now);
        var monday = salts.Hash(A.Monday, Home, "agent");
        var tuesday = salts.Hash(A.Monday.AddDays(1), Home, "agent");
        Assert.Equal(monday, salts.Hash(A.Monday.AddHours(3), Home, "agent"));
        Assert.NotEqual(monday, salts.Hash(A.Monday, Home, "another agent"));
        Assert.NotEqual(monday, salts.Hash(A.Monday, IPAddress.Parse("203.0.113.78"), "agent"));
        Assert.NotEqual(monday, tuesday);
        Assert.NotEqual(Home.ToString(), monday);
        // A second process, and one that starts on the next day, agree.
        var other = new VisitorSalts(new ClickBook(test.Clicks), test.Time);
        test.Clock.Advance(TimeSpan.FromDays(1));
        await other.TurnAsync(Now);
        Assert.Equal(tuesday, other.Hash(A.Monday.AddDays(1), Home, "agent"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_48_hours_the_salt_is_gone_and_the_hashes_with_it(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var clicks = new ClickBook(test.Clicks);
        var salts = new VisitorSalts(clicks, test.Time);
        using var meter = new ClickMeter();
        var upkeep = new ClickUpkeep(clicks, salts, meter, test.Time);
        await using (var journal = A.Journal(test, meter))
        {
            await journal.StartAsync(Now);
            await journal.AppendAsync(A.Hit() with { Visitor = "old", At = A.Monday });
            await journal.AppendAsync(A.Hit() with { Visitor = "young", At = A.Monday.AddHours(24) });
        }
        await upkeep.RunAsync(Now);
        Assert.Equal(["old", "young"], await VisitorsAsync());
        test.Clock.Advance(TimeSpan.FromHours(48) + TimeSpan.FromMilliseconds(1));
        await upkeep.RunAsync(Now);
        Assert.Equal(["young"], await VisitorsAsync());
        Assert.Equal(["2026-11-03", "2026-11-04", "2026-11-05"], await test.Clicks.ReadAsync(
            session => session.QueryAsync<string>("SELECT day FROM visitor_salts ORDER BY day"), Now));

        Task<IReadOnlyList<string>> VisitorsAsync() => test.Clicks.ReadAsync(
            session => session.QueryAsync<string>("SELECT visitor FROM clicks WHERE visitor IS NOT NULL ORDER BY ordinal"), Now);
    }

    [Fact]
    public async Task Who_asks_for_privacy_is_counted_without_hash_and_agent()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var salts = new VisitorSalts(new ClickBook(test.Clicks), test.Time);
        await salts.TurnAsync(Now);
        var gate = new ClickGate(salts, test.Time);
        var agent = AgentFacts.Of(A.ChromeOnAndroid);
        var shy = gate.Judge(A.Link(), A.Visitor() with { WantsPrivacy = true }, agent);
        Assert.Equal((ClickVerdict.Human, null, null, null), (shy.Verdict, shy.Visitor, shy.Agent, shy.AgentFamily));
        var open = gate.Judge(A.Link(), A.Visitor(), agent);
        Assert.Equal((16, A.ChromeOnAndroid, "Chrome", "203.0.113.0/24"), (open.Visitor!.Length, open.Agent, open.AgentFamily, open.Address));
    }
}
