using System.Globalization;
using System.Net;
using Daogou.Core.Outbound;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Core.Outbound;

/// <summary>Where the client goes and where it does not.</summary>
public sealed class GuardedHttpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ftp://shop.example.com/feed", OutboundFault.Scheme)]
    [InlineData("file:///etc/passwd", OutboundFault.Scheme)]
    [InlineData("http://user:secret@shop.example.com/", OutboundFault.UserInfo)]
    [InlineData("http://shop.example.com:22/", OutboundFault.Port)]
    [InlineData("http://127.0.0.1/", OutboundFault.Address)]
    [InlineData("http://2130706433/", OutboundFault.Address)]
    [InlineData("http://0x7f.1/", OutboundFault.Address)]
    [InlineData("http://[::1]/", OutboundFault.Address)]
    [InlineData("http://[::ffff:169.254.169.254]/latest/meta-data", OutboundFault.Address)]
    [InlineData("http://nowhere.example.com/", OutboundFault.Unresolved)]
    public async Task What_policy_forbids_is_refused_in_words(string address, OutboundFault fault)
    {
        using var http = A.GuardedHttp();
        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(new FetchRequest(new Uri(address)), Cancel));
        Assert.Equal(fault, refused.Fault);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse()
    {
        var resolver = new AResolver(("shop.example.com", ["93.184.216.34", "192.168.0.10"]));
        using var http = A.GuardedHttp(resolver, new OutboundOptions());
        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(new FetchRequest(new Uri("http://shop.example.com/")), Cancel));
        Assert.Equal(OutboundFault.Address, refused.Fault);
        Assert.Contains("192.168.0.10", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Outbound:AllowedPrivateHosts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_and_connected_to_what_was_judged()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("here");
        });
        var resolver = new AResolver(("shop.invalid", ["127.0.0.1"]));
        using var http = A.GuardedHttp(resolver, A.OutboundFor($"shop.invalid:{server.Address.Port}"));
        var address = new Uri($"http://shop.invalid:{server.Address.Port}/");

        await using (var answer = await http.GetAsync(new FetchRequest(address), Cancel))
        {
            Assert.Equal("here", await TextOf(answer));
        }
        Assert.Equal(1, resolver.Asked);

        resolver.Names["shop.invalid"] = ["169.254.169.254"];
        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(new FetchRequest(address), Cancel));
        Assert.Equal(OutboundFault.Address, refused.Fault);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", OutboundFault.Address)]
    [InlineData("http://localhost:{port}/", OutboundFault.Address)]
    [InlineData("file:///etc/passwd", OutboundFault.Scheme)]
    [InlineData("http://me:you@example.com/", OutboundFault.UserInfo)]
    [InlineData("http://example.com:6379/", OutboundFault.Port)]
    public async Task Every_hop_of_a_redirect_is_judged(string target, OutboundFault fault)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = target.Replace("{port}", $"{context.Connection.LocalPort}", StringComparison.Ordinal);
            return Task.CompletedTask;
        });
        var options = A.OutboundFor(server.HostAndPort);
        options.AllowedPorts.Add(server.Address.Port);
        using var http = A.GuardedHttp(new AResolver(("localhost", ["127.0.0.1"])), options);
        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(new FetchRequest(server.Address), Cancel));
        Assert.Equal(fault, refused.Fault);
    }

    [Fact]
    public async Task Redirects_are_followed_up_to_the_limit_and_remembered()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var left = int.Parse(context.Request.Query["left"].ToString(), CultureInfo.InvariantCulture);
            if (left == 0)
            {
                return context.Response.WriteAsync("there");
            }
            context.Response.StatusCode = left % 2 == 0 ? 301 : 307;
            context.Response.Headers.Location = $"?left={left - 1}";
            return Task.CompletedTask;
        });
        using var http = A.GuardedHttp(server.HostAndPort);
        await using var answer = await http.GetAsync(new FetchRequest(server.At("/?left=5")), Cancel);
        Assert.Equal("there", await TextOf(answer));
        Assert.Equal([307, 301, 307, 301, 307], answer.Hops.Select(hop => (int)hop.Status));
        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(new FetchRequest(server.At("/?left=6")), Cancel));
        Assert.Equal(OutboundFault.Redirect, refused.Fault);
    }

    [Fact]
    public async Task A_secret_stays_with_its_host()
    {
        await using var other = await LoopbackServer.StartAsync("other");
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/" ? "/second" : other.Address.AbsoluteUri);
            return Task.CompletedTask;
        });
        using var http = A.GuardedHttp(server.HostAndPort, other.HostAndPort);
        var request = new FetchRequest(server.Address) { Credentials = new Dictionary<string, string> { ["X-Api-Key"] = "s3cret" } };
        await using var answer = await http.GetAsync(request, Cancel);
        Assert.Equal("other", await TextOf(answer));
        Assert.All(server.Requests, headers => Assert.Equal("s3cret", headers["X-Api-Key"].ToString()));
        Assert.False(Assert.Single(other.Requests).ContainsKey("X-Api-Key"));
    }

    [Fact]
    public async Task It_says_who_it_is_keeps_no_cookies_and_hands_validators_on_as_they_came()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "visitor=1";
            context.Response.Headers.ETag = "unquoted-tag";
            context.Response.Headers.LastModified = "Yesterday, about noon";
            return context.Response.WriteAsync("x");
        });
        var options = A.OutboundFor(server.HostAndPort);
        options.Contact = "https://deals.example.org/bot";
        using var http = A.GuardedHttp(new AResolver(), options);
        await using (var first = await http.GetAsync(new FetchRequest(server.Address), Cancel))
        {
            Assert.Equal(("unquoted-tag", "Yesterday, about noon"), (first.ETag, first.LastModified));
        }
        var request = new FetchRequest(server.Address) { ETag = "unquoted-tag", LastModified = "Yesterday, about noon" };
        await using var second = await http.GetAsync(request, Cancel);
        var sent = server.Requests.Last();
        Assert.Equal("DaogouBot/1.0 (+https://deals.example.org/bot)", sent.UserAgent.ToString());
        Assert.False(sent.ContainsKey("Cookie"));
        Assert.Equal(("unquoted-tag", "Yesterday, about noon"), (sent.IfNoneMatch.ToString(), sent.IfModifiedSince.ToString()));
    }

    [Fact]
    public async Task Retry_After_is_read_as_seconds_and_as_a_date()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = context.Request.Path == "/seconds" ? "120" : A.Monday.AddHours(2).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        using var http = A.GuardedHttp(server.HostAndPort);
        await using var seconds = await http.GetAsync(new FetchRequest(server.At("/seconds")), Cancel);
        await using var date = await http.GetAsync(new FetchRequest(server.At("/date")), Cancel);
        Assert.Equal(TimeSpan.FromSeconds(120), seconds.RetryAfter(A.Monday));
        Assert.Equal(TimeSpan.FromHours(2), date.RetryAfter(A.Monday));
        Assert.Equal(HttpStatusCode.TooManyRequests, date.Status);
    }

    [Theory]
    [InlineData("http://shop.internal")]
    [InlineData("127.0.0.1:port")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_private_host_that_is_no_host_stops_the_start_and_is_named(string host)
    {
        var options = A.OutboundFor("ok.internal:8080", "::1", host);
        var result = new OutboundOptionsCheck().Validate(null, options);
        Assert.StartsWith($"Outbound:AllowedPrivateHosts:2: got \"{host}\", accepts", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static async Task<string> TextOf(Fetched answer)
    {
        using var reader = new StreamReader(answer.Body);
        return await reader.ReadToEndAsync(Cancel);
    }
}
