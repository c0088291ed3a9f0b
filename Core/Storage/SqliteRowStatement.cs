using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Daogou.Core.Storage;

/// <summary>The raw binding on the writer's own connection, inside its transaction.</summary>
internal sealed class SqliteRowStatement : RowStatement
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _room = new byte[4096];
    private int _column;

    public SqliteRowStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    public override RowStatement Add(long? value)
    {
        Check(value is { } known ? sqlite3_bind_int64(_statement, ++_column, known) : sqlite3_bind_null(_statement, ++_column));
        return this;
    }

    public override RowStatement Add(string? value)
    {
        if (value is null)
        {
            Check(sqlite3_bind_null(_statement, ++_column));
            return this;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _room.Length)
        {
            _room = new byte[most];
        }
        // SQLite makes its own copy.
        Check(sqlite3_bind_text(_statement, ++_column, _room.AsSpan(0, Encoding.UTF8.GetBytes(value, _room))));
        return this;
    }

    public override RowStatement Add(ReadOnlySpan<byte> utf8)
    {
        Check(sqlite3_bind_text(_statement, ++_column, utf8));
        return this;
    }

    public override ValueTask<int> RunAsync()
    {
        _column = 0;
        var result = sqlite3_step(_statement);
        var touched = sqlite3_changes(_connection);
        var reset = sqlite3_reset(_statement);
        if (result != SQLITE_DONE)
        {
            Check(reset == SQLITE_OK ? result : reset);
        }
        return ValueTask.FromResult(touched);
    }

    protected override void Dispose(bool disposing) => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not (SQLITE_OK or SQLITE_ROW))
        {
            throw new SqliteException(sqlite3_errmsg(_connection).utf8_to_string(), result);
        }
    }
}
