using System.Runtime.CompilerServices;

namespace Daogou.Tests.Architecture;

/// <summary>The checkout the tests were built from, as text.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Source files under a folder of the checkout, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] patterns) =>
        from pattern in patterns
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
            && !name.StartsWith("artifacts/", StringComparison.Ordinal)
        orderby name
        select new SourceFile(name, File.ReadAllText(path));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daogou.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The tests are not run from a checkout.");
    }
}

internal sealed record SourceFile(string Name, string Text)
{
    /// <summary>The slice of a file in Core: the folder under it, or empty for Core's own root.</summary>
    public string Slice => Name.Split('/') is ["Core", var slice, _, ..] ? slice : "";
}
