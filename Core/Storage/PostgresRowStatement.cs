using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Daogou.Core.Storage;

/// <summary>A prepared command of the session's connection; its parameters keep their places from row to row.</summary>
internal sealed class PostgresRowStatement : RowStatement
{
    private readonly NpgsqlCommand _command;
    private readonly CancellationToken _cancellationToken;
    private int _column;

    public PostgresRowStatement(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        var parts = sql.Split('?');
        var numbered = string.Concat(parts.Index().Select(part => part.Index == 0 ? part.Item : string.Create(CultureInfo.InvariantCulture, $"${part.Index}{part.Item}")));
#pragma warning disable CA2100 // Only literals of the stores come here.
        _command = new NpgsqlCommand(numbered, connection, transaction);
#pragma warning restore CA2100
        _cancellationToken = cancellationToken;
        for (var column = 1; column < parts.Length; column++)
        {
            _command.Parameters.Add(new NpgsqlParameter());
        }
    }

    public override RowStatement Add(long? value)
    {
        Put(NpgsqlDbType.Bigint, value);
        return this;
    }

    public override RowStatement Add(string? value)
    {
        Put(NpgsqlDbType.Text, value);
        return this;
    }

    public override RowStatement Add(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    public override async ValueTask<int> RunAsync()
    {
        _column = 0;
        return await _command.ExecuteNonQueryAsync(_cancellationToken);
    }

    protected override void Dispose(bool disposing) => _command.Dispose();

    private void Put(NpgsqlDbType type, object? value)
    {
        var parameter = _command.Parameters[_column++];
        parameter.NpgsqlDbType = type;
        parameter.Value = value ?? DBNull.Value;
    }
}
