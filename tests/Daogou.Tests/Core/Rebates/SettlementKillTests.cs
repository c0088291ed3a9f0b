using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Daogou.Core.Ledger;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

/// <summary>The real program is killed while it takes orders; the client keeps its own list of what was acknowledged.</summary>
public sealed class SettlementKillTests
{
    private const int Rounds = 3;
    private const int Clients = 4;

    [Fact]
    public async Task A_kill_at_any_moment_loses_no_acknowledged_order_and_leaves_the_books_sound()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("daogou-kill-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), Settings, cancellationToken);
        var key = (await ProgramProcess.RunAsync(folder, "key", "create", "kill", "--scopes", "orders:write")).Trim();
        var acknowledged = new ConcurrentBag<string>();
        var asked = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await using var program = await ProgramProcess.ServeAsync(folder, cancellationToken);
            var killAfter = acknowledged.Count + System.Security.Cryptography.RandomNumberGenerator.GetInt32(5, 60);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => SendAsync(program, killAfter))));
        }

        await CheckAsync(folder, [.. acknowledged]);
        Directory.Delete(folder, recursive: true);

        async Task SendAsync(ProgramProcess program, int killAfter)
        {
            using var client = new HttpClient { BaseAddress = program.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            try
            {
                while (acknowledged.Count < killAfter)
                {
                    var orderNo = "k" + Interlocked.Increment(ref asked).ToString(CultureInfo.InvariantCulture);
                    using var body = new StringContent(
                        $"order id,status,order date,sale,commission\n{orderNo},approved,2026-11-01,100,10\n", Encoding.UTF8, "text/csv");
                    using var answer = await client.PostAsync(new Uri("api/v1/orders/import?network=demo", UriKind.Relative), body, cancellationToken);
                    answer.EnsureSuccessStatusCode();
                    acknowledged.Add(orderNo);
                }
                program.Kill();
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                // The connection broke with the program: this order was not acknowledged, and may or may not be in the book.
                Assert.True(program.WasKilled, e.Message);
            }
        }
    }

    private static async Task CheckAsync(string folder, IReadOnlyCollection<string> acknowledged)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var book = await Database.OpenBookAsync(
            new StorageOptions { Folder = Path.Combine(folder, "data") }, TimeProvider.System, NullLogger.Instance, cancellationToken);
        var orders = await book.ReadAsync(session => session.QueryAsync<string>("SELECT order_no FROM orders"), cancellationToken);
        Assert.Empty(acknowledged.Except(orders, StringComparer.Ordinal));
        Assert.Equal(orders.Count, orders.Distinct(StringComparer.Ordinal).Count());
        var report = await new Verification(book, TimeProvider.System, NullLogger<Verification>.Instance).RunAsync(cancellationToken);
        Assert.True(report.Sound, string.Join('\n', report.Findings));
        // Each order is worth its ¥10 to the ledger, whole or not at all.
        var unattributed = await book.ReadAsync(
            session => Journal.BalanceAsync(session, AccountName.Unattributed("demo"), "CNY"), cancellationToken);
        Assert.Equal(A.Yuan(10 * orders.Count), unattributed);
        Assert.InRange(acknowledged.Count, Rounds * 5, orders.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count} acknowledged, {orders.Count} in the book, {Rounds} kills");
    }

    private const string Settings = """
        {
          "Api": { "RequestsPerMinute": 100000 },
          "Networks": [
            {
              "Key": "demo",
              "LinkTemplate": "https://go.demo.example/?to={url}&ref={clickref}",
              "Programmes": [ { "Merchant": "shop", "Hosts": [ "shop.example" ], "AllowsRebate": true } ],
              "Reports": { "Currency": "CNY" }
            }
          ]
        }
        """;
}
