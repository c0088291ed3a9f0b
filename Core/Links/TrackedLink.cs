namespace Daogou.Core.Links;

/// <summary>Deal × sharer × place. Everything that follows from a click is attributed to one of these.</summary>
public sealed record TrackedLink
{
    /// <summary>Seven random characters of <c>[0-9a-z]</c>; the path after <c>/r/</c> and the head of every click ref.</summary>
    public required string Code { get; init; }

    public required long DealId { get; init; }

    /// <summary>The person whose link it is; 0 when it belongs to the place alone (a group's digest).</summary>
    public required long MemberId { get; init; }

    public required PlaceKind PlaceKind { get; init; }

    /// <summary>The digest, note or team; 0 where the kind alone says it.</summary>
    public required long PlaceId { get; init; }

    /// <summary>The group in which it was made or posted; 0 for none.</summary>
    public required long GroupId { get; init; }

    public required string Network { get; init; }

    /// <summary>The stored destination with <c>{clickref}</c> in it; only its network's allowed hosts, checked again at every redirect.</summary>
    public required string Destination { get; init; }

    /// <summary>The share text (口令) that leads to the same product in the shop's app; null for none.</summary>
    public string? ShareText { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public string? DisabledReason { get; init; }
}

/// <summary>Where a link was put.</summary>
public enum PlaceKind
{
    /// <summary>A member asked for it (by command or a pasted link): the member is the buyer.</summary>
    Request = 1,

    /// <summary>A group's digest or pushed deal; <c>PlaceId</c> is the digest.</summary>
    Digest = 2,

    /// <summary>A member shares it: the member is the sharer.</summary>
    Share = 3,

    /// <summary>Made through the API for a place of the caller's own.</summary>
    Api = 4,
}
