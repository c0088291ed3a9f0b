using System.Globalization;
using Daogou.Bot.Channels;
using Daogou.Core.Outbox;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Daogou.Bot.Telegram;

/// <summary>Telegram as a channel: HTML mode, lengths as people see them, previews off, every refusal told apart.</summary>
public sealed class TelegramChannel(ITelegramBotClient client, TelegramAccount account, IOptions<TelegramOptions> options) : IChannel
{
    public const string ChannelName = "telegram";
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;
    private const string PhotoMark = "p";
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    public string Name => ChannelName;

    public Task<Delivery> SendAsync(string chat, string? topic, ChatBody body, CancellationToken cancellationToken) =>
        CallAsync(
            async token =>
            {
                int? thread = topic is null ? null : int.Parse(topic, CultureInfo.InvariantCulture);
                var keyboard = Keyboard(body);
                if (body.PhotoUrl is not null || body.Picture is not null)
                {
                    using var bytes = new MemoryStream(body.Picture ?? []);
                    var picture = await client.SendPhoto(
                        chat, body.Picture is null ? InputFile.FromString(body.PhotoUrl!) : InputFile.FromStream(bytes, "history.png"), ChatHtml.Cut(body.Html, LongestCaption), ParseMode.Html, replyMarkup: keyboard,
                        messageThreadId: thread, disableNotification: body.Silent, cancellationToken: token);
                    return PhotoMark + picture.Id.ToString(CultureInfo.InvariantCulture);
                }
                var text = await client.SendMessage(
                    chat, ChatHtml.Cut(body.Html, LongestText), ParseMode.Html, replyMarkup: keyboard, linkPreviewOptions: NoPreview,
                    messageThreadId: thread, disableNotification: body.Silent, cancellationToken: token);
                return text.Id.ToString(CultureInfo.InvariantCulture);
            },
            body.PhotoUrl is not null || body.Picture is not null,
            cancellationToken);

    public Task<Delivery> EditAsync(string chat, string platformId, ChatBody body, CancellationToken cancellationToken) =>
        CallAsync(
            async token =>
            {
                var isPhoto = platformId.StartsWith(PhotoMark, StringComparison.Ordinal);
                var id = int.Parse(isPhoto ? platformId[PhotoMark.Length..] : platformId, CultureInfo.InvariantCulture);
                var keyboard = Keyboard(body);
                try
                {
                    _ = isPhoto
                        ? await client.EditMessageCaption(chat, id, ChatHtml.Cut(body.Html, LongestCaption), ParseMode.Html, keyboard, cancellationToken: token)
                        : await client.EditMessageText(chat, id, ChatHtml.Cut(body.Html, LongestText), ParseMode.Html, keyboard, NoPreview, cancellationToken: token);
                }
                catch (ApiRequestException e) when (e.Message.Contains("message is not modified", StringComparison.OrdinalIgnoreCase))
                {
                    // It shows already what we want it to show.
                }
                return platformId;
            },
            hasPicture: false,
            cancellationToken);

    public async Task<bool> IsAdminAsync(string chat, string person, CancellationToken cancellationToken)
    {
        try
        {
            var member = await client.GetChatMember(chat, long.Parse(person, CultureInfo.InvariantCulture), cancellationToken);
            return member.Status is ChatMemberStatus.Creator or ChatMemberStatus.Administrator;
        }
        catch (RequestException)
        {
            // Who cannot be asked about is not an admin.
            return false;
        }
    }

    public async Task<int?> PeopleAsync(string chat, CancellationToken cancellationToken)
    {
        try
        {
            // The bot is one of them.
            return Math.Max(0, await client.GetChatMemberCount(chat, cancellationToken) - 1);
        }
        catch (RequestException)
        {
            return null;
        }
    }

    public Uri? StartAddress(string payload) =>
        account.Username is { } username ? new Uri($"https://t.me/{username}?start={payload}") : null;

    /// <summary>The id of a message as this channel keeps it: a picture's text is edited in another way than a text.</summary>
    internal static string PlatformId(Message message) =>
        (message.Photo is null ? "" : PhotoMark) + message.Id.ToString(CultureInfo.InvariantCulture);

    private async Task<Delivery> CallAsync(Func<CancellationToken, Task<string>> call, bool hasPicture, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.CallSeconds), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return new Delivery.Sent(await call(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Uncertain("no answer in time");
        }
        catch (RequestException e)
        {
            return TelegramErrors.Classify(e, hasPicture);
        }
    }

    private static InlineKeyboardMarkup? Keyboard(ChatBody body) =>
        body.Buttons.Count == 0 ? null : new InlineKeyboardMarkup(body.Buttons.Select(row => row.Select(Button)));

    private static InlineKeyboardButton Button(ChatButton button) => button.Kind switch
    {
        ButtonKind.Link => InlineKeyboardButton.WithUrl(button.Text, button.Value),
        ButtonKind.Callback => InlineKeyboardButton.WithCallbackData(button.Text, button.Value),
        ButtonKind.Copy => InlineKeyboardButton.WithCopyText(button.Text, new CopyTextButton { Text = button.Value }),
    };
}

/// <summary>The bot's own account, known once Telegram has said who we are.</summary>
public sealed class TelegramAccount
{
    public string? Username { get; set; }
}
