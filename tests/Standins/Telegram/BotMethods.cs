using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Telegram;

/// <summary>The methods of the Bot API that the product may call; any other is <c>404 Not Found</c>.</summary>
internal sealed class BotMethods(TelegramWorld world)
{
    private readonly List<(string Method, long? Chat)> _calls = [];
    private int _pollers;

    public IReadOnlyList<(string Method, long? Chat)> Calls
    {
        get
        {
            lock (world.Gate)
            {
                return [.. _calls];
            }
        }
    }

    public async Task<BotAnswer> CallAsync(string method, JsonObject fields, CancellationToken cancellationToken)
    {
        TelegramWorld.Fault? fault;
        lock (world.Gate)
        {
            _calls.Add((method, Number(fields, "chat_id")));
            fault = world.TakeFault(method);
        }
        if (fault is { LosesAnswer: false })
        {
            var parameters = fault.RetryAfter is { } seconds ? new JsonObject { ["retry_after"] = seconds } : null;
            return BotAnswer.Error(fault.Code, fault.Description, parameters);
        }
        var answer = method == "getUpdates" ? await PollAsync(fields, cancellationToken) : Call(method, fields);
        if (fault is not null)
        {
            // The effect stays; the caller never hears of it.
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        return answer;
    }

    private BotAnswer Call(string method, JsonObject fields)
    {
        lock (world.Gate)
        {
            var answer = method switch
            {
                "getMe" => BotAnswer.Ok(TelegramWorld.Bot()),
                "deleteWebhook" or "sendChatAction" or "logOut" => BotAnswer.Ok(true),
                "setMyCommands" => SetCommands(fields),
                "sendMessage" => Send(fields, "text", 4096, null),
                "sendPhoto" => Send(fields, "caption", 1024, Text(fields, "photo")),
                "editMessageText" => Edit(fields, "text", 4096),
                "editMessageCaption" => Edit(fields, "caption", 1024),
                "editMessageReplyMarkup" => Edit(fields, null, 0),
                "deleteMessage" => Delete(fields),
                "answerCallbackQuery" => world.CloseCallback(Text(fields, "callback_query_id") ?? "")
                    ? BotAnswer.Ok(true)
                    : BotAnswer.Bad("query is too old and response timeout expired or query ID is invalid"),
                "getChatMember" => ChatMember(fields),
                "getChatMemberCount" => Reachable(fields, out var counted) is { } unreachable ? unreachable : BotAnswer.Ok(counted!.Members.Count),
                "getChat" => Chat(fields) is { } chat ? BotAnswer.Ok(chat.ToJson()) : BotAnswer.Bad("chat not found"),
                "leaveChat" => BotAnswer.Ok(true),
                _ => BotAnswer.Error(404, "Not Found"),
            };
            world.Touch();
            return answer;
        }
    }

    private async Task<BotAnswer> PollAsync(JsonObject fields, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _pollers) > 1)
        {
            Interlocked.Decrement(ref _pollers);
            return BotAnswer.Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        }
        try
        {
            var patience = TimeSpan.FromSeconds(Math.Clamp(Number(fields, "timeout") ?? 0, 0, 50));
            var limit = (int)Math.Clamp(Number(fields, "limit") ?? 100, 1, 100);
            return BotAnswer.Ok(await world.UpdatesAsync(Number(fields, "offset") ?? 0, limit, patience, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _pollers);
        }
    }

