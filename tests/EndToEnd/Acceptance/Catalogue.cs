using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>One real product of the catalogue that lies beside the checkout.</summary>
internal sealed record Product(string Id, string Title, string Brand, string Mpn, string? Gtin, long PriceMinor, string Description, string Image);

/// <summary>The real products the acceptance run is made of. They are never copied into the product's tree.</summary>
internal static class Catalogue
{
    /// <summary>Where the file is, or null when it does not lie beside the checkout.</summary>
    public static string? FindFile([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(here)!); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "catalogue", "icecat-19406.jsonl.gz");
            if (File.Exists(file))
            {
                return file;
            }
        }
        return null;
    }

    public static IReadOnlyList<Product> Load(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var products = new List<Product>(20_000);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            products.Add(new Product(
                row.GetProperty("id").GetString()!,
                row.GetProperty("title").GetString()!,
                Text(row, "brand"),
                Text(row, "mpn"),
                row.TryGetProperty("gtins", out var gtins) && gtins.GetArrayLength() > 0 ? gtins[0].GetString() : null,
                row.GetProperty("price_minor").GetInt64(),
                Text(row, "description"),
                Text(row, "image")));
        }
        return products;
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
