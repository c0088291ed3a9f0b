using Daogou.Bot.Channels;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Members;

public sealed class GroupStoreTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_saved_is_found_again_whole(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var group = A.Group() with { Topic = "3", QuietFrom = 1320, QuietTo = 480, Words = "[\"咖啡\"]", StateReason = "why" };
        await test.Book.WriteAsync(session => GroupStore.SaveAsync(session, group), TestContext.Current.CancellationToken);
        Assert.Equal(group, await test.ReadAsync(session => GroupStore.FindAsync(session, group.Id)));
        var changed = group with { Language = "zh", DigestMinute = null, UpdatedAt = A.Monday.AddHours(1) };
        await test.Book.WriteAsync(session => GroupStore.SaveAsync(session, changed), TestContext.Current.CancellationToken);
        Assert.Equal(changed, Assert.Single(await test.ReadAsync(GroupStore.ListAsync)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_group_that_became_a_supergroup_keeps_its_settings_questions_and_messages(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await test.Book.WriteAsync(
            async session =>
            {
                await GroupStore.SaveAsync(session, A.Group(7, "-100") with { Language = "zh" });
                await ConversationStore.SaveAsync(session, "test", "-100", "42", "setup:words", "{}", A.Monday);
                await OutboxStore.QueueAsync(session, A.Message("digest:1", "-100", MessageKind.Digest), A.Monday);
            },
            TestContext.Current.CancellationToken);
        await Move();
        await Move();
        Assert.Equal(("-100999", "zh"), await test.ReadAsync(async session => await GroupStore.FindAsync(session, 7) is { } group ? (group.ExternalId, group.Language) : default));
        Assert.NotNull(await test.ReadAsync(session => ConversationStore.FindAsync(session, "test", "-100999", "42")));
        Assert.Equal("-100999", (await test.ReadAsync(session => OutboxStore.FindByNoticeAsync(session, "digest:1")))!.Chat);

        Task Move() => test.Book.WriteAsync(session => ChatMove.MigrateAsync(session, "test", "-100", "-100999", A.Monday), TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task News_of_the_new_chat_that_came_first_gives_way_to_the_known_settings(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await test.Book.WriteAsync(
            async session =>
            {
                await GroupStore.SaveAsync(session, A.Group(7, "-100") with { Language = "zh" });
                await GroupStore.SaveAsync(session, A.Group(8, "-100999"));
                await GroupStore.MigrateAsync(session, "test", "-100", "-100999", A.Monday);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(7, (await test.ReadAsync(session => GroupStore.FindByChatAsync(session, "test", "-100999")))!.Id);
        Assert.Equal(GroupState.Paused, (await test.ReadAsync(session => GroupStore.FindAsync(session, 8)))!.State);
    }
}
