using System.Text.RegularExpressions;
using Xunit;

namespace Daogou.Tests.Architecture;

/// <summary>What must never be in the tree.</summary>
public sealed partial class TreeTests
{
    private static readonly string[] Top =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "ARCHITECTURE.md", "Api", "BannedSymbols.txt", "Bot", "CONTRIBUTING.md", "Core", "Crawler",
        "Daogou.slnx", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md", "appsettings.example.json", "docs", "global.json", "tests",
    ];

    [Fact]
    public void The_top_level_is_the_agreed_one()
    {
        string[] made = [".git", "artifacts", "TestResults", "data", "appsettings.json", ".vs", ".idea"];
        var found = Directory.EnumerateFileSystemEntries(SourceTree.Root).Select(path => Path.GetFileName(path)!)
            .Where(name => !made.Contains(name, StringComparer.Ordinal) && !name.EndsWith(".log", StringComparison.Ordinal));
        Assert.Equal(Top, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_the_tree()
    {
        var found =
            from folder in new[] { "Core", "Crawler", "Bot", "Api", "tests", "docs" }
            from file in SourceTree.Files(folder, "*.cs", "*.json", "*.md", "*.razor", "*.js")
            from Match match in Secret().Matches(file.Text)
            where !match.Value.Contains("123456", StringComparison.Ordinal)
            select $"{file.Name}: {match.Value[..12]}…";
        Assert.Empty(found);
    }

    [Fact]
    public void Source_files_stay_short()
    {
        var longer =
            from folder in new[] { "Core", "Crawler", "Bot", "Api", "tests" }
            from file in SourceTree.Files(folder, "*.cs", "*.razor")
            let lines = file.Text.AsSpan().Count('\n')
            where lines > 450
            select $"{file.Name}: {lines} lines";
        Assert.Empty(longer);
    }

    // The shapes of a Telegram bot token, a private key and a cloud key; test tokens begin with 123456.
    [GeneratedRegex(@"\b\d{6,12}:[A-Za-z0-9_-]{35}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