    private BotAnswer Send(JsonObject fields, string textField, int longest, string? photo)
    {
        if (Reachable(fields, out var chat) is { } refusal)
        {
            return refusal;
        }
        if (Body(fields, textField, longest, photo is not null, out var html, out var text) is { } bad)
        {
            return bad;
        }
        if (photo is not null && !photo.StartsWith("attach://", StringComparison.Ordinal)
            && (!Uri.TryCreate(photo, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            return BotAnswer.Bad("wrong file identifier/HTTP URL specified");
        }
        if (Keyboard(fields, out var keyboard) is { } badKeyboard)
        {
            return badKeyboard;
        }
        if (world.MessagesBeforeFlood is { } most && ++chat!.SinceFlood > most)
        {
            chat.SinceFlood = 0;
            return BotAnswer.Error(429, "Too Many Requests: retry after 1", new JsonObject { ["retry_after"] = 1 });
        }
        var message = new TelegramMessage
        {
            Id = world.NextMessage(), Html = html, Text = text, Photo = photo, Keyboard = keyboard, Topic = (int?)Number(fields, "message_thread_id"),
        };
        chat!.Messages.Add(message);
        return BotAnswer.Ok(message.ToJson(chat));
    }

    private BotAnswer Edit(JsonObject fields, string? textField, int longest)
    {
        if (Reachable(fields, out var chat) is { } refusal)
        {
            return refusal;
        }
        var index = chat!.Messages.FindIndex(message => message.Id == Number(fields, "message_id"));
        if (index < 0)
        {
            return BotAnswer.Bad("message to edit not found");
        }
        var old = chat.Messages[index];
        var (html, text) = (old.Html, old.Text);
        if (textField is not null && Body(fields, textField, longest, optional: false, out html, out text) is { } bad)
        {
            return bad;
        }
        if (textField == "text" && old.Photo is not null)
        {
            return BotAnswer.Bad("there is no text in the message to edit");
        }
        if (textField == "caption" && old.Photo is null)
        {
            return BotAnswer.Bad("there is no caption in the message to edit");
        }
        if (Keyboard(fields, out var keyboard) is { } badKeyboard)
        {
            return badKeyboard;
        }
        if (html == old.Html && JsonNode.DeepEquals(keyboard, old.Keyboard))
        {
            return BotAnswer.Bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        }
        chat.Messages[index] = old with { Html = html, Text = text, Keyboard = keyboard, Edits = old.Edits + 1 };
        return BotAnswer.Ok(chat.Messages[index].ToJson(chat));
    }

    private BotAnswer Delete(JsonObject fields)
    {
        if (Reachable(fields, out var chat) is { } refusal)
        {
            return refusal;
        }
        return chat!.Messages.RemoveAll(message => message.Id == Number(fields, "message_id")) > 0
            ? BotAnswer.Ok(true)
            : BotAnswer.Bad("message to delete not found");
    }

    private BotAnswer ChatMember(JsonObject fields)
    {
        if (Reachable(fields, out var chat) is { } refusal)
        {
            return refusal;
        }
        var user = Number(fields, "user_id") ?? 0;
        return chat!.Members.TryGetValue(user, out var status)
            ? BotAnswer.Ok(new JsonObject
            {
                ["status"] = status,
                ["user"] = new JsonObject { ["id"] = user, ["is_bot"] = user == TelegramWorld.BotId, ["first_name"] = "Somebody" },
                ["is_anonymous"] = false,
            })
            : BotAnswer.Bad("user not found");
    }

    private BotAnswer SetCommands(JsonObject fields)
    {
        if (fields["commands"] is not JsonArray commands)
        {
            return BotAnswer.Bad("commands are required");
        }
        foreach (var command in commands.OfType<JsonObject>())
        {
            var name = Text(command, "command") ?? "";
            if (name.Length is 0 or > 32 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
            {
                return BotAnswer.Bad("BOT_COMMAND_INVALID");
            }
            if ((Text(command, "description") ?? "").Length is 0 or > 256)
            {
                return BotAnswer.Bad("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        var scope = fields["scope"] is JsonObject given ? Text(given, "type") : "default";
        world.Commands[$"{scope}/{Text(fields, "language_code")}"] = (JsonArray)commands.DeepClone();
        return BotAnswer.Ok(true);
    }

    private BotAnswer? Reachable(JsonObject fields, out TelegramChat? chat)
    {
        chat = Chat(fields);
        if (chat is null)
        {
            return BotAnswer.Bad("chat not found");
        }
        if (world.MigratedTo(chat.Id) is { } newId)
        {
            return BotAnswer.Error(
                400, "Bad Request: group chat was upgraded to a supergroup chat", new JsonObject { ["migrate_to_chat_id"] = newId });
        }
        if (chat.ShutOut)
        {
            return BotAnswer.Error(403, chat.Type == "private" ? "Forbidden: bot was blocked by the user" : $"Forbidden: bot was kicked from the {chat.Type} chat");
        }
        return null;
    }

    private static BotAnswer? Body(JsonObject fields, string field, int longest, bool optional, out string html, out string text)
    {
        html = Text(fields, field) ?? "";
        text = html;
        if (html.Length == 0)
        {
            return optional ? null : BotAnswer.Bad("message text is empty");
        }
        if (Text(fields, "parse_mode") is { } mode)
        {
            if (!mode.Equals("HTML", StringComparison.OrdinalIgnoreCase))
            {
                return BotAnswer.Bad("unsupported parse_mode");
            }
            var (read, error) = TelegramHtml.Read(html);
            if (error is not null)
            {
                return BotAnswer.Bad(error);
            }
            text = read!;
        }
        return text.Length > longest ? BotAnswer.Bad(field == "text" ? "message is too long" : "message caption is too long") : null;
    }

    private static BotAnswer? Keyboard(JsonObject fields, out JsonArray keyboard)
    {
        keyboard = [];
        if (fields["reply_markup"] is not JsonObject markup || markup["inline_keyboard"] is not JsonArray rows)
        {
            return null;
        }
        foreach (var button in rows.OfType<JsonArray>().SelectMany(row => row.OfType<JsonObject>()))
        {
            if (string.IsNullOrEmpty(Text(button, "text")))
            {
                return BotAnswer.Bad("can't parse inline keyboard button: Field \"text\" must be of type String");
            }
            var actions = button.Count(member => member.Key is "url" or "callback_data" or "copy_text" && member.Value is not null);
            if (actions != 1)
            {
                return BotAnswer.Bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
            }
            if (button["callback_data"] is { } data && Encoding.UTF8.GetByteCount(data.GetValue<string>()) is 0 or > 64)
            {
                return BotAnswer.Bad("BUTTON_DATA_INVALID");
            }
            if (button["url"] is { } url && (!Uri.TryCreate(url.GetValue<string>(), UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https" or "tg") || address.Host == "localhost"))
            {
                return BotAnswer.Bad($"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL");
            }
            if (button["copy_text"] is JsonObject copy && (Text(copy, "text") ?? "").Length is 0 or > 256)
            {
                return BotAnswer.Bad("BUTTON_COPY_TEXT_INVALID");
            }
        }
        keyboard = (JsonArray)rows.DeepClone();
        return null;
    }

    private TelegramChat? Chat(JsonObject fields) => Number(fields, "chat_id") is { } id ? world.Find(id) : null;

    private static string? Text(JsonObject fields, string name) => fields[name] is JsonValue value ? value.ToString() : null;

    private static long? Number(JsonObject fields, string name) =>
        fields[name] is JsonValue value && long.TryParse(value.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
