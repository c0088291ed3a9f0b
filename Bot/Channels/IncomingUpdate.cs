namespace Daogou.Bot.Channels;

/// <summary>Something that happened in a chat, in words every channel has. A channel maps its own update to this and hands it to the router.</summary>
public sealed record IncomingUpdate
{
    public required string Channel { get; init; }

    /// <summary>Unique and growing within the channel; an update that comes twice is answered once.</summary>
    public required long UpdateId { get; init; }

    public required IncomingKind Kind { get; init; }

    /// <summary>The channel's id of the chat.</summary>
    public required string Chat { get; init; }

    public string ChatTitle { get; init; } = "";

    public string? Topic { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>The channel's id of the person.</summary>
    public required string Person { get; init; }

    public string PersonName { get; init; } = "";

    /// <summary>The language of the person's client, any tag; <c>zh…</c> is Chinese, all else English.</summary>
    public string? PersonLanguage { get; init; }

    /// <summary>A bot spoke, or a person through one: never answered.</summary>
    public bool IsBot { get; init; }

    /// <summary>The group itself speaks: its admin stays unknown, may set it up, and is nobody where money is concerned.</summary>
    public bool IsAnonymousAdmin { get; init; }

    /// <summary>What was said. A command addressed to another bot is not handed over; ours comes without the <c>@name</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary>Addresses hidden behind words of the text.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The pressed button's data, for <see cref="IncomingKind.Pressed"/>.</summary>
    public string? Data { get; init; }

    /// <summary>The platform's id of the message with the pressed button.</summary>
    public string? Message { get; init; }

    /// <summary>The new id of the chat, for <see cref="IncomingKind.Migrated"/>.</summary>
    public string? NewChat { get; init; }
}

public enum IncomingKind
{
    /// <summary>Somebody said something.</summary>
    Said = 1,

    /// <summary>Somebody pressed a button.</summary>
    Pressed = 2,

    /// <summary>The bot was added to a group.</summary>
    Joined = 3,

    /// <summary>The bot was removed from a group, may no longer write there, or was blocked by a person.</summary>
    Left = 4,

    /// <summary>The group lives on under another id.</summary>
    Migrated = 5,
}
