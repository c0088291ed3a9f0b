using System.Globalization;
using Daogou.Core.Catalog;

namespace Daogou.Benchmarks.Matching;

/// <summary>The pairs that the model learns from: <c>COL name VAL value …</c>, tab, the other side, tab, 0 or 1.</summary>
internal static class LabelledPairs
{
    public static readonly string[] Sets = ["abt-buy", "amazon-google", "walmart-amazon"];

    /// <summary>The folder that lies beside the checkout; null when it does not.</summary>
    public static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(data, "matching")))
            {
                return data;
            }
        }
        return null;
    }

    public static IEnumerable<(CatalogOffer A, CatalogOffer B, bool Same)> Read(string file) =>
        from line in File.ReadLines(file)
        let parts = line.Split('\t')
        where parts.Length == 3
        select (Side(parts[0]), Side(parts[1]), parts[2].Trim() == "1");

    private static CatalogOffer Side(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in (" " + text + " ").Split(" COL ", StringSplitOptions.RemoveEmptyEntries))
        {
            var at = column.IndexOf(" VAL", StringComparison.Ordinal);
            if (at > 0)
            {
                fields[column[..at].Trim()] = column[(at + 4)..].Trim();
            }
        }
        string? Of(params string[] names) => names.Select(name => fields.GetValueOrDefault(name)).FirstOrDefault(value => value is { Length: > 0 });
        return new CatalogOffer
        {
            Title = Of("title", "name") ?? "",
            Brand = Of("brand", "manufacturer"),
            Description = Of("description"),
            Category = Of("category"),
            Model = Of("modelno"),
            Price = double.TryParse(Of("price"), NumberStyles.Float, CultureInfo.InvariantCulture, out var price) ? price : null,
        };
    }
}
