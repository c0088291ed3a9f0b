namespace Daogou.Core.Clicks;

/// <summary>Whether a hit counts. Every hit is stored; only humans are counted, and money never depends on it.</summary>
public enum ClickVerdict
{
    Human = 1,
    Suspect = 2,
    Bot = 3,
}

/// <summary>One hit of a tracked link as it is journalled.</summary>
public sealed record Click
{
    /// <summary>Grows for ever within the store; the middle part of the click ref.</summary>
    public required long Ordinal { get; init; }

    public required string LinkCode { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required ClickVerdict Verdict { get; init; }

    /// <summary>Comma-joined reason words; empty for a plain human.</summary>
    public required string Reasons { get; init; }

    public string? Visitor { get; init; }

    public string? Address { get; init; }

    public string? Agent { get; init; }

    public string? AgentFamily { get; init; }

    public string? ReferrerHost { get; init; }
}

/// <summary>Where clicks become durable before the visitor is sent on.</summary>
public interface IClickJournal
{
    /// <summary>The next click's number; unique within the store, also across restarts.</summary>
    long NextOrdinal();

    /// <summary>Completes when the click is durable (fsynced, or confirmed by the store). Throws when it could not be.</summary>
    ValueTask AppendAsync(Click click);
}
