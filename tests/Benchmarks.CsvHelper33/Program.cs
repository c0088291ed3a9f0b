using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

// Reads the fields of a feed as CsvHelper 33 is mostly used, and says how many rows there were: for `feeds` of tests/Benchmarks.
string[] names = ["product_name", "aw_product_id", "merchant_product_id", "merchant_deep_link", "search_price", "rrp_price", "currency", "aw_image_url", "description", "brand_name", "product_gtin"];
using var csv = new CsvReader(new StreamReader(args[0]), new CsvConfiguration(CultureInfo.InvariantCulture));
csv.Read();
csv.ReadHeader();
var columns = names.Select(name => csv.GetFieldIndex(name)).ToArray();
var rows = 0L;
while (csv.Read())
{
    var texts = new string?[columns.Length];
    for (var index = 0; index < columns.Length; index++)
    {
        texts[index] = csv.GetField(columns[index]);
    }
    rows += texts[0] is { Length: > 0 } ? 1 : 0;
}
Console.WriteLine(rows);
