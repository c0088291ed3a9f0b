using System.Net;
using System.Net.Http.Json;
using Daogou.Core.Access;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class RestTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_of_the_api_needs_a_scope_and_every_page_of_the_console_an_operator()
    {
        await using var door = await Door.OpenAsync();
        var routes = door.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var api = routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)).ToList();
        Assert.True(api.Count > 10);
        Assert.All(api, route => Assert.Contains(route.Metadata.GetOrderedMetadata<IAuthorizeData>(), rule => Scopes.All.Contains(rule.Policy)));
        string[] open = ["/console/enter", "/console/sign-in", "/console/style.css", "/console/icon.svg", "/console/language/{language}"];
        Assert.All(
            routes.Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("console", StringComparison.Ordinal)
                && !open.Contains("/" + route.RoutePattern.RawText.TrimStart('/'))),
            route => Assert.Contains(route.Metadata.GetOrderedMetadata<IAuthorizeData>(), rule => rule.Policy == "operators"));
    }

    [Fact]
    public async Task A_key_is_asked_for_and_must_have_the_scope()
    {
        await using var door = await Door.OpenAsync();
        using var nobody = door.Browser();
        using var reader = await door.CallerAsync(Scopes.OrdersRead);

        var without = await nobody.GetAsync("/api/v1/deals", Now);
        var other = await reader.GetAsync("/api/v1/deals", Now);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal("not_signed_in", (await Door.JsonAsync(without)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal("not_allowed", (await Door.JsonAsync(other)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/orders", Now)).StatusCode);
    }

    [Fact]
    public async Task A_submitted_deal_is_found_again_with_its_price()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);

        var made = await caller.PostAsJsonAsync("/api/v1/deals", Kettle(), Now);
        var id = (await Door.JsonAsync(made)).GetProperty("id").GetString();
        var found = await Door.JsonAsync(await caller.GetAsync("/api/v1/deals?words=kettle", Now));
        var one = await Door.JsonAsync(await caller.GetAsync($"/api/v1/deals/{id}", Now));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(id, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(12900, one.GetProperty("deal").GetProperty("price").GetProperty("minor").GetInt64());
        Assert.Single(one.GetProperty("history").EnumerateArray());
    }

    [Fact]
    public async Task The_trail_of_a_deal_is_walked_by_programs_and_by_operators()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsWrite, Scopes.ReportsRead);
        using var browser = await door.OperatorAsync();
        var id = (await Door.JsonAsync(await caller.PostAsJsonAsync("/api/v1/deals", Kettle(), Now))).GetProperty("trail").GetString();

        var walked = await Door.JsonAsync(await caller.GetAsync($"/api/v1/trail/{id}", Now));
        var page = await browser.GetStringAsync($"/console/trail?id={id}", Now);
        var unknown = await caller.GetAsync("/api/v1/trail/order:acc/1001/1", Now);
        var wrong = await caller.GetAsync("/api/v1/trail/nonsense", Now);

        Assert.Contains(walked.GetProperty("steps").EnumerateArray(), step => step.GetProperty("id").GetString() == id && step.GetProperty("kind").GetString() == "deal");
        Assert.Contains(id!, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("entry:seq", await wrong.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_field_is_named()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);

        var tooMany = await caller.GetAsync("/api/v1/deals?limit=5000", Now);
        var untitled = await caller.PostAsJsonAsync("/api/v1/deals", new { title = "", url = "https://shop.example/p/1", price = "1" }, Now);
        var broken = await caller.PostAsJsonAsync("/api/v1/deals", new { title = "Kettle", url = "https://shop.example/p/1", price = "cheap", currency = "CNY" }, Now);

        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Contains("limit", (await tooMany.Content.ReadAsStringAsync(Now)).ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, untitled.StatusCode);
        Assert.Contains("title", (await untitled.Content.ReadAsStringAsync(Now)).ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Contains("cheap", await broken.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_refuses_another_body()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);
        caller.DefaultRequestHeaders.Add("Idempotency-Key", "first");

        var once = await caller.PostAsJsonAsync("/api/v1/deals", Kettle(), Now);
        var again = await caller.PostAsJsonAsync("/api/v1/deals", Kettle(), Now);
        var other = await caller.PostAsJsonAsync("/api/v1/deals", Kettle("Other"), Now);

        Assert.Equal(HttpStatusCode.Created, once.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await once.Content.ReadAsStringAsync(Now), await again.Content.ReadAsStringAsync(Now));
        Assert.True(again.Headers.Contains("Idempotent-Replay"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency_key_reused", (await Door.JsonAsync(other)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Pages_join_without_gap_or_repetition()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);
        for (var i = 0; i < 5; i++)
        {
            await caller.PostAsJsonAsync("/api/v1/deals", Kettle("Kettle " + i), Now);
        }
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Door.JsonAsync(await caller.GetAsync($"/api/v1/deals?limit=2&cursor={cursor}", Now));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(deal => deal.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task A_caller_who_asks_too_often_is_told_to_wait()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["Api:RequestsPerMinute"] = "3" });
        using var caller = await door.CallerAsync(Scopes.DealsRead);
        using var other = await door.CallerAsync(Scopes.DealsRead);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/deals", Now)).StatusCode);
        }
        var refused = await caller.GetAsync("/api/v1/deals", Now);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too_many_requests", (await Door.JsonAsync(refused)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/deals", Now)).StatusCode);
    }

    [Fact]
    public async Task The_document_describes_every_route_of_the_api()
    {
        await using var door = await Door.OpenAsync();
        using var browser = door.Browser();
        var document = await Door.JsonAsync(await browser.GetAsync("/openapi/v1.json", Now));
        var described = document.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToHashSet();
        var routes = door.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(route => route.RoutePattern.RawText!.TrimEnd('/').Replace(":long}", "}", StringComparison.Ordinal).Replace("{*", "{", StringComparison.Ordinal)).Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal));
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(routes, path => Assert.Contains(path, described));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/scalar/v1", Now)).StatusCode);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_said_as_503()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.DealsRead, Scopes.DealsWrite);
        await caller.GetAsync("/api/v1/deals", Now);
        await door.Book.WriteAsync(session => session.ExecuteAsync("PRAGMA max_page_count = 1"), Now);

        var refused = await caller.PostAsJsonAsync("/api/v1/deals", Kettle() with { Description = new string('x', 3900) }, Now);
        for (var i = 0; i < 60 && refused.StatusCode == HttpStatusCode.Created; i++)
        {
            refused = await caller.PostAsJsonAsync("/api/v1/deals", Kettle("Kettle " + i) with { Description = new string('x', 3900) }, Now);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("storage_unavailable", (await Door.JsonAsync(refused)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/deals", Now)).StatusCode);
    }

    private static Submitted Kettle(string title = "Electric kettle") => new(title, "https://shop.example/p/" + Uri.EscapeDataString(title), "129.00", "199.00", "CNY", null);

    private sealed record Submitted(string Title, string Url, string Price, string ListPrice, string Currency, string? Description);
}
