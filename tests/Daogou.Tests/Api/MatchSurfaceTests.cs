using System.Net;
using Daogou.Core.Access;
using Daogou.Core.Catalog;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Api;

public sealed class MatchSurfaceTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_sees_the_pair_says_one_product_and_it_is_gone()
    {
        await using var door = await Door.OpenAsync();
        var (first, second) = await PairAsync(door);
        using var browser = await door.OperatorAsync();
        var page = await browser.GetStringAsync("/console/matches", Now);
        Assert.Contains($"matches/{first}/{second}/merge", page, StringComparison.Ordinal);
        await Door.PostFormAsync(browser, $"/console/act/matches/{first}/{second}/merge", page, ("back", "/console/matches"));
        Assert.DoesNotContain($"matches/{first}/{second}/merge", await browser.GetStringAsync("/console/matches", Now), StringComparison.Ordinal);
        Assert.Equal(first, await ProductAsync(door, second));
    }

    [Fact]
    public async Task A_program_lists_pairs_keeps_them_apart_and_is_told_when_nothing_changed()
    {
        await using var door = await Door.OpenAsync();
        var (first, second) = await PairAsync(door);
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);
        var list = await Door.JsonAsync(await caller.GetAsync("/api/v1/matches", Now));
        var pair = Assert.Single(list.EnumerateArray());
        Assert.Equal($"{first}", pair.GetProperty("first").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await caller.PostAsync($"/api/v1/matches/{first}/{second}/never", null, Now)).StatusCode);
        Assert.Empty((await Door.JsonAsync(await caller.GetAsync("/api/v1/matches", Now))).EnumerateArray());
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync($"/api/v1/matches/{first}/split", null, Now)).StatusCode);
        Assert.Equal(second, await ProductAsync(door, second));
    }

    private static async Task<(long First, long Second)> PairAsync(Door door)
    {
        var intake = door.Services.GetRequiredService<DealIntake>();
        await intake.TakeAsync(
            Terms(),
            [
                Item("1") with { Title = "手机壳 黑色", Link = "https://item.taobao.com/item.htm?id=654321098765", MerchantItem = null },
                Item("2") with { Title = "手机壳 白色", Link = "https://detail.tmall.com/item.htm?id=654321098765&skuId=5", MerchantItem = "x2" },
            ],
            1,
            Now);
        await door.Services.GetRequiredService<ProductIndex>().RunAsync(TimeSpan.FromMinutes(1), Now);
        var pair = Assert.Single(await door.Services.GetRequiredService<ProductDesk>().WaitingAsync(10, Now)).Pair;
        return (pair.FirstId, pair.SecondId);
    }

    private static async Task<long> ProductAsync(Door door, long deal) =>
        (await door.Services.GetRequiredService<Database>().ReadAsync(session => ProductStore.FindAsync(session, deal), Now))!.ProductId;
}
