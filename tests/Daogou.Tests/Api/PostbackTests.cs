using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Orders;
using Daogou.Core.Orders.Postbacks;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>Networks' calls over real HTTP: hints that anybody could have made, and signed ones.</summary>
public sealed class PostbackTests
{
    private const string Path = "Zk3v9_Qw7-secret-path-of-the-test";
    private const string Signing = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Report = """{"type":"order.updated","timestamp":"2026-11-02T00:00:00Z","data":{"order_id":"S1","status":"confirmed","updated_at":"2026-11-02T00:00:00Z","order_time":"2026-11-01T08:00:00Z","amount":"100.00","commission":"5.00","currency":"CNY"}}""";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unsigned_call_shows_a_provisional_state_asks_for_an_early_pull_and_books_nothing()
    {
        await using var door = await DoorAsync();
        await PlanAsync(door, rung: 0);
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.Accepted, (await caller.GetAsync($"/postback/hints/{Path}?oid=H1&status=approved&amount=99", Now)).StatusCode);
        Assert.Equal(door.Clock.GetUtcNow(), (await StateAsync(door)).NextDueAt);
        Assert.Null(await OrderAsync(door, "hints", "H1"));
        Assert.Equal(0, await CountAsync(door, "ledger_entries"));

        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        var page = WebUtility.HtmlDecode(await (await browser.GetAsync("/console/orders/" + Uri.EscapeDataString("order:hints/H1/1"), Now)).Content.ReadAsStringAsync(Now));
        Assert.Contains("provisional", page, StringComparison.Ordinal);
        Assert.Contains("unsigned: approved", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_call_counts_once_and_pulls_are_a_minute_apart_and_never_hastened_when_they_fail()
    {
        await using var door = await DoorAsync();
        await PlanAsync(door, rung: 0, ranAt: door.Clock.GetUtcNow().AddSeconds(-20));
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.Accepted, (await FormAsync(caller, "oid=H1&status=pending")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await FormAsync(caller, "oid=H1&status=pending")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await FormAsync(caller, "oid=H1&status=approved")).StatusCode);
        Assert.Equal(2, await CountAsync(door, "postbacks"));
        Assert.Equal(A.Monday.AddHours(1), (await StateAsync(door)).NextDueAt);
        await PlanAsync(door, rung: 3);
        await FormAsync(caller, "oid=H2&status=pending");
        Assert.Equal(A.Monday.AddHours(1), (await StateAsync(door)).NextDueAt);
    }

