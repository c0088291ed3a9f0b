namespace Daogou.Core.Outbox;

/// <summary>A message to send. It is written in the transaction of the business that wants it sent.</summary>
public sealed record OutboxMessage
{
    /// <summary>Unique for ever; writing the same notice twice sends it once.</summary>
    public required string Notice { get; init; }

    public required string Channel { get; init; }

    /// <summary>The channel's own id of the chat.</summary>
    public required string Chat { get; init; }

    public string? Topic { get; init; }

    public required MessageKind Kind { get; init; }

    public required ChatBody Body { get; init; }

    public long? GroupId { get; init; }

    public long? DigestId { get; init; }

    public long? DealId { get; init; }

    /// <summary>The platform's id of the message to edit, for <see cref="MessageKind.Edit"/>.</summary>
    public string? EditOf { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>After this instant it is no longer worth sending.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Kinds in the order of their priority: the smaller goes first.</summary>
public enum MessageKind
{
    Reply = 1,
    MoneyNotice = 2,
    Edit = 3,
    Deal = 4,
    Digest = 5,

    /// <summary>Tells the operators how the program is doing.</summary>
    Alert = 6,
}

public enum MessageState
{
    Queued = 1,

    /// <summary>Committed before the call, so that a crash is seen as uncertain and not as never sent.</summary>
    Sending = 2,
    Sent = 3,

    /// <summary>The call ended without an answer: it may or may not have arrived.</summary>
    Uncertain = 4,

    /// <summary>Refused for good, expired, or its chat is gone.</summary>
    Dead = 5,
}
