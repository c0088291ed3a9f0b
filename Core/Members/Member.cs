namespace Daogou.Core.Members;

/// <summary>A person: buyer and sharer at once. Money belongs to the person, not to a chat account.</summary>
public sealed record Member
{
    public required long Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>A chat that gets digests, with what it wants to hear.</summary>
public sealed record Group
{
    public required long Id { get; init; }

    /// <summary><c>telegram</c>, or <c>room</c> in the demo.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's own id of the chat; changes when Telegram makes a supergroup of it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Forum topic the bot was set up in, if any.</summary>
    public string? Topic { get; init; }

    public required string Title { get; init; }

    public required GroupState State { get; init; }

    public string? StateReason { get; init; }

    public required string Language { get; init; }

    /// <summary>IANA zone of the digest hour and quiet hours.</summary>
    public required string Zone { get; init; }

    /// <summary>Minute of the local day at which the digest goes out; null: no digest.</summary>
    public int? DigestMinute { get; init; }

    /// <summary>Quiet hours as minutes of the local day; both or neither. May span midnight.</summary>
    public int? QuietFrom { get; init; }

    public int? QuietTo { get; init; }

    /// <summary>JSON lists: any of these categories (empty: all), any of these words (empty: all), none of the excluded.</summary>
    public required string Categories { get; init; }

    public required string Words { get; init; }

    public required string ExcludedWords { get; init; }

    public required int MinDiscountBp { get; init; }

    public required int MaxItems { get; init; }

    /// <summary>How much revenue weighs against members' interest when deals are chosen, 0 (members first) to 10,000 (revenue first).</summary>
    public int RevenueBp { get; init; }

    /// <summary>At most so many deals are posted in seven days; null: as many as the digests hold.</summary>
    public int? WeekItems { get; init; }

    /// <summary>What scores less is not worth a message; null: everything is.</summary>
    public int? LeastScore { get; init; }

    /// <summary>How many people the chat had when it was last asked; null when never.</summary>
    public int? People { get; init; }

    /// <summary>Who gets the group's share; the person who set it up.</summary>
    public long? AdminMemberId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

public enum GroupState
{
    Active = 1,

    /// <summary>The bot was removed or may not write; settings are kept for its return.</summary>
    Paused = 2,
}
