using System.Data;
using Npgsql;

namespace Daogou.Core.Storage;

/// <summary>One PostgreSQL database: serialisable transactions, rerun a bounded number of times when two of them collide.</summary>
internal sealed class PostgresDatabase : Database
{
    private const int MostTries = 60;
    private readonly NpgsqlDataSource _source;

    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        Where = $"{builder.Host}:{builder.Port}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
    }

    public override string Where { get; }

    public override Task<string> EngineAsync(CancellationToken cancellationToken) =>
        ReadAsync(async session => "PostgreSQL " + await session.ValueAsync<string>("SELECT current_setting('server_version')"), cancellationToken);

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(work, IsolationLevel.Serializable, cancellationToken);
            }
            catch (PostgresException e) when (IsCollision(e, attempt))
            {
                // Spread the colliding writers; a few milliseconds are enough and nobody waits on this clock in a test.
                var pause = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 5 << Math.Min(attempt, 6));
                await Task.Delay(TimeSpan.FromMilliseconds(pause), TimeProvider.System, cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction)
            {
                throw new StorageUnavailableException($"{Where} cannot take a write: {e.MessageText}. Nothing was changed.", e);
            }
            catch (NpgsqlException e) when (e is not PostgresException && e.InnerException is System.Net.Sockets.SocketException)
            {
                throw new StorageUnavailableException($"{Where} cannot be reached; nothing was changed.", e);
            }
        }
    }

    public override Task<T> WriteSoonAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("SET LOCAL synchronous_commit = off");
                return await work(session);
            },
            cancellationToken);

    public override Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, IsolationLevel.RepeatableRead, cancellationToken);

    public override RowAppender OpenAppender(string table, IReadOnlyList<string> columns) =>
        new PostgresRowAppender(_source, Where, table, columns);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static bool IsCollision(PostgresException e, int attempt) => e.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => attempt < MostTries,
        // Two serialisable writers of one key may be told of the key first; a true duplicate fails again at once.
        PostgresErrorCodes.UniqueViolation => attempt < 3,
        _ => false,
    };

    private async Task<T> RunAsync<T>(Func<Session, Task<T>> work, IsolationLevel level, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(level, cancellationToken);
        var value = await work(new Session(connection, transaction, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return value;
    }
}
