using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Daogou.Core.Storage;

/// <summary>
/// One SQLite file: WAL, <c>synchronous=FULL</c>, one writer thread that owns the only writing connection and groups what is queued
/// into one commit; readers are pooled and read-only.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Before 3.51.3 two connections that write or checkpoint at once could corrupt a WAL file.</summary>
    private static readonly Version OldestSafe = new(3, 51, 3);

    private const int MostInOneCommit = 256;
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly string _path;
    private readonly string _readConnection;
    private readonly Thread _writer;
    private readonly SqliteConnection _connection;
    private bool _isSoon;

    public SqliteDatabase(string path)
    {
        _path = path;
        _readConnection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        _connection.Open();
        RefuseUnsafe(_connection.ServerVersion);
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("PRAGMA foreign_keys=ON");
        Execute("PRAGMA busy_timeout=5000");
        Execute("PRAGMA temp_store=MEMORY");
        Execute("PRAGMA cache_size=-65536");
        // 64 MiB of log before it goes into the file: an import touches the same pages many times.
        Execute("PRAGMA wal_autocheckpoint=16384");
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite-writer " + Path.GetFileName(path) };
        _writer.Start();
    }

    public override string Where => _path;

    public override Task<string> EngineAsync(CancellationToken cancellationToken) => Task.FromResult("SQLite " + _connection.ServerVersion);

    public override Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        QueueAsync(new Work<T>(work, cancellationToken), cancellationToken);

    /// <summary>With <c>synchronous=NORMAL</c> the log is in order but not yet on the disk; the next full commit brings all of it there.</summary>
    public override Task<T> WriteSoonAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        QueueAsync(new Work<T>(work, cancellationToken) { IsSoon = true }, cancellationToken);

    private async Task<T> QueueAsync<T>(Work<T> queued, CancellationToken cancellationToken)
    {
        await _queue.Writer.WriteAsync(queued, cancellationToken);
        return await queued.Done.Task;
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(_readConnection);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: true);
        return await work(new Session(connection, transaction, cancellationToken));
    }

    public override RowAppender OpenAppender(string table, IReadOnlyList<string> columns) => new SqliteRowAppender(_path, table, columns);

    public override async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            await Task.Run(_writer.Join);
            using (var pooled = new SqliteConnection(_readConnection))
            {
                SqliteConnection.ClearPool(pooled);
            }
            await _connection.DisposeAsync();
        }
    }

    /// <summary>Copies the file aside when its schema is about to change, so that a failed upgrade can be undone by hand.</summary>
    public async Task BackUpBeforeMigrationAsync(string set, TimeProvider time, CancellationToken cancellationToken)
    {
        var pending = await Migrator.PendingAsync(this, set, cancellationToken);
        if (pending is not { AppliedCount: > 0, Pending.Count: > 0 })
        {
            return;
        }
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var backup = $"{_path}.before-{pending.Pending[0].Number:D4}-{stamp}.bak";
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = backup, Pooling = false }.ToString());
        await target.OpenAsync(cancellationToken);
        _connection.BackupDatabase(target);
    }

    internal static void RefuseUnsafe(string version)
    {
        if (Version.Parse(version) < OldestSafe)
        {
            throw new NotSupportedException($"SQLite {version} can corrupt a file in WAL mode; {OldestSafe} or later is needed.");
        }
    }

    private void WriteLoop()
    {
        var reader = _queue.Reader;
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var group = new List<Work>();
            try
            {
                if (!reader.TryPeek(out var first))
                {
                    continue;
                }
                Sync(first.IsSoon);
                Execute("BEGIN IMMEDIATE");
                while (group.Count < MostInOneCommit && reader.TryPeek(out var next) && next.IsSoon == first.IsSoon && reader.TryRead(out var work))
                {
                    group.Add(work);
                    RunOne(work);
                }
                Execute("COMMIT");
                group.ForEach(work => work.Complete());
            }
            catch (Exception e)
            {
                RollBack();
                var failure = Explain(e, _path);
                // Nothing of the group was committed, so each of its callers must hear of it; with no caller yet the queue's head pays.
                if (group.Count == 0 && reader.TryRead(out var head))
                {
                    group.Add(head);
                }
                group.ForEach(work => work.Fail(failure));
            }
        }
    }

    private void Sync(bool soon)
    {
        if (_isSoon != soon)
        {
            Execute(soon ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL");
            _isSoon = soon;
        }
    }

    private void RunOne(Work work)
    {
        Execute("SAVEPOINT work");
        if (work.Run(new Session(_connection, null, work.CancellationToken)))
        {
            Execute("RELEASE work");
        }
        else
        {
            Execute("ROLLBACK TO work");
            Execute("RELEASE work");
        }
    }

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself after a full disk or an I/O error.
        }
    }

    internal static Exception Explain(Exception e, string path) => e is SqliteException { SqliteErrorCode: var code }
        ? code switch
        {
            8 => new StorageUnavailableException($"{path} is read-only; nothing was changed. Give the program the right to write it.", e),
            10 => new StorageUnavailableException($"The disk under {path} reports an error; nothing was changed. Check the disk.", e),
            13 => new StorageUnavailableException($"The disk under {path} is full; nothing was changed. Free some space.", e),
            _ => e,
        }
        : e;

    private void Execute(string statement)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only the literals of this file come here.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private abstract class Work(CancellationToken cancellationToken)
    {
        public CancellationToken CancellationToken { get; } = cancellationToken;

        public bool IsSoon { get; init; }

        /// <summary>Runs the work; false when it failed and its part must be undone. A fault of the disk goes up instead.</summary>
        public abstract bool Run(Session session);

        public abstract void Complete();

        public abstract void Fail(Exception e);
    }

    private sealed class Work<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) : Work(cancellationToken)
    {
        private T? _value;
        private Exception? _failure;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool Run(Session session)
        {
            try
            {
                CancellationToken.ThrowIfCancellationRequested();
                // SQLite's ADO.NET is synchronous inside, so this does not block on anything but the file.
                _value = work(session).GetAwaiter().GetResult();
                return true;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is 8 or 10 or 13)
            {
                throw;
            }
            catch (Exception e)
            {
                _failure = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_failure is OperationCanceledException && CancellationToken.IsCancellationRequested)
            {
                Done.TrySetCanceled(CancellationToken);
            }
            else if (_failure is not null)
            {
                Done.TrySetException(_failure);
            }
            else
            {
                Done.TrySetResult(_value!);
            }
        }

        public override void Fail(Exception e) => Done.TrySetException(_failure ?? e);
    }
}
