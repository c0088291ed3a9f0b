using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>
/// What the clicks' file needs from time to time: salts that turn with the day, hashes that die after 48 hours, counts that follow the hits.
/// In short steps, because each holds the file that the redirects write.
/// </summary>
public sealed class ClickUpkeep(ClickBook clicks, VisitorSalts salts, ClickMeter meter, TimeProvider time)
{
    /// <summary>A salt is made with its day and dies with the day after it.</summary>
    public static readonly TimeSpan HashLife = TimeSpan.FromHours(48);

    private const int Step = 2_000;
    private const int MostSteps = 50;

    /// <summary>More hits than this since the last run is no time for counting, unless so much has gathered that reports would be slow.</summary>
    private const long BusyHits = 2_000;
    private const long MostUncounted = 300_000;

    private long _seen;
    private long _uncounted;

    /// <summary>True when there is more to do.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await salts.TurnAsync(cancellationToken);
        var arrived = meter.Kept - _seen;
        _seen += arrived;
        _uncounted += arrived;
        if (arrived > BusyHits && _uncounted < MostUncounted)
        {
            return false;
        }
        for (var step = 0; step < MostSteps; step++)
        {
            if (!await clicks.Database.WriteAsync(StepAsync, cancellationToken))
            {
                _uncounted = 0;
                return false;
            }
        }
        return true;
    }

    private async Task<bool> StepAsync(Session session)
    {
        var moved = false;
        foreach (var block in await OrdinalBlocks.OpenAsync(session))
        {
            if (await ClickCounts.RollUpAsync(session, block, Step) is var counted && counted != block.CountedThrough)
            {
                await OrdinalBlocks.CountedAsync(session, block, counted);
                moved = true;
            }
            if (await ClickStore.BlankAsync(session, block, Step, time.GetUtcNow() - HashLife) is var blanked && blanked != block.BlankedThrough)
            {
                await OrdinalBlocks.BlankedAsync(session, block, blanked);
                moved = true;
            }
            if (moved)
            {
                return true;
            }
        }
        return moved;
    }
}
