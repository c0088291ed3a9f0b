using Daogou.Bot;
using Daogou.Bot.Channels;
using Daogou.Bot.Commands;
using Daogou.Bot.Outbox;
using Daogou.Core;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Support;

/// <summary>The bot as the product registers it, on a fresh book, speaking through a recording channel. Nothing runs by itself.</summary>
public sealed class BotWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private long _updates = 1000;

    private BotWorld(TestBook book, RecordingChannel channel, ServiceProvider services) => (Book, Channel, _services) = (book, channel, services);

    public TestBook Book { get; }

    public RecordingChannel Channel { get; }

    /// <summary>Shop: rebates and chats allowed, 10 % commission. Strict: neither. Quiet: rebates, but not in chats. Amazon: links in chats, prices for 24 hours.</summary>
    private static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Storage:Folder"] = folder,
        ["Public:BaseUrl"] = "https://deals.example",
        ["Links:Secret"] = "a secret of the tests, long enough to be one",
        ["Rebates:RebateBp"] = "6000",
        ["Networks:0:Key"] = "demo",
        ["Networks:0:LinkTemplate"] = "https://go.demo.example/click?to={url}&ref={clickref}",
        ["Networks:0:Programmes:0:Merchant"] = "shop",
        ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
        ["Networks:0:Programmes:0:CommissionBp"] = "1000",
        ["Networks:0:Programmes:0:AllowsRebate"] = "true",
        ["Networks:0:Programmes:0:AllowsChat"] = "true",
        ["Networks:0:Programmes:1:Merchant"] = "strict",
        ["Networks:0:Programmes:1:Hosts:0"] = "strict.example",
        ["Networks:0:Programmes:2:Merchant"] = "quiet",
        ["Networks:0:Programmes:2:Hosts:0"] = "quiet.example",
        ["Networks:0:Programmes:2:CommissionBp"] = "500",
        ["Networks:0:Programmes:2:AllowsRebate"] = "true",
        ["Amazon:Enabled"] = "true",
        ["Amazon:Tag"] = "ours-20",
        ["Amazon:AllowsChat"] = "true",
    };

    public static async Task<BotWorld> OpenAsync(string engine = Engines.Sqlite)
    {
        var book = await Engines.OpenAsync(engine);
        var channel = new RecordingChannel();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(book.Options.Folder)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(book.Time);
        // As instances, so that the container leaves them open for the test.
        services.AddSingleton(book.Book);
        services.AddSingleton(new ClickBook(book.Clicks));
        services.AddDaogouCore(configuration);
        services.AddDaogouBot(configuration);
        services.AddSingleton<IChannel>(channel);
        return new BotWorld(book, channel, services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Takes an update and sends all that follows, letting the pace's time pass; what was said in return.</summary>
    public async Task<IReadOnlyList<Recorded>> TakeAsync(IncomingUpdate update)
    {
        var before = Channel.Calls.Count;
        await Get<CommandRouter>().TakeAsync(update, TestContext.Current.CancellationToken);
        await SendAsync();
        return [.. Channel.Calls.Skip(before)];
    }

    public Task<IReadOnlyList<Recorded>> SayAsync(string text, string person = "42") => TakeAsync(A.Said(text, _updates++, person));

    public Task<IReadOnlyList<Recorded>> SayInGroupAsync(string text, string person = "42") => TakeAsync(A.SaidInGroup(text, _updates++, person));

    /// <summary>Presses the newest button with these words, where it stands.</summary>
    public Task<IReadOnlyList<Recorded>> PressAsync(string words, string person = "42")
    {
        var call = Channel.Calls.Last(candidate => candidate.Button(words) is not null);
        var update = A.Pressed(call.Button(words)!.Value, call.EditOf ?? "1", _updates++, person);
        return TakeAsync(call.Chat.StartsWith('-') ? update with { Chat = call.Chat, IsPrivate = false, ChatTitle = "Tea & Coffee" } : update);
    }

    /// <summary>Sends what the outbox holds, second after second.</summary>
    public async Task SendAsync()
    {
        for (var second = 0; second < 8; second++)
        {
            await Get<OutboxSender>().RunDueAsync(TestContext.Current.CancellationToken);
            Book.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async Task<Group> AddGroupAsync(Group? group = null)
    {
        group ??= A.Group();
        await Book.Book.WriteAsync(session => GroupStore.SaveAsync(session, group), TestContext.Current.CancellationToken);
        return group;
    }

    /// <summary>A deal of <c>shop</c> that cost its list price for twenty days and is cheaper since an hour ago.</summary>
    public async Task<Deal> AddDealAsync(long id, string title, decimal price, decimal listPrice, string host = "shop.example")
    {
        var now = Book.Time.GetUtcNow();
        var deal = new Deal
        {
            Id = id,
            Identity = $"{host}:{id}",
            Merchant = host.Split('.')[0],
            MerchantItem = $"i{id}",
            Title = title,
            Url = $"https://{host}/item/{id}",
            ImageUrl = $"https://{host}/pictures/{id}.jpg",
            Category = "Kitchen",
            PriceMinor = A.Yuan(price).Minor,
            ListPriceMinor = A.Yuan(listPrice).Minor,
            Currency = "CNY",
            Availability = Availability.InStock,
            State = DealState.Active,
            FirstSeenAt = now.AddDays(-20),
            LastSeenAt = now,
            ChangedAt = now.AddHours(-1),
        };
        await SaveAsync(deal);
        await Book.Book.WriteAsync(
            async session =>
            {
                await PriceHistory.AddAsync(session, new PricePoint { DealId = id, At = now.AddDays(-20), PriceMinor = A.Yuan(listPrice).Minor, Currency = "CNY" });
                await PriceHistory.AddAsync(session, new PricePoint { DealId = id, At = now.AddHours(-1), PriceMinor = A.Yuan(price).Minor, ListPriceMinor = A.Yuan(listPrice).Minor, Currency = "CNY" });
            },
            TestContext.Current.CancellationToken);
        return deal;
    }

    public Task SaveAsync(Deal deal) => Book.Book.WriteAsync(session => DealStore.SaveAsync(session, deal), TestContext.Current.CancellationToken);

    /// <summary>Gives the person money to withdraw, as a settlement would.</summary>
    public async Task<Member> GiveAsync(Money amount, string person = "42")
    {
        var now = Book.Time.GetUtcNow();
        var member = await Book.WriteAsync(session => MemberStore.FindOrAddAsync(session, "test", person, "Mei", "en", person, now));
        var entry = new LedgerEntry(
            $"gift:{person}:{amount.Minor}",
            "gift",
            EntryKind.Adjustment,
            "for a test",
            [new LedgerLine(AccountName.Of(Party.Member, member.Id, Purse.Available), amount), new LedgerLine(AccountName.Receivable("demo"), -amount)]);
        await Book.WriteAsync(session => Journal.PostAsync(session, entry, now));
        return member;
    }

    public async Task<StoredMessage?> FindMessageAsync(string notice) => await Book.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, notice));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Book.DisposeAsync();
    }
}
