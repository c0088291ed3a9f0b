using Daogou.Core.Members;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Members;

public sealed class MemberStoreTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_person_seen_twice_is_one_member_with_the_newest_name(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var first = await test.WriteAsync(session => Seen(session, "Mei", null));
        var second = await test.WriteAsync(session => Seen(session, "Mei Lin", null));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("Mei Lin", (await test.ReadAsync(session => MemberStore.FindAsync(session, first.Id)))!.DisplayName);
        Assert.Equal("zh", second.Language);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_who_spoke_in_private_and_did_not_block_us_can_be_told_in_private(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var member = await test.WriteAsync(session => Seen(session, "Mei", null));
        Assert.Empty(await Chats());
        await test.WriteAsync(session => Seen(session, "Mei", "42"));
        Assert.Equal("42", Assert.Single(await Chats()).Chat);
        await test.WriteAsync(session => MemberStore.BlockChatAsync(session, "test", "42", A.Monday));
        Assert.Empty(await Chats());
        await test.WriteAsync(session => Seen(session, "Mei", "42"));
        Assert.Single(await Chats());

        Task<IReadOnlyList<PrivateChat>> Chats() => test.ReadAsync(session => MemberStore.PrivateChatsAsync(session, member.Id));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_watch_is_ended_only_by_its_owner(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var member = await test.WriteAsync(session => Seen(session, "Mei", null));
        var watch = new Watch { Id = 5, MemberId = member.Id, Words = "咖啡", MaxPriceMinor = 1990, Currency = "CNY", CreatedAt = A.Monday };
        await test.WriteAsync(async session =>
        {
            await WatchStore.AddAsync(session, watch);
            return await WatchStore.ToldAsync(session, 5, 77, 1800, A.Monday);
        });
        var told = watch with { LastDealId = 77, LastPriceMinor = 1800, LastToldAt = A.Monday };
        Assert.Equal(told, Assert.Single(await test.ReadAsync(session => WatchStore.OpenOfAsync(session, member.Id))));
        Assert.Equal(0, await test.WriteAsync(session => WatchStore.EndAsync(session, 5, member.Id + 1, A.Monday)));
        Assert.Equal(1, await test.WriteAsync(session => WatchStore.EndAsync(session, 5, member.Id, A.Monday)));
        Assert.Empty(await test.ReadAsync(session => WatchStore.OpenAsync(session, 0, 10)));
    }

    private static Task<Member> Seen(Session session, string name, string? privateChat) =>
        MemberStore.FindOrAddAsync(session, "test", "42", name, "zh", privateChat, A.Monday);
}
