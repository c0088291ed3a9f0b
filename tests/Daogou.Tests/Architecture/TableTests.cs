using System.Text.RegularExpressions;
using Xunit;

namespace Daogou.Tests.Architecture;

/// <summary>Each table is written by exactly one file, the one its migration names.</summary>
public sealed partial class TableTests
{
    [Fact]
    public void Each_table_is_written_by_exactly_one_file()
    {
        var writers =
            from folder in new[] { "Core", "Crawler", "Bot", "Api" }
            from file in SourceTree.Files(folder, "*.cs")
            from Match match in Write().Matches(file.Text)
            let table = match.Groups["table"].Value
            where Tables().Contains(table)
            group file.Name by table into byTable
            let files = byTable.Distinct(StringComparer.Ordinal).ToList()
            where files.Count > 1
            select $"{byTable.Key} is written by {string.Join(", ", files)}";
        Assert.Empty(writers);
    }

    [Fact]
    public void Each_table_is_written_by_somebody()
    {
        var written = (from folder in new[] { "Core", "Crawler", "Bot", "Api" }
                       from file in SourceTree.Files(folder, "*.cs")
                       from Match match in Write().Matches(file.Text)
                       select match.Groups["table"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Tables().Except(written, StringComparer.Ordinal));
    }

    private static HashSet<string> Tables() =>
        (from file in SourceTree.Files("Core/Storage/Migrations", "*.sql")
         from Match match in Create().Matches(file.Text)
         where !file.Text.Contains($"ALTER TABLE {match.Groups["table"].Value} RENAME TO", StringComparison.Ordinal)
         select match.Groups["table"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(INSERT\s+INTO|INSERT\s+OR\s+\w+\s+INTO|UPDATE|DELETE\s+FROM|COPY)\s+(?<table>[a-z_]+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();

    [GeneratedRegex(@"CREATE TABLE (?<table>[a-z_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Create();
}
