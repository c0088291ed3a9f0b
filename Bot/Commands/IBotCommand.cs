using Daogou.Core.Members;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Commands;

/// <summary>One command of the bot, the same on every channel. The menu and <c>/help</c> are made from the list of them.</summary>
public interface IBotCommand
{
    /// <summary>Without the slash: <c>deals</c>. Also the first word of its buttons' data and of what it waits for.</summary>
    string Name { get; }

    /// <summary>The line in the menu, <paramref name="language"/> <c>zh</c> or <c>en</c>.</summary>
    string Describe(string language);

    CommandAudience Audience { get; }

    /// <summary>Answers what was said, pressed, or replied to its own question. Runs again when the same update comes again.</summary>
    Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken);
}

public enum CommandAudience
{
    Everyone = 1,

    /// <summary>Only in a group and only for those who may manage it.</summary>
    GroupAdmins = 2,

    /// <summary>One person's own matters: in a group it answers with the way to the private chat.</summary>
    InPrivate = 3,
}

/// <summary>What a command says, and what it wants to hear next.</summary>
/// <param name="Replies">Sent in this order.</param>
public sealed record Answer(IReadOnlyList<ChatBody> Replies)
{
    public static readonly Answer Nothing = new([]);

    /// <summary>The first reply takes the place of the message whose button was pressed.</summary>
    public bool Replaces { get; init; }

    /// <summary>The question that stays open; without one any open question of the person in this chat is over.</summary>
    public Question? Asks { get; init; }

    public static implicit operator Answer(ChatBody body) => new([body]);

    public static Answer InPlace(ChatBody body) => new([body]) { Replaces = true };
}

/// <param name="Step">Which answer is awaited, without the command's name: <c>amount</c>.</param>
/// <param name="State">What was said so far, as the command likes to keep it.</param>
public sealed record Question(string Step, string State);

/// <summary>Something a person said or pressed, stripped of the channel it came by.</summary>
public sealed record Incoming
{
    public required string Channel { get; init; }

    /// <summary>The channel's id of the chat; the person's own in a private chat.</summary>
    public required string Chat { get; init; }

    public string? Topic { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>The person, already known to us; id 0 for a group's unnamed admin.</summary>
    public required Member Member { get; init; }

    /// <summary>The channel's id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The group of a group chat; null in private.</summary>
    public Group? Group { get; init; }

    /// <summary>Whether the person may change the group's settings, asked of the channel at this moment; asked for admin commands only.</summary>
    public bool IsGroupAdmin { get; init; }

    /// <summary>The words after the command, or the whole text of a plain message.</summary>
    public required string Text { get; init; }

    /// <summary>Addresses hidden behind words of the text.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Callback data after the command's name and a colon, when a button was pressed.</summary>
    public string? Callback { get; init; }

    /// <summary>The platform's id of the message that carries the pressed button.</summary>
    public string? CallbackMessage { get; init; }

    /// <summary>The question this answers, when the command had asked one.</summary>
    public Question? Answers { get; init; }

    /// <summary>Unique for this update; replies are named after it, so that an update taken twice answers once.</summary>
    public required string UpdateKey { get; init; }

    /// <summary>The language to answer in: the group's in a group, else the person's.</summary>
    public string Language => Group?.Language ?? Member.Language;

    public long GroupId => Group?.Id ?? 0;
}
