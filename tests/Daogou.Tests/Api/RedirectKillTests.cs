using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>Whatever click was acknowledged is there after kill -9. The client's own log is the witness, not the program.</summary>
public sealed class RedirectKillTests
{
    private const int Kills = 10;
    private const int Connections = 32;
    private const string Code = "kill000";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_click_that_was_acknowledged_is_there_once_after_ten_kills()
    {
        var folder = Directory.CreateTempSubdirectory("daogou-kill-").FullName;
        var data = new StorageOptions { Folder = Path.Combine(folder, "data") };
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), Settings, Now);
        await SeedAsync(data);
        var random = new Random(20261102);
        var acknowledged = new ConcurrentQueue<long>();
        var sentOnLate = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            sentOnLate += await ClickUntilKilledAsync(folder, acknowledged, random.Next(1, 1500));
        }
        await using (var clicks = await Database.OpenClicksAsync(data, TimeProvider.System, NullLogger.Instance, Now))
        {
            var stored = await clicks.ReadAsync(session => session.QueryAsync<long>("SELECT ordinal FROM clicks WHERE link_code = @Code", new { Code }), Now);
            Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
            Assert.Empty(acknowledged.Except(stored));
            Assert.Equal(stored.Count, stored.Distinct().Count());
            // Beyond those, at most what was in flight at each kill and what came later than its visitor.
            Assert.InRange(stored.Count - acknowledged.Count, 0, (Kills * Connections) + sentOnLate);
            TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count} acknowledged, {stored.Count} stored, {sentOnLate} sent on late, {Kills} kills");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Returns how many visitors were sent on before their click was durable.</summary>
    private static async Task<int> ClickUntilKilledAsync(string folder, ConcurrentQueue<long> acknowledged, int most)
    {
        await using var program = await ProgramProcess.ServeAsync(folder, Now);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = Connections }) { BaseAddress = program.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", A.ChromeOnAndroid);
        var left = most;
        var late = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    using var answer = await client.GetAsync("/r/" + Code, HttpCompletionOption.ResponseHeadersRead, Now);
                    Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
                    if (answer.Headers.TryGetValues("X-Click", out var ordinals))
                    {
                        acknowledged.Enqueue(long.Parse(ordinals.Single(), CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        Interlocked.Increment(ref late);
                    }
                    if (Interlocked.Decrement(ref left) == 0)
                    {
                        program.Kill();
                    }
                }
            }
            catch (HttpRequestException e)
            {
                // The server is dead, as was wanted.
                Assert.True(program.WasKilled, e.Message);
            }
        })));
        return late;
    }

    private static async Task SeedAsync(StorageOptions data)
    {
        await using var book = await Database.OpenBookAsync(data, TimeProvider.System, NullLogger.Instance, Now);
        await book.WriteAsync(
            async session =>
            {
                var deal = await A.PastedDealAsync(session);
                await LinkStore.AddAsync(session, A.Link(Code, deal.Id));
            },
            Now);
    }

    private const string Settings = """
        {
          "Networks": [
            {
              "Key": "demo",
              "LinkTemplate": "https://go.demo.example/click?to={url}&ref={clickref}",
              "Programmes": [ { "Merchant": "shop", "Hosts": [ "shop.example" ], "AllowsRebate": true } ]
            }
          ]
        }
        """;
}
