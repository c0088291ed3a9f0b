using Daogou.Core.Outbound;
using Daogou.Crawler.Manners;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Crawler.Manners;

public sealed class RobotsGateTests
{
    private readonly FakeTimeProvider _time = new(A.Monday);

    [Fact]
    public async Task What_the_file_disallows_is_said_with_its_rule_and_asked_once_a_day()
    {
        await using var server = await LoopbackServer.StartAsync("User-agent: DaogouBot\nDisallow: /private\nCrawl-delay: 90\n");
        using var http = A.GuardedHttp(server.HostAndPort);
        var gate = Gate(http);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync(gate, server.At("/private/1"))));
        Assert.All(answers, answer => Assert.Equal(new RobotsVerdict(false, "Disallow: /private", TimeSpan.FromSeconds(60), "robots.txt of 127.0.0.1 disallows /private/1 for DaogouBot (rule: Disallow: /private)"), answer));
        Assert.True((await AskAsync(gate, server.At("/open"))).Allowed);
        Assert.Single(server.Requests);
        _time.Advance(TimeSpan.FromHours(25));
        await AskAsync(gate, server.At("/open"));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(410, true)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task Without_a_file_all_is_allowed_and_with_a_broken_site_nothing_is(int status, bool allowed)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var http = A.GuardedHttp(server.HostAndPort);
        var verdict = await AskAsync(Gate(http), server.At("/a"));
        Assert.Equal(allowed, verdict.Allowed);
        Assert.Equal(!allowed, verdict.Words.Contains($"{status}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Five_redirects_are_followed_and_more_are_as_good_as_no_file(int hops, bool allowed)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var left = context.Request.Query["left"].ToString() is { Length: > 0 } text ? text[0] - '0' : hops;
            if (left > 0)
            {
                context.Response.Redirect($"/robots.txt?left={left - 1}");
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync("User-agent: *\nDisallow: /");
        });
        using var http = A.GuardedHttp(server.HostAndPort);
        Assert.Equal(allowed, (await AskAsync(Gate(http), server.At("/a"))).Allowed);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_left_alone_until_it_is()
    {
        using var http = A.GuardedHttp();
        var gate = Gate(http);
        var verdict = await AskAsync(gate, new Uri("https://nowhere.example.com/a"));
        Assert.False(verdict.Allowed);
        Assert.Contains("cannot be read", verdict.Words, StringComparison.Ordinal);
    }

    private RobotsGate Gate(GuardedHttp http) => new(http, Options.Create(new OutboundOptions()), _time);

    private static Task<RobotsVerdict> AskAsync(RobotsGate gate, Uri page) => gate.AskAsync(page, TestContext.Current.CancellationToken);
}
