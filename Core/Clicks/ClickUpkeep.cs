using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>
/// What the clicks' file needs from time to time: salts that turn with the day, hashes that die after 48 hours, counts that follow the hits.
/// In short steps, because each holds the file that the redirects write.
/// </summary>
public sealed class ClickUpkeep(ClickBook clicks, VisitorSalts salts, TimeProvider time)
{
    /// <summary>A salt is made with its day and dies with the day after it.</summary>
    public static readonly TimeSpan HashLife = TimeSpan.FromHours(48);

    private const int Step = 5_000;
    private const int MostSteps = 40;

    /// <summary>True when there is more to do.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await salts.TurnAsync(cancellationToken);
        for (var step = 0; step < MostSteps; step++)
        {
            if (!await clicks.Database.WriteAsync(StepAsync, cancellationToken))
            {
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
