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
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
    }
}
