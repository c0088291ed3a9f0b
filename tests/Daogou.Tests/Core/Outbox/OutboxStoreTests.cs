using Daogou.Core.Outbox;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Outbox;

public sealed class OutboxStoreTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_notice_is_queued_once_for_ever(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        Assert.True(await Queue(test, A.Message("money:1")));
        Assert.False(await Queue(test, A.Message("money:1") with { Body = new ChatBody("other words") }));
        Assert.Equal("money:1", (await test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, "money:1")))!.Content.Html);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_body_comes_back_with_its_picture_and_buttons(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var body = new ChatBody("<b>咖啡 ☕</b>")
        {
            PhotoUrl = "https://shop.example/a.jpg",
            Buttons = [[new ChatButton("买", ButtonKind.Link, "https://d.example/r/abc"), new ChatButton("复制", ButtonKind.Copy, "SAVE10")]],
            Silent = true,
        };
        await Queue(test, A.Message("n") with { Body = body, DealId = 3, DigestId = 4, GroupId = 5, EditOf = "p9", Topic = "2", ExpiresAt = A.Monday.AddDays(1) });
        var stored = (await test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, "n")))!;
        Assert.Equal(
            (3L, 4L, 5L, "p9", "2", A.Monday.AddDays(1)),
            (stored.DealId!.Value, stored.DigestId!.Value, stored.GroupId!.Value, stored.EditOf!, stored.Topic!, stored.ExpiresAt!.Value));
        Assert.Equal(body.PhotoUrl, stored.Content.PhotoUrl);
        Assert.Equal(body.Buttons[0], stored.Content.Buttons[0]);
        Assert.True(stored.Content.Silent);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_head_of_each_chat_comes_the_most_pressing_first(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await Queue(test, A.Message("digest", "1", MessageKind.Digest));
        await Queue(test, A.Message("later deal", "2", MessageKind.Deal) with { NotBefore = A.Monday.AddHours(1) });
        await Queue(test, A.Message("reply", "1"));
        await Queue(test, A.Message("second reply", "1"));
        await Queue(test, A.Message("edit", "3", MessageKind.Edit));
        Assert.Equal(["reply", "edit"], await Due(test, A.Monday));
        Assert.Equal(["reply", "edit", "later deal"], await Due(test, A.Monday.AddHours(1)));
        Assert.Equal(A.Monday, await test.ReadAsync(OutboxStore.NextDueAsync));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_message_is_claimed_by_one(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await Queue(test, A.Message("n"));
        var id = (await test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, "n")))!.Id;
        Assert.True(await test.WriteAsync(session => OutboxStore.ClaimAsync(session, id, A.Monday)));
        Assert.False(await test.WriteAsync(session => OutboxStore.ClaimAsync(session, id, A.Monday)));
        Assert.Empty(await Due(test, A.Monday));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_a_crash_posts_stay_uncertain_and_a_money_notice_goes_once_more(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        string[] notices = ["deal", "digest", "money", "edit", "queued"];
        await Queue(test, A.Message("deal", "1", MessageKind.Deal));
        await Queue(test, A.Message("digest", "2", MessageKind.Digest));
        await Queue(test, A.Message("money", "3", MessageKind.MoneyNotice));
        await Queue(test, A.Message("edit", "4", MessageKind.Edit) with { EditOf = "1" });
        await Queue(test, A.Message("queued", "5"));
        await ClaimAll();
        Assert.Equal(new Recovered(2, 2), await test.WriteAsync(session => OutboxStore.RecoverAsync(session, A.Monday)));
        Assert.Equal([MessageState.Uncertain, MessageState.Uncertain, MessageState.Queued, MessageState.Queued, MessageState.Queued], await States());
        await ClaimAll();
        Assert.Equal(new Recovered(1, 1), await test.WriteAsync(session => OutboxStore.RecoverAsync(session, A.Monday)));
        Assert.Equal([MessageState.Uncertain, MessageState.Uncertain, MessageState.Uncertain, MessageState.Queued, MessageState.Queued], await States());

        Task ClaimAll() => test.Book.WriteAsync(
            async session =>
            {
                foreach (var notice in notices[..4])
                {
                    await OutboxStore.ClaimAsync(session, (await OutboxStore.FindByNoticeAsync(session, notice))!.Id, A.Monday);
                }
            },
            TestContext.Current.CancellationToken);

        async Task<List<MessageState>> States()
        {
            var states = new List<MessageState>();
            foreach (var notice in notices)
            {
                states.Add((await test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, notice)))!.State);
            }
            return states;
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_parked_chat_keeps_waiting_after_a_restart_and_an_old_message_ends(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await Queue(test, A.Message("a", "1"));
        await Queue(test, A.Message("b", "1") with { ExpiresAt = A.Monday.AddMinutes(5) });
        await test.WriteAsync(session => OutboxStore.ParkChatAsync(session, "test", "1", A.Monday.AddHours(12)));
        Assert.Empty(await Due(test, A.Monday.AddHours(11)));
        Assert.Equal(1, await test.WriteAsync(session => OutboxStore.ExpireAsync(session, A.Monday.AddHours(12))));
        Assert.Equal(["a"], await Due(test, A.Monday.AddHours(12)));
        Assert.Equal(1, (await test.ReadAsync(OutboxStore.CountsAsync))[MessageState.Dead]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_update_is_taken_once_in_its_channel(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        Assert.True(await test.WriteAsync(session => InboxStore.TakeAsync(session, "test", 9, A.Monday)));
        Assert.False(await test.WriteAsync(session => InboxStore.TakeAsync(session, "test", 9, A.Monday)));
        Assert.True(await test.WriteAsync(session => InboxStore.TakeAsync(session, "room", 9, A.Monday)));
        Assert.True(await test.ReadAsync(session => InboxStore.WasTakenAsync(session, "test", 9)));
        await test.WriteAsync(session => InboxStore.ForgetAsync(session, "test", A.Monday.AddDays(1)));
        Assert.False(await test.ReadAsync(session => InboxStore.WasTakenAsync(session, "test", 9)));
    }

    private static Task<bool> Queue(TestBook test, OutboxMessage message) => test.WriteAsync(session => OutboxStore.QueueAsync(session, message, A.Monday));

    private static async Task<List<string>> Due(TestBook test, DateTimeOffset now) =>
        [.. (await test.ReadAsync(session => OutboxStore.DueAsync(session, "test", now, 10))).Select(message => message.Notice)];
}
