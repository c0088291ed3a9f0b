using System.Net;
using System.Net.Http.Json;
using Daogou.Core.Access;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Core.Networks.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>The networks in the console, over REST and in one pull, with JD's double behind them.</summary>
public sealed class NetworkPageTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_show_mode_policy_readings_and_lists_in_both_languages_and_the_test_says_what_the_platform_answered()
    {
        await using var server = await AllianceServer.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(A.Monday));
        await using var door = await DoorAsync(server);
        await door.Services.GetRequiredService<OrderSync>().RunDueAsync(Now);
        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        var list = await ReadAsync(browser, "/console/networks");
        Assert.Contains("href=\"/console/networks/jd\"", list, StringComparison.Ordinal);
        Assert.Contains("up to date", list, StringComparison.Ordinal);
        Assert.Contains("imports only", list, StringComparison.Ordinal);
        var page = await ReadAsync(browser, "/console/networks/jd");
        Assert.Contains("on your word (AllowsRebate) that the programme was asked", page, StringComparison.Ordinal);
        Assert.Contains("the programme must be asked; set AllowsChat when it agreed", page, StringComparison.Ordinal);
        Assert.Contains("nightly sweep", page, StringComparison.Ordinal);
        Assert.Contains("network:jd/search?words=tea", page, StringComparison.Ordinal);
        await Door.PostFormAsync(browser, "/console/act/networks/jd/test", page, ("back", "/console/networks/jd"));
        Assert.Contains("JD answers: our account may read its orders.", await ReadAsync(browser, "/console/networks/jd"), StringComparison.Ordinal);

        server.Jd.Skew = TimeSpan.FromMinutes(20);
        await Door.PostFormAsync(browser, "/console/act/networks/jd/test", page, ("back", "/console/networks/jd"));
        await browser.GetAsync("/console/language/zh", Now);
        var wrong = await ReadAsync(browser, "/console/networks/jd");
        Assert.Contains("最近的错误", wrong, StringComparison.Ordinal);
        Assert.Contains("Invalid Timestamp", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(JdDouble.Secret, wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/console/networks/none", Now)).StatusCode);
    }

    [Fact]
    public async Task A_window_read_again_brings_what_was_missed_moves_no_watermark_and_stands_in_the_audit()
    {
        await using var server = await AllianceServer.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(A.Monday));
        await using var door = await DoorAsync(server);
        await door.Services.GetRequiredService<OrderSync>().RunDueAsync(Now);
        var before = await door.Book.ReadAsync(session => OrderSyncStore.FindAsync(session, "jd"), Now);
        server.Jd.Put(JdNetworkTests.Paid("9001", "") with { OrderTime = A.Monday.AddMinutes(-30) });
        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        var page = await ReadAsync(browser, "/console/networks/jd");
        door.Clock.Advance(TimeSpan.FromMinutes(1));
        await Door.PostFormAsync(browser, "/console/act/networks/jd/pull", page, ("from", "2026-11-01T16:00"), ("to", "2026-11-02T16:01"), ("back", "/console/networks/jd"));
        Assert.Contains("1 new, ", await ReadAsync(browser, "/console/networks/jd"), StringComparison.Ordinal);
        Assert.NotNull(await door.Book.ReadAsync(session => OrderStore.FindAsync(session, new OrderKey("jd", "9001", "9001-1")), Now));
        Assert.Equal(before, await door.Book.ReadAsync(session => OrderSyncStore.FindAsync(session, "jd"), Now));
        Assert.Contains(await door.Book.ReadAsync(session => AuditStore.ListAsync(session, 10), Now), row => row is { Act: "network.pull", Subject: "network:jd" });
    }

    [Theory]
    [InlineData("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z", "The window is wrong")]
    [InlineData("2026-11-01T00:00:00Z", "2027-11-02T00:00:00Z", "The window is wrong")]
    [InlineData("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "at most 400 are made; ask for less")]
    public async Task A_pull_of_too_much_is_refused_before_the_platform_is_asked(string from, string to, string said)
    {
        await using var server = await AllianceServer.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(A.Monday));
        await using var door = await DoorAsync(server);
        using var caller = await door.CallerAsync(Scopes.NetworksRead, Scopes.NetworksWrite);
        var answer = await caller.PostAsJsonAsync("/api/v1/networks/jd/pull", new { from, to }, Now);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        Assert.Equal(0, server.Jd.Mischief.Calls);
    }

    [Fact]
    public async Task Programs_read_a_networks_readings_quota_and_rules_and_try_its_account()
    {
        await using var server = await AllianceServer.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(A.Monday));
        await using var door = await DoorAsync(server);
        using var caller = await door.CallerAsync(Scopes.NetworksRead, Scopes.NetworksWrite);
        server.Jd.Mischief.Next(Trouble.TooMany);
        var tried = await Door.JsonAsync(await caller.PostAsync("/api/v1/networks/jd/test", null, Now));
        Assert.False(tried.GetProperty("good").GetBoolean());
        Assert.Contains("HTTP 429", tried.GetProperty("answer").GetString(), StringComparison.Ordinal);
        var network = await Door.JsonAsync(await caller.GetAsync("/api/v1/networks/jd", Now));
        Assert.Equal((1, A.Monday.AddMinutes(2)), (network.GetProperty("quota").GetProperty("callsToday").GetInt32(), network.GetProperty("quota").GetProperty("closedUntil").GetDateTimeOffset()));
        Assert.Equal(["jd", "jd/sweep"], network.GetProperty("readings").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(("linkToken", 90), (network.GetProperty("mode").GetString(), network.GetProperty("trust").GetInt32()));
        var listed = await Door.JsonAsync(await caller.GetAsync("/api/v1/networks", Now));
        Assert.Equal(["jd", "mynet"], listed.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("key").GetString()));
        using var reader = await door.CallerAsync(Scopes.NetworksRead);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("/api/v1/networks/jd/test", null, Now)).StatusCode);
    }

    private static Task<Door> DoorAsync(AllianceServer server) => Door.OpenAsync(settings: new Dictionary<string, string?>
    {
        ["Outbound:AllowedPrivateHosts:0"] = server.HostAndPort,
        ["JdUnion:Enabled"] = "true",
        ["JdUnion:AppKey"] = JdDouble.AppKey,
        ["JdUnion:Secret"] = JdDouble.Secret,
        ["JdUnion:Url"] = server.At("/jd"),
        ["JdUnion:AllowsRebate"] = "true",
        ["JdUnion:CallsPerSecond"] = "1000",
        ["JdUnion:FirstDays"] = "1",
        ["JdUnion:SweepDays"] = "1",
        ["NetworkChoice:Trust:jd"] = "90",
        ["Networks:0:Key"] = "mynet",
        ["Networks:0:LinkTemplate"] = "https://go.example/?to={url}&r={clickref}",
        ["Networks:0:Programmes:0:Merchant"] = "shop",
        ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
    });

    private static async Task<string> ReadAsync(HttpClient browser, string path) => WebUtility.HtmlDecode(await browser.GetStringAsync(path, Now));
}
