using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>Whatever was acknowledged is there after kill -9. The client's own log is the witness, not the program.</summary>
public sealed class KillTests
{
    private const int Kills = 10;
    private const int Connections = 32;
    private const string Code = "kill000";
    private const long Buyer = 1;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_click_that_was_acknowledged_is_there_once_after_ten_kills()
    {
        var folder = await SeedAsync();
        var random = new Random(20261102);
        var acknowledged = new ConcurrentQueue<long>();
        var sentOnLate = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            sentOnLate += await ClickUntilKilledAsync(folder, acknowledged, random.Next(1, 1500));
        }
        await using (var clicks = await Database.OpenClicksAsync(new StorageOptions { Folder = folder }, TimeProvider.System, NullLogger.Instance, Now))
        {
            var stored = await clicks.ReadAsync(session => session.QueryAsync<long>("SELECT ordinal FROM clicks WHERE link_code = @Code", new { Code }), Now);
            Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
            Assert.Empty(acknowledged.Except(stored));
            Assert.Equal(stored.Count, stored.Distinct().Count());
            // Beyond those, at most what was in flight at each kill and what came later than its visitor.
            Assert.InRange(stored.Count - acknowledged.Count, 0, (Kills * Connections) + sentOnLate);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_order_that_was_acknowledged_is_settled_once_after_ten_kills_and_the_ledger_is_sound()
    {
        var folder = await SeedAsync();
        var random = new Random(20261103);
        var said = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var child = ChildProcess.Start(
                "Daogou.Benchmarks", folder, new Dictionary<string, string>(), "settle-until-killed", folder, (100_000 * (kill + 1)).ToString(CultureInfo.InvariantCulture), A.Secret, Code);
            var most = random.Next(1, 400);
            for (var line = await child.ReadLineAsync(Now); line is not null; line = await child.ReadLineAsync(Now))
            {
                said.Add(line);
                if (--most == 0)
                {
                    child.Kill();
                }
            }
        }
        await using (var book = await Database.OpenBookAsync(new StorageOptions { Folder = folder }, TimeProvider.System, NullLogger.Instance, Now))
        {
            var orders = (await book.ReadAsync(session => session.QueryAsync<Order>("SELECT * FROM orders"), Now)).ToDictionary(order => order.OrderNo, StringComparer.Ordinal);
            Assert.NotEmpty(said);
            Assert.All(said, line =>
            {
                var order = orders[line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]];
                Assert.True(order.Status == OrderStatus.Confirmed || line.StartsWith("tracked", StringComparison.Ordinal), line);
            });
            // Sixty per cent of ten yuan for each order, however often it was told and whenever the program died.
            var pending = await book.ReadAsync(session => Journal.BalanceAsync(session, AccountName.Of(Party.Member, Buyer, Purse.Pending), "CNY"), Now);
            Assert.Equal(600L * orders.Count, pending.Minor);
            var verified = await new Verification(book, TimeProvider.System, NullLogger<Verification>.Instance).RunAsync(Now);
            Assert.True(verified.Sound, string.Join('\n', verified.Findings));
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Returns how many visitors were sent on before their click was durable.</summary>
    private static async Task<int> ClickUntilKilledAsync(string folder, ConcurrentQueue<long> acknowledged, int most)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        await using var child = ChildProcess.Start("Daogou.Api", folder, Environment(folder), "serve", "--roles", "api", "--urls", address.AbsoluteUri.TrimEnd('/'));
        while (await child.ReadLineAsync(Now) is { } line && !line.Contains("Ctrl+C", StringComparison.Ordinal))
        {
        }
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = Connections }) { BaseAddress = address };
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
                        child.Kill();
                    }
                }
            }
            catch (HttpRequestException)
            {
                // The server is dead, as was wanted.
            }
        })));
        return late;
    }

    private static Dictionary<string, string> Environment(string folder) => new(StringComparer.Ordinal)
    {
        ["Storage__Folder"] = folder,
        ["Links__Secret"] = A.Secret,
        ["Networks__0__Key"] = "demo",
        ["Networks__0__LinkTemplate"] = "https://go.demo.example/click?to={url}&ref={clickref}",
        ["Networks__0__Programmes__0__Merchant"] = "shop",
        ["Networks__0__Programmes__0__Hosts__0"] = "shop.example",
        ["Networks__0__Programmes__0__AllowsRebate"] = "true",
        ["Networks__0__Programmes__0__AllowsChat"] = "true",
    };

    private static async Task<string> SeedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("daogou-kill-").FullName;
        await using var book = await Database.OpenBookAsync(new StorageOptions { Folder = folder }, TimeProvider.System, NullLogger.Instance, Now);
        await book.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO members (id, display_name, language, created_at) VALUES (@Buyer, 'm', 'zh', @Now)", new { Buyer, Now = A.Monday });
                var deal = await A.PastedDealAsync(session);
                await LinkStore.AddAsync(session, A.Link(Code, deal.Id) with { MemberId = Buyer });
            },
            Now);
        return folder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
