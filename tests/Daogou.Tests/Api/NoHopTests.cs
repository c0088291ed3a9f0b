using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daogou.Core.Access;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class NoHopTests
{
    [Fact]
    public async Task Where_a_programme_forbids_a_hop_our_address_shows_where_it_leads_and_counts_nothing()
    {
        await using var door = await Door.OpenAsync(settings: new()
        {
            ["Links:Secret"] = A.Secret,
            ["Amazon:Enabled"] = "true",
            ["Amazon:Tag"] = "ours-20",
            ["Amazon:AllowsChat"] = "true",
        });
        using var caller = await door.CallerAsync(Scopes.LinksWrite, Scopes.LinksRead);
        using var made = await caller.PostAsJsonAsync("/api/v1/links", new { url = "https://www.amazon.com/dp/B0ABCDEF12" }, TestContext.Current.CancellationToken);
        var link = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("https://www.amazon.com/dp/B0ABCDEF12?tag=ours-20", link.GetProperty("url").GetString());

        using var browser = door.Browser();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(A.ChromeOnAndroid);
        var code = link.GetProperty("code").GetString();
        using var answer = await browser.GetAsync($"/r/{code}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("href=\"https://www.amazon.com/dp/B0ABCDEF12?tag=ours-20\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var stats = await caller.GetFromJsonAsync<JsonElement>($"/api/v1/links/{code}", TestContext.Current.CancellationToken);
        Assert.Equal("0", stats.GetProperty("clicks").GetProperty("humans").ToString());
        Assert.Equal("https://www.amazon.com/dp/B0ABCDEF12?tag=ours-20", stats.GetProperty("link").GetProperty("url").GetString());
    }
}
