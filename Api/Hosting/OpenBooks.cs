using Daogou.Core.Storage;

namespace Daogou.Api.Hosting;

/// <summary>The opened book and clicks and the lock on their folder, closed in that order when the host ends.</summary>
public sealed class OpenBooks(Database book, Database clicks, InstanceLock? instance) : IAsyncDisposable
{
    public Database Book { get; } = book;

    public Database Clicks { get; } = clicks;

    /// <exception cref="InstanceInUseException">Another process holds the folder.</exception>
    public static async Task<OpenBooks> OpenAsync(
        StorageOptions options, bool takesLock, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var instance = takesLock ? TakeLock(options.Folder, time) : null;
        Database? book = null;
        try
        {
            book = await Database.OpenBookAsync(options, time, logger, cancellationToken);
            return new OpenBooks(book, await Database.OpenClicksAsync(options, time, logger, cancellationToken), instance);
        }
        catch
        {
            if (book is not null)
            {
                await book.DisposeAsync();
            }
            instance?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Book.DisposeAsync();
        await Clicks.DisposeAsync();
        instance?.Dispose();
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
