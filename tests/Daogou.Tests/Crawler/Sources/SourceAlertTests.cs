using Daogou.Bot;
using Daogou.Bot.Outbox;
using Daogou.Core;
using Daogou.Core.Storage;
using Daogou.Crawler;
using Daogou.Crawler.Sources;
using Daogou.Standins.Telegram;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>From a source's trouble to the operator's chat, with the product's own crawler and sender against the Telegram double.</summary>
public sealed class SourceAlertTests : IAsyncLifetime
{
    private const long Operators = -4002;
    private readonly CollectedLog _log = new();
    private TestBook _book = null!;
    private TelegramServer _server = null!;
    private IHost _host = null!;

    private static CancellationToken Patience => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token).Token;

    public async ValueTask InitializeAsync()
    {
        _book = await Engines.OpenAsync(Engines.Sqlite, TimeProvider.System);
        _server = await TelegramServer.StartAsync();
        _server.World.AddGroup(Operators, "Operators", (_server.World.Person(42, "Mei"), "administrator"));
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _server.DisposeAsync();
        await _book.DisposeAsync();
    }

    [Fact]
    public async Task The_operators_chat_hears_once_of_the_trouble_and_once_of_the_recovery_whatever_restarts_between()
    {
        var path = FileAt("tea.csv", SourceWatchTests.Goods(priced: 20));
        await _book.Book.WriteAsync(session => SourceStore.SyncAsync(session, [A.Source("tea", path, options => options.Name = "Tea & Cups")], DateTimeOffset.UtcNow), Patience);
        await PollAsync();
        FileAt("tea.csv", SourceWatchTests.Goods(priced: 3));
        // The trouble is seen, and the program ends before its message is sent.
        await StopAsync();
        await StartAsync(sends: false);
        Assert.Equal(SourceOutcome.HeldBack, await PollAsync());
        Assert.Empty(_server.World.Messages(Operators));
        await StopAsync();
        await StartAsync();
        var alert = await SeenAsync("采集源行数减半");
        Assert.Contains("<b>Tea &amp; Cups</b>", alert.Html, StringComparison.Ordinal);
        Assert.Contains("<code>source test tea</code>", alert.Html, StringComparison.Ordinal);

        await PollAsync();
        await StopAsync();
        await StartAsync();
        await PollAsync();
        FileAt("tea.csv", SourceWatchTests.Goods(priced: 19));
        await PollAsync();
        await PollAsync();
        await SeenAsync("采集源恢复");
        // What was queued before is sent before: nothing else was.
        FileAt("tea.csv", SourceWatchTests.Goods(priced: 2));
        await PollAsync();
        await _server.World.WaitForAsync(world => world.Messages(Operators).Count >= 3 ? world : null, Patience);
        Assert.Equal(["📉", "✅", "📉"], _server.World.Messages(Operators).Select(message => message.Text.Split(' ')[0]));
    }

    private async Task<SourceOutcome> PollAsync() => (await _host.Services.GetRequiredService<SourceCrawl>().RunAsync("tea", Patience))!.Outcome;

    private Task<TelegramMessage> SeenAsync(string words) =>
        _server.World.WaitForAsync(world => world.Messages(Operators).LastOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal)), Patience);

    private string FileAt(string name, string text)
    {
        var path = Path.Combine(_book.Options.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task StartAsync(bool sends = true)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = _book.Options.Folder,
            ["Telegram:Token"] = _server.Token,
            ["Telegram:BaseUrl"] = _server.BaseUrl,
            ["Outbox:TickSeconds"] = "0.05",
            ["Outbox:PerChatPerSecond"] = "50",
            ["Outbox:PerGroupPerMinute"] = "1000",
            ["Outbox:OperatorChat"] = "-4002",
        }).Build();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton<IConfiguration>(configuration).AddSingleton(_book.Book).AddSingleton(new ClickBook(_book.Clicks));
        builder.Services.AddDaogouCore(configuration).AddDaogouCrawler(configuration).AddDaogouBot(configuration);
        // Only the sender runs by itself; polls are the test's.
        foreach (var service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
        {
            builder.Services.Remove(service);
        }
        if (sends)
        {
            builder.Services.AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        }
        builder.Services.AddSingleton(_book.Time);
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }
}
