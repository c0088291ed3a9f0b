namespace Daogou.Api.Demo.Room;

/// <summary>Somebody whom the visitor of the chat room can be.</summary>
/// <param name="Admins">The groups that they run.</param>
public sealed record RoomPerson(string Id, string Name, string Language, int Hue, string RoleZh, string RoleEn, IReadOnlyList<string> Admins);

/// <summary>A group chat of the room.</summary>
public sealed record RoomChat(string Id, string Title, string Language, int Hue, int Members, string AboutZh, string AboutEn);

/// <summary>The room's fixed cast.</summary>
public static class RoomPeople
{
    public static IReadOnlyList<RoomPerson> All { get; } =
    [
        new("alice", "小艾 Alice", "zh", 340, "群友", "member", []),
        new("bob", "老博 Bob", "zh", 210, "群主", "admin", ["weekend"]),
        new("carol", "Carol", "en", 28, "群友", "member", []),
        new("dan", "Dan", "en", 262, "群主", "admin", ["gadgets"]),
    ];

    public static IReadOnlyList<RoomChat> Chats { get; } =
    [
        new("weekend", "周末好价群 Weekend Deals", "zh", 152, 128, "什么都有，早上九点精选", "everything, picks at nine"),
        new("gadgets", "Gadget Corner", "en", 222, 64, "只要数码，至少 10% 优惠", "electronics only, 10 % off at least"),
    ];

    public static RoomPerson? Find(string id) => All.FirstOrDefault(person => person.Id == id);

    /// <summary>A chat's id is the group's, or the person's for the private chat with the bot.</summary>
    public static bool IsChat(string id) => Chats.Any(chat => chat.Id == id) || Find(id) is not null;
}
