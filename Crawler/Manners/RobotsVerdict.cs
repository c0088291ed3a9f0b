namespace Daogou.Crawler.Manners;

/// <summary>Whether a page may be fetched, in words for whoever asked for it.</summary>
/// <param name="Rule">The line of robots.txt that decided; null when none did.</param>
/// <param name="CrawlDelay">The least pause between two requests, at most <see cref="LongestDelay"/>.</param>
public sealed record RobotsVerdict(bool Allowed, string? Rule, TimeSpan? CrawlDelay, string Words)
{
    /// <summary>A site that asks for more is visited once a minute.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    internal static TimeSpan? Capped(double? seconds) => seconds is { } asked ? TimeSpan.FromSeconds(Math.Min(asked, LongestDelay.TotalSeconds)) : null;
}
