using Daogou.Bot.Channels;
using Daogou.Bot.Outbox;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Bot.Outbox;

public sealed class OutboxSenderTests : IAsyncLifetime
{
    private readonly RecordingChannel _channel = new();
    private TestBook _test = null!;
    private OutboxSender _sender = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await Engines.OpenAsync(Engines.Sqlite);
        _sender = NewSender();
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_queued_message_is_sent_once()
    {
        await Queue(A.Message("n"));
        Assert.Equal(1, await Run());
        Assert.Equal(0, await Run());
        Assert.Equal((MessageState.Sent, "1"), ((await Find("n")).State, (await Find("n")).PlatformId));
    }

    [Fact]
    public async Task The_state_sending_is_committed_before_the_call()
    {
        await Queue(A.Message("n"));
        _channel.During = async _ => Assert.Equal(MessageState.Sending, (await Find("n")).State);
        await Run();
        Assert.Equal(MessageState.Sent, (await Find("n")).State);
    }

    [Fact]
    public async Task Two_messages_of_a_chat_keep_their_order_and_a_second_between_them()
    {
        await Queue(A.Message("first"));
        await Queue(A.Message("second"));
        Assert.Equal(1, await Run());
        _test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Run());
        Assert.Equal(["first", "second"], _channel.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task A_chat_asked_to_wait_waits_and_the_others_go_on()
    {
        await Queue(A.Message("slow", "1"));
        await Queue(A.Message("behind it", "1"));
        _channel.Answer(new Delivery.Wait(TimeSpan.FromSeconds(43_838)));
        await Run();
        await Queue(A.Message("other", "2"));
        Assert.Equal(1, await Run());
        _test.Clock.Advance(TimeSpan.FromSeconds(43_830));
        Assert.Equal(0, await Run());
        _test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await Run());
        _test.Clock.Advance(TimeSpan.FromSeconds(2));
        await Run();
        Assert.Equal(["slow", "other", "slow", "behind it"], _channel.Calls.Select(call => call.Text));
        Assert.Equal(1, (await Find("slow")).Attempts);
    }