    [Theory]
    [InlineData("/postback/hints/wrong-path-of-the-same-length---x")]
    [InlineData("/postback/none/" + Path)]
    [InlineData("/postback/closed/" + Path)]
    [InlineData("/postback/elsewhere/" + Path + "-elsewhere")]
    public async Task A_wrong_path_network_or_caller_finds_no_door(string path)
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync(path + "?oid=H1&status=approved", Now)).StatusCode);
        Assert.Equal(0, await CountAsync(door, "postbacks"));
    }

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await FormAsync(caller, "oid=" + new string('x', 70_000))).StatusCode);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, $"/postback/hints/{Path}") { Content = new StreamContent(new MemoryStream(new byte[70_000])) };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await caller.SendAsync(chunked, Now)).StatusCode);
        Assert.Equal(0, await CountAsync(door, "postbacks"));
    }

    [Fact]
    public async Task A_signed_call_is_a_report_and_moves_the_order_like_any_other()
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.Accepted, (await SignedAsync(door, caller, Report, "msg_1")).StatusCode);
        var order = (await OrderAsync(door, "signed", "S1"))!;
        Assert.Equal((OrderStatus.Confirmed, 500L, 10_000L, "CNY"), (order.Status, order.CommissionMinor, order.SaleMinor, order.Currency));
        // An older word comes after: the fact stays.
        await SignedAsync(door, caller, Report.Replace("confirmed", "pending", StringComparison.Ordinal).Replace("2026-11-02T00:00:00Z\",\"order_time", "2026-11-01T09:00:00Z\",\"order_time", StringComparison.Ordinal), "msg_2");
        Assert.Equal(OrderStatus.Confirmed, (await OrderAsync(door, "signed", "S1"))!.Status);
    }

    [Fact]
    public async Task A_forged_a_changed_and_an_unsigned_call_to_a_signed_door_are_refused_and_change_nothing()
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignedAsync(door, caller, Report, "msg_1", secret: "whsec_" + Convert.ToBase64String(new byte[32]))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignedAsync(door, caller, Report, "msg_1", sent: Report.Replace("5.00", "500.00", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignedAsync(door, caller, Report, "msg_1", sentId: "msg_2")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.PostAsync($"/postback/signed/{Path}-signed", new StringContent(Report), Now)).StatusCode);
        Assert.Null(await OrderAsync(door, "signed", "S1"));
        Assert.Equal(0, await CountAsync(door, "postbacks"));
    }

    [Fact]
    public async Task A_late_call_is_refused_and_a_replayed_one_is_known()
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        foreach (var minutes in new[] { -6, 6 })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignedAsync(door, caller, Report, "msg_1", at: door.Clock.GetUtcNow().AddMinutes(minutes))).StatusCode);
        }
        Assert.Null(await OrderAsync(door, "signed", "S1"));
        Assert.Equal(HttpStatusCode.Accepted, (await SignedAsync(door, caller, Report, "msg_1", at: door.Clock.GetUtcNow().AddMinutes(-4))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignedAsync(door, caller, Report, "msg_1")).StatusCode);
        Assert.Equal((1, 1), (await CountAsync(door, "postbacks"), await CountAsync(door, "order_reports")));
    }

    [Fact]
    public async Task A_signed_call_that_is_no_report_is_said_to_be_none()
    {
        await using var door = await DoorAsync();
        using var caller = door.Browser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignedAsync(door, caller, """{"data":{"order_id":"S1"}}""", "msg_1")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignedAsync(door, caller, "not JSON", "msg_2")).StatusCode);
    }

    [Fact]
    public void The_published_example_of_standard_webhooks_is_verified()
    {
        var key = WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
        var body = """{"test": 2432232314}"""u8;
        var at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        const string Right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        Assert.Equal(SignatureFate.Good, WebhookSignature.Judge(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,bm9wZQ== " + Right, body, at));
        Assert.Equal(SignatureFate.Late, WebhookSignature.Judge(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Right, body, at.AddMinutes(6)));
        Assert.Equal(SignatureFate.Forged, WebhookSignature.Judge(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", Right, body, at));
        Assert.Null(WebhookSignature.Key("whsec_short"));
    }

    private static Task<HttpResponseMessage> FormAsync(HttpClient caller, string form) =>
        caller.PostAsync($"/postback/hints/{Path}", new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")), Now);

    /// <summary>A call signed over one body, id and time, and sent with others where a test wants it so.</summary>
    private static Task<HttpResponseMessage> SignedAsync(
        Door door, HttpClient caller, string body, string id, DateTimeOffset? at = null, string secret = Signing, string? sent = null, string? sentId = null)
    {
        var seconds = (at ?? door.Clock.GetUtcNow()).ToUnixTimeSeconds();
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/postback/signed/{Path}-signed") { Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", sentId ?? id);
        request.Headers.Add("webhook-timestamp", $"{seconds}");
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{seconds}.{body}"))));
        return caller.SendAsync(request, Now);
    }

    private static Task PlanAsync(Door door, int rung, DateTimeOffset? ranAt = null) => door.Book.WriteAsync(
        session => OrderSyncStore.SaveAsync(session, new SyncState { Network = "hints", NextDueAt = A.Monday.AddHours(1), Rung = rung, LastRunAt = ranAt }), Now);

    private static async Task<SyncState> StateAsync(Door door) => (await door.Book.ReadAsync(session => OrderSyncStore.FindAsync(session, "hints"), Now))!;

    private static Task<Order?> OrderAsync(Door door, string network, string orderNo) => door.Book.ReadAsync(session => OrderStore.FindAsync(session, new OrderKey(network, orderNo, "1")), Now);

    private static async Task<int> CountAsync(Door door, string table) => (int)await door.Book.ReadAsync(session => session.ValueAsync<long>($"SELECT COUNT(*) FROM {table}"), Now);

    private static Task<Door> DoorAsync() => Door.OpenAsync(settings: new Dictionary<string, string?>
    {
        ["PB_HINTS"] = Path,
        ["PB_SIGNED"] = Path + "-signed",
        ["PB_ELSEWHERE"] = Path + "-elsewhere",
        ["PB_SIGNING"] = Signing,
        ["Postbacks:0:Network"] = "hints",
        ["Postbacks:0:PathEnv"] = "PB_HINTS",
        ["Postbacks:0:Fields:OrderNo"] = "oid",
        ["Postbacks:0:Addresses:0"] = "127.0.0.0/8",
        ["Postbacks:0:Addresses:1"] = "::1",
        ["Postbacks:1:Network"] = "signed",
        ["Postbacks:1:PathEnv"] = "PB_SIGNED",
        ["Postbacks:1:SigningEnv"] = "PB_SIGNING",
        ["Postbacks:2:Network"] = "closed",
        ["Postbacks:2:Enabled"] = "false",
        ["Postbacks:3:Network"] = "elsewhere",
        ["Postbacks:3:PathEnv"] = "PB_ELSEWHERE",
        ["Postbacks:3:Addresses:0"] = "203.0.113.0/24",
        ["Networks:0:Key"] = "signed",
        ["Networks:0:LinkTemplate"] = "https://go.example/?to={url}&r={clickref}",
    });
}
