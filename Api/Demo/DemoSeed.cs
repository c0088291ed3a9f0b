using Daogou.Api.Demo.Room;
using Daogou.Core.Members;
using Daogou.Core.Storage;

namespace Daogou.Api.Demo;

/// <summary>The people and groups that are there before the visitor comes, each group with its own taste. Doing it twice changes nothing.</summary>
internal static class DemoSeed
{
    /// <summary>Returns the groups' ids.</summary>
    public static Task<IReadOnlyList<long>> PlantAsync(Database book, TimeProvider time, CancellationToken cancellationToken) =>
        book.WriteAsync<IReadOnlyList<long>>(
            async session =>
            {
                var now = time.GetUtcNow();
                var groups = new List<long>();
                foreach (var person in RoomPeople.All)
                {
                    var member = await MemberStore.FindOrAddAsync(session, RoomChannel.ChannelName, person.Id, person.Name, person.Language, person.Id, now);
                    foreach (var chat in RoomPeople.Chats.Where(chat => person.Admins.Contains(chat.Id, StringComparer.Ordinal)))
                    {
                        var known = await GroupStore.FindByChatAsync(session, RoomChannel.ChannelName, chat.Id);
                        var group = known ?? Group(chat, member.Id, now);
                        if (known is null)
                        {
                            await GroupStore.SaveAsync(session, group);
                        }
                        groups.Add(group.Id);
                    }
                }
                return groups;
            },
            cancellationToken);

    private static Group Group(RoomChat chat, long adminId, DateTimeOffset now) => new()
    {
        Id = Ids.Next(now),
        Channel = RoomChannel.ChannelName,
        ExternalId = chat.Id,
        Title = chat.Title,
        State = GroupState.Active,
        Language = chat.Language,
        Zone = chat.Language == "zh" ? "Asia/Shanghai" : "Europe/London",
        DigestMinute = 9 * 60,
        Categories = chat.Id == "gadgets" ? """["Audio","Desk","Power","Wearables","Smart home","Reading","Video"]""" : "[]",
        Words = "[]",
        ExcludedWords = "[]",
        MinDiscountBp = chat.Id == "gadgets" ? 1_000 : 0,
        MaxItems = 5,
        AdminMemberId = adminId,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
