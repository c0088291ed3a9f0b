using Daogou.Bot;
using Daogou.Bot.Channels;
using Daogou.Bot.Outbox;
using Daogou.Bot.Telegram;
using Daogou.Core;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Daogou.Standins.Telegram;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Daogou.Tests.Bot.Telegram;

/// <summary>The real Telegram client, poller, router, outbox and sender against the strict double, on real timers.</summary>
public sealed class TelegramTests : IAsyncLifetime
{
    private const long GroupChat = -4001;
    private readonly CollectedLog _log = new();
    private TestBook _book = null!;
    private TelegramServer _server = null!;
    private IHost _host = null!;
    private TelegramPerson _mei = null!;

    private TelegramWorld World => _server.World;

    private static CancellationToken Patience => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token).Token;

    public async ValueTask InitializeAsync()
    {
        _book = await Engines.OpenAsync(Engines.Sqlite, TimeProvider.System);
        _server = await TelegramServer.StartAsync();
        _mei = World.Person(42, "Mei");
        _host = NewHost();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _server.DisposeAsync();
        await _book.DisposeAsync();
        Assert.DoesNotContain(_server.Token, string.Join('\n', _log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_in_private_is_answered_with_markup_that_Telegram_takes()
    {
        World.Say(_mei, 42, "/start");
        var hello = await SeenAsync(42, message => message.Text.Contains("Hello, I am Daogou", StringComparison.Ordinal));
        Assert.Contains("<b>Daogou</b>", hello.Html, StringComparison.Ordinal);
        Assert.Equal(["getMe", "deleteWebhook"], _server.Calls.Take(2).Select(call => call.Method));
    }

    [Fact]
    public async Task The_menu_is_set_for_each_language_and_scope()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        Assert.Equal(
            [
                "all_chat_administrators/", "all_chat_administrators/zh", "all_group_chats/", "all_group_chats/zh", "all_private_chats/", "all_private_chats/zh",
            ],
            World.Commands.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(World.Commands["all_chat_administrators/zh"], command => command!["command"]!.GetValue<string>() == "setup");
        Assert.DoesNotContain(World.Commands["all_group_chats/"], command => command!["command"]!.GetValue<string>() is "setup" or "balance");
    }

    [Fact]
    public async Task A_pressed_button_stops_spinning_and_changes_its_message_in_place()
    {
        World.Say(_mei, 42, "/settings");
        await SeenAsync(42, message => message.Button("中文") is not null);
        World.Press(_mei, 42, "中文");
        var changed = await SeenAsync(42, message => message.Edits == 1);
        Assert.StartsWith("⚙️ 设置", changed.Text, StringComparison.Ordinal);
        Assert.Contains(_server.Calls, call => call.Method == "answerCallbackQuery");
        Assert.Single(World.Messages(42));
    }

    [Fact]
    public async Task Commands_to_other_bots_and_talk_are_left_alone()
    {
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"));
        await SeenAsync(GroupChat, message => message.Text.Contains("Hello, I am Daogou", StringComparison.Ordinal));
        World.Say(_mei, GroupChat, "/help@other_bot");
        World.Say(_mei, GroupChat, "good morning");
        World.Say(_mei, GroupChat, $"/help@{TelegramWorld.BotName}");
        await SeenAsync(GroupChat, message => message.Text.Contains("what I can do", StringComparison.Ordinal));
        Assert.Equal(2, World.Messages(GroupChat).Count);
    }

    [Fact]
    public async Task Only_those_whom_Telegram_calls_admins_set_a_group_up()
    {
        var bob = World.Person(43, "Bob");
        World.AddGroup(GroupChat, "Tea", (_mei, "administrator"), (bob, "member"));
        World.Say(bob, GroupChat, "/setup");
        await SeenAsync(GroupChat, message => message.Text.StartsWith("Only the group's admins", StringComparison.Ordinal));
        World.Say(_mei, GroupChat, "/setup items 3");
        await SeenAsync(GroupChat, message => message.Text.Contains("At most 3 deals", StringComparison.Ordinal));
        Assert.NotNull((await GroupAsync(GroupChat))!.AdminMemberId);
    }

    [Fact]
    public async Task A_group_says_how_many_people_it_has_and_one_that_threw_us_out_says_nothing()
    {
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"), (World.Person(43, "Bob"), "member"));
        await SeenAsync(GroupChat, _ => true);
        var channel = _host.Services.GetServices<IChannel>().Single(one => one.Name == "telegram");
        Assert.Equal(2, await channel.PeopleAsync(GroupChat.ToString(System.Globalization.CultureInfo.InvariantCulture), Patience));
        World.ShutOut(GroupChat);
        Assert.Null(await channel.PeopleAsync(GroupChat.ToString(System.Globalization.CultureInfo.InvariantCulture), Patience));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_in_silence_gets_its_post_there()
    {
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"));
        await SeenAsync(GroupChat, _ => true);
        World.UpgradeInSilence(GroupChat, -1_001_234_567_890);
        await QueueAsync(Post("p1", GroupChat));
        await SeenAsync(-1_001_234_567_890, message => message.Text == "p1");
        Assert.NotNull(await GroupAsync(-1_001_234_567_890));
        Assert.Null(await GroupAsync(GroupChat));
    }

    [Fact]
    public async Task The_news_of_an_upgrade_moves_the_group_whichever_comes_first()
    {
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"));
        await SeenAsync(GroupChat, _ => true);
        var id = (await GroupAsync(GroupChat))!.Id;
        World.Upgrade(GroupChat, -1_001_234_567_890);
        World.Say(_mei, -1_001_234_567_890, "/help");
        await SeenAsync(-1_001_234_567_890, _ => true);
        Assert.Equal(id, (await GroupAsync(-1_001_234_567_890))!.Id);
    }

    [Fact]
    public async Task A_group_that_threw_us_out_is_paused_and_its_admin_hears_of_it()
    {
        World.Say(_mei, 42, "/help");
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"));
        await SeenAsync(GroupChat, _ => true);
        World.ShutOut(GroupChat);
        await QueueAsync(Post("p1", GroupChat));
        await SeenAsync(42, message => message.Text.StartsWith("I can no longer post in “Tea”", StringComparison.Ordinal));
        Assert.Equal(GroupState.Paused, (await GroupAsync(GroupChat))!.State);
    }

    [Fact]
    public async Task Flood_control_is_obeyed_and_nothing_is_lost()
    {
        World.Fail("sendMessage", 429, "Too Many Requests: retry after 1", retryAfter: 1);
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        Assert.Equal(2, _server.Calls.Count(call => call.Method == "sendMessage"));
        Assert.Equal(1, (await MessagesAsync())[0].Attempts);
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_not_sent_again()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        World.LoseAnswer("sendMessage");
        await QueueAsync(Post("deal", 42));
        await QueueAsync(Post("next", 42) with { NotBefore = TimeProvider.System.GetUtcNow().AddSeconds(2.5) });
        await SeenAsync(42, message => message.Text == "next");
        Assert.Single(World.Messages(42), message => message.Text == "deal");
        Assert.Equal(MessageState.Uncertain, (await FindAsync("deal")).State);
    }

    [Fact]
    public async Task A_picture_that_Telegram_cannot_fetch_leaves_the_text()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        World.Fail("sendPhoto", 400, "Bad Request: failed to get HTTP URL content");
        await QueueAsync(Post("deal", 42) with { Body = new ChatBody("deal") { PhotoUrl = "https://shop.example/a.jpg" } });
        Assert.Null((await SeenAsync(42, message => message.Text == "deal")).Photo);
    }

    [Fact]
    public async Task A_picture_of_our_own_is_sent_with_its_bytes_and_gives_way_to_the_text_where_it_is_not_taken()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        var body = new ChatBody("history") { Picture = [0x89, (byte)'P', (byte)'N', (byte)'G'] };
        await QueueAsync(Post("drawn", 42) with { Body = body });
        Assert.StartsWith("attach://", (await SeenAsync(42, message => message.Text == "history")).Photo, StringComparison.Ordinal);
        World.Fail("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED");
        await QueueAsync(Post("plain", 42) with { Body = body with { Html = "in words" } });
        Assert.Null((await SeenAsync(42, message => message.Text == "in words")).Photo);
    }

    [Fact]
    public async Task A_picture_is_edited_as_a_picture_and_sameness_is_success()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        await QueueAsync(Post("deal", 42) with { Body = new ChatBody("deal") { PhotoUrl = "https://shop.example/a.jpg" } });
        await SeenAsync(42, message => message.Photo is not null);
        var sent = await SentAsync("deal");
        await QueueAsync(Post("edit", 42) with { Kind = MessageKind.Edit, EditOf = sent.PlatformId, Body = new ChatBody("<s>deal</s>") });
        await SeenAsync(42, message => message is { Edits: 1, Html: "<s>deal</s>" });
        await QueueAsync(Post("same", 42) with { Kind = MessageKind.Edit, EditOf = sent.PlatformId, Body = new ChatBody("<s>deal</s>") });
        await SentAsync("same");
    }

    [Fact]
    public async Task A_topic_that_is_gone_gives_way_to_the_default_one()
    {
        World.AddGroup(GroupChat, "Tea", (_mei, "creator"));
        await SeenAsync(GroupChat, _ => true);
        World.Fail("sendMessage", 400, "Bad Request: message thread not found");
        await QueueAsync(Post("deal", GroupChat) with { Topic = "3" });
        Assert.Null((await SeenAsync(GroupChat, message => message.Text == "deal")).Topic);
    }

    [Fact]
    public async Task A_second_poller_is_named_plainly_and_the_first_goes_on()
    {
        World.Fail("getUpdates", 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => World.Messages(42).Count == 2);
        Assert.Contains(_log.Lines, line => line.Contains("Another program is polling Telegram with this bot's token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_answers_nothing_twice_and_loses_nothing()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        await _host.StopAsync();
        _host.Dispose();
        World.Say(_mei, 42, "/start");
        _host = NewHost();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        await SeenAsync(42, message => message.Text.Contains("Hello, I am Daogou", StringComparison.Ordinal));
        Assert.Equal(2, World.Messages(42).Count);
    }

    [Fact]
    public async Task Long_texts_are_cut_to_what_Telegram_takes()
    {
        World.Say(_mei, 42, "/help");
        await SeenAsync(42, _ => true);
        await QueueAsync(Post("long", 42) with { Body = new ChatBody("<b>" + new string('x', 5000) + "</b>") });
        Assert.Equal(4096, (await SeenAsync(42, message => message.Text.StartsWith("xxx", StringComparison.Ordinal))).Text.Length);
    }

    private IHost NewHost()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = _book.Options.Folder,
            ["Telegram:Token"] = _server.Token,
            ["Telegram:BaseUrl"] = _server.BaseUrl,
            ["Telegram:RetrySeconds"] = "0.05",
            ["Telegram:CallSeconds"] = "1",
            ["Outbox:TickSeconds"] = "0.05",
            ["Outbox:PerChatPerSecond"] = "50",
            ["Outbox:PerGroupPerMinute"] = "1000",
        }).Build();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton<IConfiguration>(configuration).AddSingleton(_book.Time);
        builder.Services.AddSingleton(_book.Book).AddSingleton(new ClickBook(_book.Clicks));
        builder.Services.AddDaogouCore(configuration).AddDaogouBot(configuration);
        // Only the bot's own loops; the other parts' are tested elsewhere.
        var kept = new[] { nameof(TelegramPoller), nameof(OutboxSender) };
        foreach (var other in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && IsOther(service)).ToList())
        {
            builder.Services.Remove(other);
        }
        return builder.Build();

        bool IsOther(ServiceDescriptor service) => service.ImplementationFactory is null && !kept.Contains(service.ImplementationType?.Name);
    }

    private static OutboxMessage Post(string notice, long chat) => new()
    {
        Notice = notice,
        Channel = TelegramChannel.ChannelName,
        Chat = chat.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Kind = MessageKind.Deal,
        Body = new ChatBody(notice),
    };

    private async Task QueueAsync(OutboxMessage message)
    {
        await _book.WriteAsync(session => OutboxStore.QueueAsync(session, message, TimeProvider.System.GetUtcNow()));
        _host.Services.GetRequiredService<OutboxSignal>().Wake();
    }

    private Task<TelegramMessage> SeenAsync(long chat, Func<TelegramMessage, bool> isIt) =>
        World.WaitForAsync(world => world.Messages(chat).LastOrDefault(isIt), Patience);

    private async Task<StoredMessage> FindAsync(string notice) => (await _book.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, notice)))!;

    /// <summary>The outcome is written just after the chat shows the message.</summary>
    private async Task<StoredMessage> SentAsync(string notice)
    {
        for (var patience = Patience; ; patience.ThrowIfCancellationRequested())
        {
            if (await FindAsync(notice) is { State: MessageState.Sent } sent)
            {
                return sent;
            }
        }
    }

    private Task<IReadOnlyList<StoredMessage>> MessagesAsync() => _book.ReadAsync(session => session.QueryAsync<StoredMessage>("SELECT * FROM messages ORDER BY id"));

    private Task<Group?> GroupAsync(long chat) =>
        _book.ReadAsync(session => GroupStore.FindByChatAsync(session, TelegramChannel.ChannelName, chat.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
