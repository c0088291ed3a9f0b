using System.Text.Json.Nodes;

namespace Daogou.Standins.Telegram;

internal sealed class TelegramChat(long id, string type, string title)
{
    public long Id { get; } = id;

    public string Type { get; } = type;

    public string Title { get; } = title;

    public Dictionary<long, string> Members { get; init; } = [];

    public List<TelegramMessage> Messages { get; } = [];

    public bool ShutOut { get; set; }

    public int SinceFlood { get; set; }

    public JsonObject ToJson()
    {
        var chat = new JsonObject { ["id"] = Id, ["type"] = Type };
        chat[Type == "private" ? "first_name" : "title"] = Title;
        return chat;
    }
}

/// <summary>A message of the bot as the chat shows it.</summary>
public sealed record TelegramMessage
{
    public required int Id { get; init; }

    /// <summary>The text or caption with its markup as sent.</summary>
    public required string Html { get; init; }

    /// <summary>What people read.</summary>
    public required string Text { get; init; }

    /// <summary>The picture's address or upload name; null for a text.</summary>
    public string? Photo { get; init; }

    public JsonArray Keyboard { get; init; } = [];

    public int? Topic { get; init; }

    public int Edits { get; init; }

    /// <summary>All buttons, row by row.</summary>
    public IEnumerable<JsonObject> Buttons => Keyboard.OfType<JsonArray>().SelectMany(row => row.OfType<JsonObject>());

    /// <summary>The first button whose text contains the words.</summary>
    public JsonObject? Button(string words) =>
        Buttons.FirstOrDefault(button => button["text"]!.GetValue<string>().Contains(words, StringComparison.OrdinalIgnoreCase));

    internal JsonObject ToJson(TelegramChat chat)
    {
        var message = new JsonObject
        {
            ["message_id"] = Id, ["from"] = TelegramWorld.Bot(), ["chat"] = chat.ToJson(), ["date"] = 1_790_000_000,
        };
        if (Photo is null)
        {
            message["text"] = Text;
        }
        else
        {
            message["caption"] = Text;
            message["photo"] = new JsonArray(new JsonObject
            {
                ["file_id"] = "f" + Id, ["file_unique_id"] = "u" + Id, ["width"] = 320, ["height"] = 320,
            });
        }
        if (Keyboard.Count > 0)
        {
            message["reply_markup"] = new JsonObject { ["inline_keyboard"] = Keyboard.DeepClone() };
        }
        return message;
    }
}
