using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Daogou.Core.Storage;

/// <summary>
/// One transaction (or one reading). Stores take it first, so what shares a transaction is visible at the call. SQL is written in
/// the subset that SQLite and PostgreSQL share; columns are <c>snake_case</c> and map to properties by name.
/// </summary>
public sealed class Session
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly CancellationToken _cancellationToken;

    internal Session(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        _connection = connection;
        _transaction = transaction;
        _cancellationToken = cancellationToken;
    }

    /// <summary>All rows, in the statement's order.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await _connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>The first row, or null (the default) when there is none.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? parameters = null)
    {
        // Dapper hands NULL to the handler of a bare instant, which cannot say it; a number can.
        if (typeof(T) == typeof(DateTimeOffset?))
        {
            var milliseconds = await _connection.QueryFirstOrDefaultAsync<long?>(Command(sql, parameters));
            return milliseconds is { } known ? (T)(object)DateTimeOffset.FromUnixTimeMilliseconds(known) : default;
        }
        return await _connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));
    }

    /// <summary>The single value of an aggregate or a <c>RETURNING</c> that must be there.</summary>
    public Task<T> ValueAsync<T>(string sql, object? parameters = null) =>
        _connection.QuerySingleAsync<T>(Command(sql, parameters));

    /// <summary>Runs a statement and returns the rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        _connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>Rows one by one, for results that must not be held in memory.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters = null) =>
        _connection.QueryUnbufferedAsync<T>(sql, parameters, _transaction);

    /// <summary>The condition that a column is among the values of a parameter that <see cref="List{T}"/> made; engines write it differently.</summary>
    public string IsAmong(string column, string parameter) =>
        _connection is NpgsqlConnection ? $"{column} = ANY(@{parameter})" : $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    /// <summary>Many values as one parameter: a parameter each would cost the square of their number.</summary>
    public object List<T>(T[] values) => _connection is NpgsqlConnection ? values : JsonSerializer.Serialize(values);

    /// <summary>Prepares a statement for many rows; dispose of it before the transaction ends.</summary>
    /// <param name="sql">Its values are placed by <c>?</c>, in order.</param>
    public RowStatement Prepare(string sql) => _connection switch
    {
        SqliteConnection sqlite => new SqliteRowStatement(sqlite, sql),
        NpgsqlConnection postgres => new PostgresRowStatement(postgres, (NpgsqlTransaction?)_transaction, sql, _cancellationToken),
        _ => throw new NotSupportedException($"No statement of rows runs over {_connection.GetType().Name}."),
    };

    /// <summary>Reads rows without keeping any, for a result of millions.</summary>
    public async Task ForEachAsync(string sql, object? parameters, Action<DbDataReader> take)
    {
        await using var reader = await _connection.ExecuteReaderAsync(Command(sql, parameters));
        while (await reader.ReadAsync(_cancellationToken))
        {
            take(reader);
        }
    }

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, _transaction, commandTimeout: 60, cancellationToken: _cancellationToken);
}
