namespace Daogou.Core.Links;

/// <summary>People's clicks on some links inside a short time; what is not in the store is not a click that did not happen.</summary>
public interface ILinkClicks
{
    /// <summary>Clicks that bots made are left out. Nothing when the store cannot be read.</summary>
    Task<IReadOnlyList<LinkClick>> BetweenAsync(IReadOnlyCollection<string> codes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>One click, as far as an order may be told by it.</summary>
public sealed record LinkClick
{
    public required string LinkCode { get; init; }

    /// <summary>The middle part of its click ref.</summary>
    public required long Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }
}
