using System.Net;
using System.Net.Http.Json;
using Daogou.Core.Access;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class DealPageTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_each_step_to_what_is_paid_and_the_cheapest_number_of_pieces()
    {
        await using var door = await OpenAsync();
        var english = await PageAsync(door, "en");
        Assert.Contains("<li class=\"was\">list price ¥100</li><li class=\"sale\">price ¥80</li><li class=\"cut\">code TEN -¥10</li><li class=\"paid\">you pay ¥70</li>", english, StringComparison.Ordinal);
        Assert.Contains("<h3>Cheapest when you take 2</h3>", english, StringComparison.Ordinal);
        Assert.Contains("<li class=\"sale\">price ¥80 × 2 = ¥160</li><li class=\"cut\">第二件半价 -¥40</li><li class=\"cut\">code TEN -¥10</li><li class=\"paid\">you pay ¥110, ¥55 each</li>", english, StringComparison.Ordinal);
        Assert.Contains("<h3>买 2 件最划算</h3>", await PageAsync(door, "zh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_when_the_coupon_was_last_verified_and_shows_it_no_more_after_enough_reports()
    {
        await using var door = await OpenAsync();
        Assert.DoesNotContain("Verified", await PageAsync(door, "en"), StringComparison.Ordinal);
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);
        var coupons = await Door.JsonAsync(await caller.GetAsync("/api/v1/coupons?merchant=shop", Now));
        var id = coupons.GetProperty("items").EnumerateArray().Single(coupon => coupon.GetProperty("code").GetString() == "TEN").GetProperty("id").GetString();
        Assert.False((await VoteAsync("ann", true)).GetProperty("isEnded").GetBoolean());
        door.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Contains("Verified 3 hours ago", await PageAsync(door, "en"), StringComparison.Ordinal);
        Assert.Contains("3 小时前验证有效", await PageAsync(door, "zh"), StringComparison.Ordinal);
        Assert.False((await VoteAsync("bob", false)).GetProperty("isEnded").GetBoolean());
        Assert.False((await VoteAsync("cy", false)).GetProperty("isEnded").GetBoolean());
        Assert.True((await VoteAsync("dee", false)).GetProperty("isEnded").GetBoolean());
        Assert.DoesNotContain("code TEN", await PageAsync(door, "en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.PostAsJsonAsync($"/api/v1/coupons/{id}/votes", new { works = true }, Now)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.PostAsJsonAsync("/api/v1/coupons/1/votes", new { voter = "ann", works = true }, Now)).StatusCode);

        async Task<System.Text.Json.JsonElement> VoteAsync(string voter, bool works) =>
            await Door.JsonAsync(await caller.PostAsJsonAsync($"/api/v1/coupons/{id}/votes", new { voter, works }, Now));
    }

    [Fact]
    public async Task The_chart_says_the_verdict_and_draws_the_low_that_the_reduction_is_reckoned_from_and_what_was_set_aside()
    {
        await using var door = await Door.OpenAsync();
        var intake = door.Services.GetRequiredService<DealIntake>();
        foreach (var (days, price) in new[] { (0, "200.00"), (20, "25.00"), (1, "200.00"), (10, "180.00"), (5, "150.00") })
        {
            door.Clock.Advance(TimeSpan.FromDays(days));
            await intake.TakeAsync(A.Terms(), [A.Item() with { Price = price + " CNY", ListPrice = null }], days + 1, Now);
        }
        door.Clock.Advance(TimeSpan.FromDays(1));
        var english = await PageAsync(door, "en");
        Assert.Contains(">Lowest ever seen, 16% below the lowest of the 30 days before (¥180)</text>", english, StringComparison.Ordinal);
        Assert.Contains("class=\"low30\"", english, StringComparison.Ordinal);
        Assert.Contains("<title>22 Nov ¥25: taken for an error, not counted</title>", english, StringComparison.Ordinal);
        var chinese = await PageAsync(door, "zh");
        Assert.Contains(">有记录以来最低，比此前30天最低价 ¥180 低 16%</text>", chinese, StringComparison.Ordinal);
        Assert.Contains("30天最低 ¥180", chinese, StringComparison.Ordinal);
    }

    private static async Task<Door> OpenAsync()
    {
        var door = await Door.OpenAsync();
        FeedItem[] rows = [A.Item(), A.CouponItem(), A.CouponItem("half") with { Title = "第二件半价", Coupon = new CouponWords() }];
        Assert.Empty((await door.Services.GetRequiredService<DealIntake>().TakeAsync(A.Terms(), rows, 1, Now)).Refused);
        return door;
    }

    private static async Task<string> PageAsync(Door door, string language)
    {
        using var browser = door.Browser();
        var deal = (await door.Book.ReadAsync(session => DealStore.FindByIdentityAsync(session, "shop:1"), Now))!;
        return await browser.GetStringAsync(new Uri($"/d/{deal.Id}?lang={language}", UriKind.Relative), Now);
    }
}
