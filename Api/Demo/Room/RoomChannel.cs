using Daogou.Bot.Channels;
using Daogou.Core.Links;
using Daogou.Core.Outbox;

namespace Daogou.Api.Demo.Room;

/// <summary>The chat room as a channel beside Telegram: what the outbox hands it appears in the browser.</summary>
public sealed class RoomChannel(RoomBook book, PublicAddress addresses) : IChannel
{
    public const string ChannelName = "room";

    public string Name => ChannelName;

    public Task<Delivery> SendAsync(string chat, string? topic, ChatBody body, CancellationToken cancellationToken) =>
        Task.FromResult<Delivery>(RoomPeople.IsChat(chat) ? new Delivery.Sent(book.Post(chat, body).Id) : new Delivery.Closed($"The room has no chat {chat}."));

    public Task<Delivery> EditAsync(string chat, string platformId, ChatBody body, CancellationToken cancellationToken) =>
        Task.FromResult<Delivery>(
            book.Edit(chat, platformId, body) ? new Delivery.Sent(platformId) : new Delivery.Refused($"The chat {chat} has no message {platformId} of the bot."));

    public Task<bool> IsAdminAsync(string chat, string person, CancellationToken cancellationToken) =>
        Task.FromResult(RoomPeople.Find(person)?.Admins.Contains(chat, StringComparer.Ordinal) == true);

    public Task<int?> PeopleAsync(string chat, CancellationToken cancellationToken) =>
        Task.FromResult(RoomPeople.Chats.FirstOrDefault(one => one.Id == chat)?.Members);

    public Uri StartAddress(string payload) => new(addresses.Base, $"/room?chat=bot&start={Uri.EscapeDataString(payload)}");
}
