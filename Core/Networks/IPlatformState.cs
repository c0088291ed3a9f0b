namespace Daogou.Core.Networks;

/// <summary>Says how its platform's patience stands: calls, refusals, a closed door. Everything is of this process alone and forgotten at its end.</summary>
public interface IPlatformState : INetwork
{
    PlatformState State { get; }
}

/// <param name="CallsToday">Calls since midnight UTC, those that failed and those tried again among them.</param>
/// <param name="ClosedUntil">The platform asked for silence until then; null when it may be called.</param>
/// <param name="LastFault">What it last refused or failed at, in its own words and without secrets; null for nothing yet.</param>
/// <param name="LastFaultAt">When that was.</param>
public sealed record PlatformState(long CallsToday, DateTimeOffset? ClosedUntil, string? LastFault, DateTimeOffset? LastFaultAt)
{
    /// <summary>Of a network that speaks to several places: all calls, the latest closing time, the newest fault.</summary>
    public static PlatformState Of(IEnumerable<PlatformState> states)
    {
        var all = states.ToList();
        var newest = all.MaxBy(state => state.LastFaultAt);
        return new PlatformState(all.Sum(state => state.CallsToday), all.Max(state => state.ClosedUntil), newest?.LastFault, newest?.LastFaultAt);
    }
}
