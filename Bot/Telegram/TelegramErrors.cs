using Daogou.Bot.Channels;
using Telegram.Bot.Exceptions;

namespace Daogou.Bot.Telegram;

/// <summary>What an error of the Bot API means for the message and its chat. The words are the server's own; its codes alone do not tell them apart.</summary>
internal static class TelegramErrors
{
    private static readonly string[] TopicWords = ["message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED", "topic is closed"];

    private static readonly string[] PictureWords =
    [
        "wrong file identifier", "failed to get HTTP URL content", "wrong type of the web page content", "wrong remote file identifier",
        "WEBPAGE_CURL_FAILED", "WEBPAGE_MEDIA_EMPTY", "PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED", "PHOTO_SAVE_FILE_INVALID", "file is too big",
    ];

    private static readonly string[] ClosedWords =
        ["chat not found", "not enough rights", "have no rights to send", "CHAT_WRITE_FORBIDDEN", "need administrator rights", "USER_IS_BLOCKED", "PEER_ID_INVALID"];

    public static Delivery Classify(RequestException e, bool hasPicture) => e switch
    {
        ApiRequestException { Parameters.RetryAfter: { } seconds } => new Delivery.Wait(TimeSpan.FromSeconds(Math.Max(1, seconds))),
        ApiRequestException { ErrorCode: 429 } => new Delivery.Wait(TimeSpan.FromSeconds(30)),
        ApiRequestException { Parameters.MigrateToChatId: { } chat } => new Delivery.Migrated(chat.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ApiRequestException { ErrorCode: 401 or 404 } => new Delivery.Off("Telegram does not know this token (revoked or mistyped): set Telegram__Token and start again"),
        ApiRequestException { ErrorCode: 403 } => new Delivery.Closed(e.Message),
        ApiRequestException { ErrorCode: 400 } when Says(e, TopicWords) => new Delivery.TopicGone(e.Message),
        ApiRequestException { ErrorCode: 400 } when hasPicture && Says(e, PictureWords) => new Delivery.PictureRefused(e.Message),
        ApiRequestException { ErrorCode: 400 } when Says(e, ClosedWords) => new Delivery.Closed(e.Message),
        ApiRequestException { ErrorCode: < 500 } => new Delivery.Refused(e.Message),
        { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } inner }
            => new Delivery.NotSent($"Telegram cannot be reached: {inner.HttpRequestError}"),
        { HttpStatusCode: { } status } => new Delivery.Uncertain($"Telegram answered {(int)status}"),
        _ => new Delivery.Uncertain("the connection broke before an answer came"),
    };

    private static bool Says(RequestException e, string[] words) =>
        words.Any(word => e.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
