namespace Daogou.Crawler.Sources;

/// <summary>The ladder: each failure goes one rung up and waits longer, each success comes one rung down.</summary>
public static class BackOff
{
    /// <summary>No server can make us stay away for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Shortly after a start the network may not be up yet: rungs above this one are not climbed then.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private const int HighestInGrace = 2;

    private static readonly TimeSpan[] Rungs =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), Longest,
    ];

    public static int AfterSuccess(int rung) => Math.Max(0, rung - 1);

    public static int AfterFailure(int rung, TimeSpan sinceStart) =>
        Math.Min(rung + 1, sinceStart < Grace ? Math.Max(rung, HighestInGrace) : Rungs.Length - 1);

    /// <summary>When to come again after a failure: the rung's wait, or longer if the server asked for it.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, int rung, TimeSpan? retryAfter)
    {
        var wait = Rungs[Math.Clamp(rung, 0, Rungs.Length - 1)];
        return now + (retryAfter > wait ? Least(retryAfter.Value, Longest) : wait);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
