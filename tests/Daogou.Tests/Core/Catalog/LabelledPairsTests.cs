using System.Globalization;
using Daogou.Core.Catalog;
using Xunit;

namespace Daogou.Tests.Core.Catalog;

public sealed class LabelledPairsTests
{
    [Theory]
    [InlineData("abt-buy", 0.85)]
    [InlineData("amazon-google", 0.66)]
    [InlineData("walmart-amazon", 0.82)]
    public void The_shipped_model_tells_products_apart_on_the_validation_pairs(string set, double least)
    {
        var file = Folder() is { } folder ? Path.Combine(folder, set, "valid.txt") : "";
        if (!File.Exists(file))
        {
            Assert.Skip("The labelled pairs do not lie beside this checkout (shared/data/matching).");
        }
        var (hit, wrong, missed) = (0, 0, 0);
        foreach (var parts in File.ReadLines(file).Select(line => line.Split('\t')))
        {
            var (said, same) = (ProductMatch.Compare(Side(parts[0]), Side(parts[1])).Decision == MatchDecision.Same, parts[2].Trim() == "1");
            hit += said && same ? 1 : 0;
            wrong += said && !same ? 1 : 0;
            missed += !said && same ? 1 : 0;
        }
        Assert.InRange(2d * hit / ((2 * hit) + wrong + missed), least, 1);
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "matching");
            if (Directory.Exists(data))
            {
                return data;
            }
        }
        return null;
    }

    private static CatalogOffer Side(string text)
    {
        var fields = (" " + text + " ").Split(" COL ", StringSplitOptions.RemoveEmptyEntries).Select(column => column.Split(" VAL", 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
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
