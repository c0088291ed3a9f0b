using Daogou.Core.Storage;

namespace Daogou.Api.Hosting;

/// <summary>The book, the clicks and the lock on their folder. Opened once the settings are known to be right, closed last.</summary>
public sealed class OpenBooks : IAsyncDisposable
{
    private Database? _book;
    private Database? _clicks;
    private InstanceLock? _lock;

    public Database Book => _book ?? throw new InvalidOperationException("The books are not open yet.");

    public Database Clicks => _clicks ?? throw new InvalidOperationException("The books are not open yet.");

    /// <exception cref="InstanceInUseException">Another process holds the folder.</exception>
    public async Task OpenAsync(StorageOptions options, bool takesLock, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        _lock = takesLock ? TakeLock(options.Folder, time) : null;
        _book = await Database.OpenBookAsync(options, time, logger, cancellationToken);
        _clicks = await Database.OpenClicksAsync(options, time, logger, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_book is not null)
        {
            await _book.DisposeAsync();
        }
        if (_clicks is not null)
        {
            await _clicks.DisposeAsync();
        }
        _lock?.Dispose();
    }

    private static InstanceLock TakeLock(string folder, TimeProvider time)
    {
        try
        {
            return InstanceLock.Take(folder, time);
        }
        catch (InvalidOperationException e)
        {
            throw new InstanceInUseException(e.Message, e);
        }
    }
}
