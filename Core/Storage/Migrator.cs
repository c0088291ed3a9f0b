using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Storage;

/// <summary>One numbered script of a set (<c>book.0001_initial.sql</c>), one text for both engines but for its tokens.</summary>
internal sealed record Migration(int Number, string Name, string Text)
{
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>Runs the numbered scripts that a book lacks, each in its transaction, and refuses one that was changed after it ran.</summary>
internal static partial class Migrator
{
    internal sealed record Standing(int AppliedCount, IReadOnlyList<Migration> Pending);

    public static async Task RunAsync(
        Database database, string set, Dialect dialect, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session => session.ExecuteAsync("""
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    migration_set TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,
                    applied_at BIGINT NOT NULL, PRIMARY KEY (migration_set, number))
                """),
            cancellationToken);
        foreach (var migration in (await PendingAsync(database, set, cancellationToken)).Pending)
        {
            await database.WriteAsync(session => ApplyAsync(session, set, migration, dialect, time), cancellationToken);
            LogApplied(logger, set, migration.Number, migration.Name, database.Where);
        }
    }

    /// <summary>What the book has and what it lacks.</summary>
    /// <exception cref="InvalidOperationException">A script changed after it ran, or the book is newer than the program.</exception>
    public static async Task<Standing> PendingAsync(Database database, string set, CancellationToken cancellationToken)
    {
        var scripts = Scripts(set);
        var applied = await database.WriteAsync(session => AppliedAsync(session, set), cancellationToken);
        foreach (var (number, checksum) in applied)
        {
            var script = scripts.FirstOrDefault(candidate => candidate.Number == number)
                ?? throw new InvalidOperationException(
                    $"{database.Where} was written by a newer Daogou (it has migration {set} {number}). Start that version, or restore a backup.");
            if (script.Checksum != checksum)
            {
                throw new InvalidOperationException($"Migration {set} {number} differs from the one that {database.Where} was made with.");
            }
        }
        return new Standing(applied.Count, [.. scripts.Where(script => !applied.ContainsKey(script.Number))]);
    }

    internal static IReadOnlyList<Migration> Scripts(string set)
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.StartsWith(set + ".", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
               let name = resource[(set.Length + 1)..^4]
               orderby name
               select new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], ReadText(resource)),
        ];

        string ReadText(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }
    }

    /// <summary>
    /// Puts the engine's words for the tokens. The scripts are written with PostgreSQL's type names; SQLite's STRICT tables know four.
    /// <c>{{strict}}</c> ends a table, <c>{{clustered}}</c> one whose rows lie in the order of their key, <c>{{immutable name}}</c> forbids updating and deleting its rows.
    /// </summary>
    internal static string Translate(string text, Dialect dialect) => dialect switch
    {
        Dialect.Sqlite => Immutable().Replace(
            SqliteTypes().Replace(text, type => type.Value switch
            {
                "BIGINT" or "BOOLEAN" => "INTEGER",
                "BYTEA" => "BLOB",
                _ => "REAL",
            }).Replace("{{strict}}", " STRICT", StringComparison.Ordinal).Replace("{{clustered}}", " STRICT, WITHOUT ROWID", StringComparison.Ordinal),
            """
            CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
            CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
            """),
        Dialect.Postgres => Immutable().Replace(
            text.Replace("{{strict}}", "", StringComparison.Ordinal).Replace("{{clustered}}", "", StringComparison.Ordinal),
            """
            CREATE OR REPLACE FUNCTION ${table}_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''${table} is append-only''; END';
            CREATE TRIGGER ${table}_no_change BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_refuse();
            """),
    };

    private static async Task<Dictionary<int, string>> AppliedAsync(Session session, string set)
    {
        await session.ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS schema_migrations (
                migration_set TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL, PRIMARY KEY (migration_set, number))
            """);
        var rows = await session.QueryAsync<AppliedRow>(
            "SELECT number, checksum FROM schema_migrations WHERE migration_set = @Set ORDER BY number", new { Set = set });
        return rows.ToDictionary(row => row.Number, row => row.Checksum);
    }

    private static async Task<bool> ApplyAsync(Session session, string set, Migration migration, Dialect dialect, TimeProvider time)
    {
        await session.ExecuteAsync(Translate(migration.Text, dialect));
        await session.ExecuteAsync(
            "INSERT INTO schema_migrations VALUES (@Set, @Number, @Name, @Checksum, @Now)",
            new { Set = set, migration.Number, migration.Name, migration.Checksum, Now = time.GetUtcNow() });
        return true;
    }

    private sealed record AppliedRow
    {
        public required int Number { get; init; }

        public required string Checksum { get; init; }
    }

    [GeneratedRegex(@"\b(BIGINT|BOOLEAN|BYTEA|DOUBLE PRECISION)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SqliteTypes();

    [GeneratedRegex(@"\{\{immutable (?<table>\w+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Immutable();

    [LoggerMessage(LogLevel.Information, "Migration {Set} {Number} {Name} applied to {Where}")]
    private static partial void LogApplied(ILogger logger, string set, int number, string name, string where);
}
