using Daogou.Core.Members;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Commands;

/// <summary>One command of the bot, the same on every channel. The menu and <c>/help</c> are made from the list of them.</summary>
public interface IBotCommand
{
    /// <summary>Without the slash: <c>deals</c>.</summary>
    string Name { get; }

    /// <summary>The line in the menu, <paramref name="language"/> <c>zh</c> or <c>en</c>.</summary>
    string Describe(string language);

    CommandAudience Audience { get; }

    /// <summary>Answers; the replies go out through the outbox in the order given. Also gets the command's own callbacks.</summary>
    Task<IReadOnlyList<ChatBody>> AnswerAsync(Incoming incoming, CancellationToken cancellationToken);
}

public enum CommandAudience
{
    Everyone = 1,
    GroupAdmins = 2,
}

/// <summary>Something a person said or pressed, stripped of the channel it came by.</summary>
public sealed record Incoming
{
    public required string Channel { get; init; }

    /// <summary>The channel's id of the chat; the person's own in a private chat.</summary>
    public required string Chat { get; init; }

    public string? Topic { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>The person, already known to us.</summary>
    public required Member Member { get; init; }

    /// <summary>The channel's id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The group of a group chat; null in private.</summary>
    public Group? Group { get; init; }

    /// <summary>Whether the person may change the group's settings, asked of the channel at this moment.</summary>
    public bool IsGroupAdmin { get; init; }

    /// <summary>The words after the command, or the whole text of a plain message.</summary>
    public required string Text { get; init; }

    /// <summary>Callback data after the command's name and a colon, when a button was pressed.</summary>
    public string? Callback { get; init; }

    /// <summary>The platform's id of the message that carries the pressed button.</summary>
    public string? CallbackMessage { get; init; }

    /// <summary>Unique for this update; replies are named after it, so that an update taken twice answers once.</summary>
    public required string UpdateKey { get; init; }

    /// <summary>The language to answer in: the group's in a group, else the person's.</summary>
    public string Language => Group?.Language ?? Member.Language;
}
