namespace Daogou.Core.Outbox;

/// <summary>A message as it stands in the outbox.</summary>
public sealed record StoredMessage
{
    public required long Id { get; init; }

    public required string Notice { get; init; }

    public required string Channel { get; init; }

    public required string Chat { get; init; }

    public string? Topic { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>The body as JSON; <see cref="Content"/> reads it.</summary>
    public required string Body { get; init; }

    public long? GroupId { get; init; }

    public long? DigestId { get; init; }

    public long? DealId { get; init; }

    public string? EditOf { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required int Attempts { get; init; }

    public required MessageState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SendingAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? PlatformId { get; init; }

    public string? Error { get; init; }

    public ChatBody Content => ChatBodyJson.Read(Body);
}
