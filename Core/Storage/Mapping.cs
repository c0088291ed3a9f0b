using System.Data;
using Dapper;

namespace Daogou.Core.Storage;

/// <summary>How values cross the border of the database: instants as Unix milliseconds UTC, columns by name without underscores.</summary>
internal static class Mapping
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Without this, Dapper's built-in map wins over the handler for parameters (DapperLib/Dapper issue 206).
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
    }

    /// <summary>Written without Dapper's generic base, which cannot answer null: the greatest instant of no rows is one.</summary>
    private sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset instant ? instant.ToUnixTimeMilliseconds() : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) =>
            value is DBNull
                ? null
                : DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
    }
}
