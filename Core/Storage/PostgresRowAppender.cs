using Npgsql;
using NpgsqlTypes;

namespace Daogou.Core.Storage;

/// <summary>Binary COPY, one a batch; the server answers its end after the batch is in its log on disk.</summary>
internal sealed class PostgresRowAppender : RowAppender
{
    private readonly NpgsqlConnection _connection;
    private readonly string _copy;
    private readonly string _where;
    private NpgsqlBinaryImporter? _import;
    private bool _inRow;

    public PostgresRowAppender(NpgsqlDataSource source, string where, string table, IReadOnlyList<string> columns)
    {
        _copy = $"COPY {table} ({string.Join(',', columns)}) FROM STDIN (FORMAT BINARY)";
        _where = where;
        _connection = Guarded(source.OpenConnection);
    }

    public override void Begin() => _import = Guarded(() => _connection.BeginBinaryImport(_copy));

    public override void Add(long value)
    {
        StartRow();
        _import!.Write(value, NpgsqlDbType.Bigint);
    }

    public override void Add(string? value)
    {
        StartRow();
        if (value is null)
        {
            _import!.WriteNull();
        }
        else
        {
            _import!.Write(value, NpgsqlDbType.Text);
        }
    }

    public override void EndRow() => _inRow = false;

    public override void Commit()
    {
        Guarded(_import!.Complete);
        _import.Dispose();
        _import = null;
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            // Without Complete this cancels the COPY, and the server forgets the batch.
            _import?.Dispose();
        }
        catch (NpgsqlException)
        {
            // The server is gone or has refused the batch already; either way nothing of it was kept.
        }
        _connection.Dispose();
    }

    private void StartRow()
    {
        if (!_inRow)
        {
            _import!.StartRow();
            _inRow = true;
        }
    }

    private T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException($"{_where} cannot take a write: {e.Message}. Nothing was changed.", e);
        }
    }
}
