namespace Daogou.Core.Storage;

/// <summary>
/// Adds rows to one table as fast as the engine can, over a connection of its own: <see cref="Begin"/>, for each row its values and
/// <see cref="EndRow"/>, then <see cref="Commit"/>, after which the rows are durable. For one thread. When a call throws, nothing of the
/// batch is kept and the appender is to be disposed.
/// </summary>
public abstract class RowAppender : IDisposable
{
    public abstract void Begin();

    public abstract void Add(long value);

    public abstract void Add(string? value);

    public abstract void EndRow();

    public abstract void Commit();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