    [Fact]
    public async Task A_post_without_an_answer_is_never_repeated_and_a_money_notice_once()
    {
        await Queue(A.Message("deal", "1", MessageKind.Deal));
        await Queue(A.Message("money", "2", MessageKind.MoneyNotice));
        _channel.Answer([.. Enumerable.Repeat(new Delivery.Uncertain("timeout"), 3)]);
        for (var i = 0; i < 5; i++)
        {
            await Run();
            _test.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Equal(1, _channel.Calls.Count(call => call.Text == "deal"));
        Assert.Equal(2, _channel.Calls.Count(call => call.Text == "money"));
        Assert.Equal(MessageState.Uncertain, (await Find("deal")).State);
        Assert.Equal(MessageState.Uncertain, (await Find("money")).State);
    }

    [Fact]
    public async Task What_never_reached_the_platform_is_tried_again_and_given_up_in_the_end()
    {
        await Queue(A.Message("n"));
        _channel.Answer([.. Enumerable.Repeat(new Delivery.NotSent("no network"), 20)]);
        for (var i = 0; i < 20; i++)
        {
            await Run();
            _test.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Equal(8, _channel.Calls.Count);
        Assert.Equal((MessageState.Dead, "no network"), ((await Find("n")).State, (await Find("n")).Error));
    }

    [Fact]
    public async Task A_group_that_moved_gets_the_message_under_its_new_id()
    {
        await Save(A.Group());
        await Queue(A.Message("digest", "-100", MessageKind.Digest) with { GroupId = 7 });
        _channel.Answer(new Delivery.Migrated("-100999"));
        await Run();
        Assert.Equal(["-100", "-100999"], _channel.Calls.Select(call => call.Chat));
        Assert.Equal("-100999", (await _test.ReadAsync(session => GroupStore.FindAsync(session, 7)))!.ExternalId);
        Assert.Equal(MessageState.Sent, (await Find("digest")).State);
    }

    [Fact]
    public async Task A_group_that_shut_us_out_is_paused_and_its_admin_is_told_in_private()
    {
        var admin = await _test.WriteAsync(session => MemberStore.FindOrAddAsync(session, "test", "42", "Mei", "en", "42", A.Monday));
        await Save(A.Group() with { AdminMemberId = admin.Id });
        await Queue(A.Message("digest", "-100", MessageKind.Digest) with { GroupId = 7 });
        await Queue(A.Message("second", "-100", MessageKind.Digest) with { GroupId = 7 });
        _channel.Answer(new Delivery.Closed("Forbidden: bot was kicked"));
        await Run();
        var group = (await _test.ReadAsync(session => GroupStore.FindAsync(session, 7)))!;
        Assert.Equal((GroupState.Paused, "Forbidden: bot was kicked"), (group.State, group.StateReason));
        Assert.Equal(MessageState.Dead, (await Find("second")).State);
        Assert.Equal("42", _channel.Calls[^1].Chat);
        Assert.Contains("I can no longer post in “Tea & Coffee”", _channel.Calls[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_not_taken_leaves_the_text()
    {
        await Queue(A.Message("n") with { Body = new ChatBody("text") { PhotoUrl = "https://shop.example/a.jpg" } });
        _channel.Answer(new Delivery.PictureRefused("wrong file identifier"));
        await Run();
        _test.Clock.Advance(TimeSpan.FromSeconds(1));
        await Run();
        Assert.Equal(["https://shop.example/a.jpg", null], _channel.Calls.Select(call => call.Body.PhotoUrl));
        Assert.Equal(MessageState.Sent, (await Find("n")).State);
    }

    [Fact]
    public async Task A_topic_that_is_gone_gives_way_to_the_default_one_once()
    {
        await Save(A.Group() with { Topic = "3" });
        await Queue(A.Message("n", "-100", MessageKind.Deal) with { Topic = "3", GroupId = 7 });
        _channel.Answer(new Delivery.TopicGone("message thread not found"));
        await Run();
        _test.Clock.Advance(TimeSpan.FromSeconds(3));
        await Run();
        Assert.Equal(["3", null], _channel.Calls.Select(call => call.Topic));
        Assert.Null((await _test.ReadAsync(session => GroupStore.FindAsync(session, 7)))!.Topic);
    }

    [Fact]
    public async Task A_channel_that_is_off_keeps_its_messages_and_is_left_alone()
    {
        await Queue(A.Message("n"));
        _channel.Answer(new Delivery.Off("revoked"));
        await Run();
        _test.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await Run());
        _test.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await Run());
        Assert.Equal(MessageState.Sent, (await Find("n")).State);
    }

    [Fact]
    public async Task A_sender_that_died_while_sending_leaves_the_post_uncertain()
    {
        await Queue(A.Message("deal", "1", MessageKind.Deal));
        using var dying = new CancellationTokenSource();
        _channel.During = async _ =>
        {
            await dying.CancelAsync();
            dying.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _sender.RunDueAsync(dying.Token));
        Assert.Equal(MessageState.Sending, (await Find("deal")).State);
        _channel.During = null;
        using var next = NewSender();
        Assert.Equal(0, await next.RunDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(MessageState.Uncertain, (await Find("deal")).State);
    }

    private OutboxSender NewSender() => new(
        _test.Book, [_channel], new OutboxSignal(), Options.Create(new OutboxOptions()), _test.Time, NullLogger<OutboxSender>.Instance);

    private Task<int> Run() => _sender.RunDueAsync(TestContext.Current.CancellationToken);

    private Task<bool> Queue(OutboxMessage message) =>
        _test.WriteAsync(session => OutboxStore.QueueAsync(session, message, _test.Time.GetUtcNow()));

    private Task Save(Group group) => _test.Book.WriteAsync(session => GroupStore.SaveAsync(session, group), TestContext.Current.CancellationToken);

    private async Task<StoredMessage> Find(string notice) => (await _test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, notice)))!;
}
