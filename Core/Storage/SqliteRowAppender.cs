using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Daogou.Core.Storage;

/// <summary>
/// The raw binding with one prepared statement: a row costs a few microseconds and no allocation, which a busy redirect needs. WAL with
/// <c>synchronous=FULL</c>: the commit returns after the log's fsync.
/// </summary>
internal sealed class SqliteRowAppender : RowAppender
{
    private const int LongestInPlace = 1024;
    private readonly string _path;
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private int _column;
    private bool _open;

    public SqliteRowAppender(string path, string table, IReadOnlyList<string> columns)
    {
        _path = path;
        Batteries_V2.Init();
        var opened = sqlite3_open_v2(path, out _connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(opened);
            // The limits of the writer of the book, but for the wait: a visitor stands behind it.
            Check(sqlite3_busy_timeout(_connection, 5000));
            Run("PRAGMA journal_mode=WAL");
            Run("PRAGMA synchronous=FULL");
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            var values = string.Join(',', columns.Select(_ => "?"));
            _insert = Prepare($"INSERT INTO {table} ({string.Join(',', columns)}) VALUES ({values})");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public override void Begin()
    {
        Step(_begin);
        _open = true;
    }

    public override void Add(long value) => Check(sqlite3_bind_int64(_insert, ++_column, value));

    public override void Add(string? value)
    {
        if (value is null)
        {
            Check(sqlite3_bind_null(_insert, ++_column));
            return;
        }
        Span<byte> place = stackalloc byte[LongestInPlace];
        var bytes = Encoding.UTF8.GetMaxByteCount(value.Length) <= LongestInPlace ? place[..Encoding.UTF8.GetBytes(value, place)] : Encoding.UTF8.GetBytes(value);
        Check(sqlite3_bind_text(_insert, ++_column, bytes));
    }

    public override void EndRow()
    {
        _column = 0;
        Step(_insert);
    }

    public override void Commit()
    {
        Step(_commit);
        _open = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (_open)
        {
            // SQLite may have rolled back by itself after a full disk or an I/O error; then this is refused and that is fine.
            _ = sqlite3_exec(_connection, "ROLLBACK");
            _open = false;
        }
        _insert.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(sqlite3_prepare_v2(_connection, sql, out var statement));
        return statement;
    }

    private void Run(string sql) => Check(sqlite3_exec(_connection, sql));

    private void Step(sqlite3_stmt statement)
    {
        var result = sqlite3_step(statement);
        var reset = sqlite3_reset(statement);
        if (result is not (SQLITE_DONE or SQLITE_ROW))
        {
            Check(reset == SQLITE_OK ? result : reset);
        }
    }

    private void Check(int result)
    {
        if (result != SQLITE_OK)
        {
            throw SqliteDatabase.Explain(new SqliteException(sqlite3_errmsg(_connection).utf8_to_string(), result), _path);
        }
    }
}
