using Daogou.Bot.Channels;
using Daogou.Core.Members;
using Daogou.Core.Outbox;

namespace Daogou.Tests.Support;

public static partial class A
{
    public static Group Group(long id = 7, string chat = "-100") => new()
    {
        Id = id,
        Channel = "test",
        ExternalId = chat,
        Title = "Tea & Coffee",
        State = GroupState.Active,
        Language = "en",
        Zone = "Asia/Shanghai",
        DigestMinute = 540,
        Categories = "[]",
        Words = "[]",
        ExcludedWords = "[]",
        MinDiscountBp = 0,
        MaxItems = 5,
        CreatedAt = Monday,
        UpdatedAt = Monday,
    };

    public static OutboxMessage Message(string notice, string chat = "42", MessageKind kind = MessageKind.Reply) => new()
    {
        Notice = notice,
        Channel = "test",
        Chat = chat,
        Kind = kind,
        Body = new ChatBody(notice),
    };

    /// <summary>Something said by person 42 in their private chat.</summary>
    public static IncomingUpdate Said(string text, long updateId = 1, string person = "42") => new()
    {
        Channel = "test",
        UpdateId = updateId,
        Kind = IncomingKind.Said,
        Chat = person,
        IsPrivate = true,
        Person = person,
        PersonName = "Mei",
        PersonLanguage = "en",
        Text = text,
    };

    public static IncomingUpdate SaidInGroup(string text, long updateId = 1, string person = "42") =>
        Said(text, updateId, person) with { Chat = "-100", ChatTitle = "Tea & Coffee", IsPrivate = false };

    public static IncomingUpdate Pressed(string data, string message, long updateId, string person = "42") =>
        Said("", updateId, person) with { Kind = IncomingKind.Pressed, Data = data, Message = message };
}
