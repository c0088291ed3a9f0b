using Microsoft.Extensions.Logging;

namespace Daogou.Core.Clicks;

/// <summary>
/// Hands out ordinals from blocks that were taken in the store beforehand. The next block is taken when half of one is used; when the store
/// is down for so long that both are used up, there are no more numbers, rather than one given twice.
/// </summary>
internal sealed partial class OrdinalSupply(Func<CancellationToken, Task<OrdinalBlock>> take, ILogger logger) : IAsyncDisposable
{
    private const long PauseAfterFailureMs = 1000;
    private readonly CancellationTokenSource _closing = new();
    private OrdinalBlock? _spare;
    private long _next = 1;
    private long _last;
    private Task? _taking;
    private long _pauseUntil;

    /// <summary>The next ordinal, 0 when there is none. Only under the journal's lock.</summary>
    public long Next()
    {
        if (_last - _next < OrdinalBlock.Size / 2)
        {
            Refill();
        }
        return _next <= _last ? _next++ : 0;
    }

    /// <summary>Takes the first block.</summary>
    public async Task FillAsync(CancellationToken cancellationToken) =>
        Interlocked.CompareExchange(ref _spare, await take(cancellationToken), null);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (Volatile.Read(ref _taking) is { } taking)
        {
            await taking;
        }
        _closing.Dispose();
    }

    private void Refill()
    {
        if (_next > _last && Interlocked.Exchange(ref _spare, null) is { } block)
        {
            (_next, _last) = (block.FirstOrdinal, block.LastOrdinal);
        }
        var isBusy = Volatile.Read(ref _taking) is { IsCompleted: false };
        if (!isBusy && Volatile.Read(ref _spare) is null && _last - _next < OrdinalBlock.Size / 2 && Environment.TickCount64 >= _pauseUntil && !_closing.IsCancellationRequested)
        {
            Volatile.Write(ref _taking, Task.Run(TakeAsync));
        }
    }

    private async Task TakeAsync()
    {
        try
        {
            Volatile.Write(ref _spare, await take(_closing.Token));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The program ends; no more numbers are wanted.
        }
        catch (Exception e)
        {
            _pauseUntil = Environment.TickCount64 + PauseAfterFailureMs;
            LogNoBlock(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No new block of click ordinals could be taken; it is tried again in a second")]
    private static partial void LogNoBlock(ILogger logger, Exception e);
}
