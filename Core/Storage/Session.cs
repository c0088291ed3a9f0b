using System.Data.Common;
using Dapper;

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

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, _transaction, commandTimeout: 60, cancellationToken: _cancellationToken);
}
