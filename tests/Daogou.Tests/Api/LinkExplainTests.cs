using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daogou.Core.Access;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class LinkExplainTests
{
    private static readonly Uri Explain = new("/api/v1/links/explain", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pasted_text_is_explained_link_by_link_and_nothing_is_made()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.LinksRead);
        var links = await ExplainedAsync(caller, "看 https://www.awin1.com/cread.php?ued=https%3A%2F%2Fwww.amazon.de%2Fdp%2FB0C1234567%3Ftag%3Dx-21 ￥FoYde8XzTCh￥");
        Assert.Equal(["awin", "taobao"], links.Select(link => link.GetProperty("network").GetString()));
        Assert.Equal(("https://www.amazon.de/dp/B0C1234567", "B0C1234567"), (links[0].GetProperty("clean").GetString(), links[0].GetProperty("itemId").GetString()));
        Assert.Contains("awin1.com", links[0].GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.Contains("not one of the shops", links[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("no Taobao programme", links[1].GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_missing_or_too_long_is_refused_with_the_field_named()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.LinksRead);
        foreach (var text in new[] { "", new string('x', 20_001) })
        {
            var answer = await caller.PostAsJsonAsync(Explain, new { text }, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("\"text\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    private static async Task<JsonElement[]> ExplainedAsync(HttpClient caller, string text)
    {
        var answer = await caller.PostAsJsonAsync(Explain, new { text }, Cancel);
        answer.EnsureSuccessStatusCode();
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("links").EnumerateArray()];
    }
}
