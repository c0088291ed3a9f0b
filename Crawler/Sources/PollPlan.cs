using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Sources;

/// <summary>When a source is asked again after a good poll: no sooner than its setting, its feed and its server want, at most a day later.</summary>
public static class PollPlan
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <param name="every">The source's setting.</param>
    /// <param name="pace">What the feed asks for.</param>
    /// <param name="fresh">How long the server says the document stays as it is.</param>
    public static DateTimeOffset Next(DateTimeOffset now, TimeSpan every, FeedPace? pace, TimeSpan? fresh)
    {
        var wait = every;
        foreach (var wish in new[] { pace?.Every, fresh })
        {
            wait = wish > wait ? Least(wish.Value, every > Longest ? every : Longest) : wait;
        }
        var next = now + wait;
        // The hours and days that the feed skips push it further, an hour at a time, but never for good.
        for (var pushed = 0; pushed < 24 * 7 && pace is not null && IsSkipped(next, pace) && next - now < Longest; pushed++)
        {
            next = new DateTimeOffset(next.UtcDateTime.Date, TimeSpan.Zero).AddHours(next.UtcDateTime.Hour + 1);
        }
        return next;
    }

    private static bool IsSkipped(DateTimeOffset at, FeedPace pace) =>
        (pace.SkipHours.Count < 24 && pace.SkipHours.Contains(at.UtcDateTime.Hour)) || (pace.SkipDays.Count < 7 && pace.SkipDays.Contains(at.UtcDateTime.DayOfWeek));

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
