using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daogou.Api.Demo;
using Daogou.Api.Demo.Market;
using Daogou.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Api.Demo;

/// <summary>The outside world of the demo over real HTTP: as strict as a real shop and network are.</summary>
public sealed class MarketplaceTests : IAsyncLifetime
{
    private const string Ref = "abc1234000000g123456";
    private readonly FakeTimeProvider _clock = new(A.Monday);
    private readonly string _folder = Directory.CreateTempSubdirectory("daogou-market-").FullName;
    private readonly HttpClient _shopper = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
    private Marketplace _market = null!;

    public async ValueTask InitializeAsync() =>
        _market = await Marketplace.StartAsync(_folder, DemoOptions.FreePorts(0, MarketAddresses.PortsNeeded), _clock, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _shopper.Dispose();
        await _market.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_order_through_a_deep_link_is_pending_then_approved_by_time_then_settled()
    {
        await BuyAsync("shanlan", "SL101", byLink: true);
        Assert.Equal("pending", (await OnlyRowAsync()).GetProperty("status").GetString());

        _clock.Advance(MarketRules.ReceivedAfter);
        var approved = await OnlyRowAsync();
        Assert.Equal("approved", approved.GetProperty("status").GetString());
        Assert.Equal(Ref, approved.GetProperty("sub_id").GetString());

        _clock.Advance(MarketRules.SettledAfter);
        Assert.Equal("settled", (await OnlyRowAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Half_a_refund_halves_the_commission_and_all_of_it_voids_the_order()
    {
        var number = await BuyAsync("shanlan", "SL101", byLink: true);
        var whole = Commission(await OnlyRowAsync());

        await RefundAsync(number, half: true);
        Assert.InRange(Commission(await OnlyRowAsync()), (whole / 2) - 0.01m, (whole / 2) + 0.01m);

        await RefundAsync(number, half: false);
        var voided = await OnlyRowAsync();
        Assert.Equal("void", voided.GetProperty("status").GetString());
        Assert.Equal(0m, Commission(voided));
    }

    [Fact]
    public async Task Who_comes_without_a_link_buys_without_commission()
    {
        await BuyAsync("shiye", "shiye-316", byLink: false);

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_click_counts_for_a_week_only()
    {
        await GoAsync("shanlan", "SL101");
        _clock.Advance(MarketRules.ClickLives + TimeSpan.FromMinutes(1));
        await OrderAsync("shanlan", "SL101");

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task The_report_comes_in_pages_and_each_change_is_seen_in_its_window()
    {
        await GoAsync("shanlan", "SL101");
        for (var order = 0; order < 53; order++)
        {
            await OrderAsync("shanlan", "SL101");
        }
        var first = await ReportAsync(page: 1);
        var second = await ReportAsync(page: 2);

        Assert.Equal(50, first.GetProperty("orders").GetArrayLength());
        Assert.Equal(3, second.GetProperty("orders").GetArrayLength());
        Assert.EndsWith("page=2", first.GetProperty("paging").GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("paging").GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("wrong", "2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z", HttpStatusCode.Unauthorized)]
    [InlineData(null, "yesterday", "2026-11-30T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData(null, "2026-11-30T00:00:00Z", "2026-11-01T00:00:00Z", HttpStatusCode.BadRequest)]
    public async Task A_report_is_refused_without_the_secret_or_a_sound_window(string? secret, string from, string to, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_market.Addresses.Bazaar, $"/network/v2/orders?updated_from={from}&updated_to={to}"));
        request.Headers.Add(MarketNetwork.SecretHeader, secret ?? _market.Secret);

        using var answer = await _shopper.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("pid=somebody&sub=abc", HttpStatusCode.Forbidden)]
    [InlineData("pid=daogou-demo&sub=a%20b", HttpStatusCode.BadRequest)]
    [InlineData("pid=daogou-demo&sub=123456789012345678901234567890123", HttpStatusCode.BadRequest)]
    [InlineData("pid=daogou-demo&sub=abc&to=https://elsewhere.example/", HttpStatusCode.BadRequest)]
    public async Task A_deep_link_of_nobody_or_to_nowhere_is_refused(string query, HttpStatusCode expected)
    {
        var to = query.Contains("&to=", StringComparison.Ordinal) ? "" : "&to=" + Uri.EscapeDataString(Product("shanlan", "SL101").AbsoluteUri);

        using var answer = await _shopper.GetAsync(new Uri(_market.Addresses.Bazaar, $"/go?{query}{to}"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_unchanged_feed_answers_not_modified_and_another_day_changes_it()
    {
        var feed = new Uri(_market.Addresses.Bazaar, "/feeds/shanlan.xml");
        using var first = await _shopper.GetAsync(feed, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, feed);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var again = await _shopper.SendAsync(request, TestContext.Current.CancellationToken);
            return again.StatusCode;
        }
    }

    private Uri Product(string shop, string sku) => _market.Addresses.Page(Shops.Find(shop)!, Shops.Find(shop)!.Find(sku)!);

    private async Task<string> BuyAsync(string shop, string sku, bool byLink)
    {
        if (byLink)
        {
            await GoAsync(shop, sku);
        }
        return await OrderAsync(shop, sku);
    }

    private async Task GoAsync(string shop, string sku)
    {
        var link = new Uri(_market.Addresses.Bazaar, $"/go?pid={MarketNetwork.Publisher}&sub={Ref}&to={Uri.EscapeDataString(Product(shop, sku).AbsoluteUri)}");
        using var landed = await _shopper.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(Product(shop, sku), landed.RequestMessage!.RequestUri);
    }

    private async Task<string> OrderAsync(string shop, string sku)
    {
        using var form = new FormUrlEncodedContent([new("quantity", "1"), new("coupon", "")]);
        using var ordered = await _shopper.PostAsync(new Uri(Product(shop, sku).AbsoluteUri + "/buy"), form, TestContext.Current.CancellationToken);
        ordered.EnsureSuccessStatusCode();
        return ordered.RequestMessage!.RequestUri!.Segments[^1];
    }

    private async Task RefundAsync(string number, bool half)
    {
        var paid = Sale(await OnlyRowAsync());
        var minor = (long)(half ? paid * 50 : paid * 100);
        using var form = new FormUrlEncodedContent([new("minor", minor.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        using var refunded = await _shopper.PostAsync(new Uri(_market.Addresses.Bazaar, $"/orders/{number}/refund"), form, TestContext.Current.CancellationToken);
        refunded.EnsureSuccessStatusCode();
    }

    private async Task<JsonElement> OnlyRowAsync() => Assert.Single(await RowsAsync());

    private async Task<JsonElement[]> RowsAsync() => [.. (await ReportAsync(1)).GetProperty("orders").EnumerateArray()];

    private async Task<JsonElement> ReportAsync(int page)
    {
        var from = A.Monday.AddDays(-1).ToString("O");
        var to = _clock.GetUtcNow().AddDays(1).ToString("O");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(_market.Addresses.Bazaar, $"/network/v2/orders?updated_from={Uri.EscapeDataString(from)}&updated_to={Uri.EscapeDataString(to)}&page={page}"));
        request.Headers.Add(MarketNetwork.SecretHeader, _market.Secret);
        using var answer = await _shopper.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static decimal Commission(JsonElement row) => Decimal(row, "commission");

    private static decimal Sale(JsonElement row) => Decimal(row, "sale_amount");

    private static decimal Decimal(JsonElement row, string name) =>
        decimal.Parse(row.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
