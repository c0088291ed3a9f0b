using System.Net;
using Daogou.Core.Access;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class SearchTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_answers_with_scores_filters_parts_and_a_cursor()
    {
        await using var door = await OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead);
        var first = await Door.JsonAsync(await caller.GetAsync("/api/v1/deals/search?words=kettles&limit=2&facets=true", Now));
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        Assert.Equal("exact", first.GetProperty("reading").GetString());
        Assert.True(first.GetProperty("items")[0].GetProperty("score").GetSingle() > 0);
        Assert.Equal(3, first.GetProperty("facets").GetProperty("total").GetInt32());
        var second = await Door.JsonAsync(await caller.GetAsync("/api/v1/deals/search?words=kettles&limit=2&cursor=" + first.GetProperty("next").GetString(), Now));
        Assert.Equal(1, second.GetProperty("items").GetArrayLength());
        var repaired = await Door.JsonAsync(await caller.GetAsync("/api/v1/deals/search?words=kettel&merchant=other", Now));
        Assert.Equal(("repaired", "kettle", 1), (repaired.GetProperty("reading").GetString(), repaired.GetProperty("instead").GetString(), repaired.GetProperty("items").GetArrayLength()));
        var suggested = await Door.JsonAsync(await caller.GetAsync("/api/v1/search/suggest?text=ket", Now));
        Assert.Equal("kettle", suggested[0].GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("maxPriceMinor=100", "currency")]
    [InlineData("minDiscountBp=20000", "minDiscountBp")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string query, string field)
    {
        await using var door = await OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead);
        var answer = await caller.GetAsync("/api/v1/deals/search?" + query, Now);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await Door.JsonAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task The_console_searches_the_same_way()
    {
        await using var door = await OpenAsync();
        using var browser = await door.OperatorAsync();
        var page = await browser.GetStringAsync("/console/deals?words=kettel", Now);
        Assert.Contains("Kettle 2", page, StringComparison.Ordinal);
        Assert.Contains("kettle", page, StringComparison.Ordinal);
    }

    private static async Task<Door> OpenAsync()
    {
        var door = await Door.OpenAsync();
        await door.Book.WriteAsync(
            async session =>
            {
                foreach (var id in new[] { 1, 2, 3 })
                {
                    await DealStore.SaveAsync(session, A.Deal(id) with { Merchant = id == 3 ? "other" : "shop" });
                }
            },
            Now);
        await door.Services.GetRequiredService<Daogou.Core.Search.DealIndex>().RebuildAsync(Now);
        return door;
    }
}
