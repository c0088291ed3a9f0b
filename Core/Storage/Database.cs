using Microsoft.Extensions.Logging;

namespace Daogou.Core.Storage;

/// <summary>
/// One book of rows: the SQLite file or the PostgreSQL database. Work inside <see cref="WriteAsync{T}"/> may run more than once
/// when two writers collide, so it must be repeatable and must not talk to the network.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    static Database() => Mapping.Register();

    /// <summary>Runs work in one serialisable transaction; it is durable when the task completes.</summary>
    /// <exception cref="StorageUnavailableException">The disk is full, read-only or gone, or the server cannot be reached: nothing was changed.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// The same for what can be had again, such as the rows of a feed: it is whole and in its order when the task completes, and durable with the
    /// next write that is not of this kind. A power failure may undo it together with all such writes after it, never one alone.
    /// </summary>
    public abstract Task<T> WriteSoonAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs a reading on a consistent snapshot beside the writer.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    /// <summary>Opens a quick way of adding rows to one table, for the one thread that owns it.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached or written.</exception>
    public abstract RowAppender OpenAppender(string table, IReadOnlyList<string> columns);

    public abstract ValueTask DisposeAsync();

    /// <summary>A word for people and logs: the file's path, or the server and database without the password.</summary>
    public abstract string Where { get; }

    /// <summary>The engine and its version, for people: <c>SQLite 3.53.0</c>.</summary>
    public abstract Task<string> EngineAsync(CancellationToken cancellationToken);

    /// <summary>Opens the book (deals, orders, ledger, outbox) and brings its schema up to date; a file is backed up before it is changed.</summary>
    public static Task<Database> OpenBookAsync(StorageOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken) =>
        OpenAsync(options, "daogou.db", "book", time, logger, cancellationToken);

    /// <summary>Opens the clicks' own file (with PostgreSQL the same database): an import beside them must not slow the redirects.</summary>
    public static Task<Database> OpenClicksAsync(StorageOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken) =>
        OpenAsync(options, "clicks.db", "clicks", time, logger, cancellationToken);

    private static async Task<Database> OpenAsync(
        StorageOptions options, string file, string set, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        if (options.Postgres is { Length: > 0 } connectionString)
        {
            var postgres = new PostgresDatabase(connectionString);
            await Migrator.RunAsync(postgres, set, Dialect.Postgres, time, logger, cancellationToken);
            return postgres;
        }
        Directory.CreateDirectory(options.Folder);
        var sqlite = new SqliteDatabase(Path.GetFullPath(Path.Combine(options.Folder, file)));
        try
        {
            await sqlite.BackUpBeforeMigrationAsync(set, time, cancellationToken);
            await Migrator.RunAsync(sqlite, set, Dialect.Sqlite, time, logger, cancellationToken);
            return sqlite;
        }
        catch
        {
            await sqlite.DisposeAsync();
            throw;
        }
    }
}

/// <summary>The store cannot take a write now: money commands fail closed with this message, redirects go on.</summary>
public sealed class StorageUnavailableException(string message, Exception inner) : Exception(message, inner);

internal enum Dialect
{
    Sqlite = 1,
    Postgres = 2,
}
