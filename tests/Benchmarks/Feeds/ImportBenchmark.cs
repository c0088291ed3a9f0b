using System.Diagnostics;
using System.Globalization;
using Daogou.Api.Hosting;
using Daogou.Crawler.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Benchmarks.Feeds;

/// <summary>
/// A table of a million offers into SQLite, end to end and each side in a process of its own: the product's source with its deals, history,
/// search text and indexes, beside a script of Python's csv and sqlite3, once with one plain table and once keeping the same things. Wall time.
/// </summary>
internal static class ImportBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rows = Number(arguments, "--items", 1_000_000);
        var rounds = Number(arguments, "--rounds", 3);
        var folder = Directory.CreateTempSubdirectory("daogou-import-").FullName;
        try
        {
            var first = FeedFiles.Csv(folder, rows);
            // The same rows in another document: one stands behind them that was not there.
            var second = Path.Combine(folder, "second.csv");
            File.Copy(first, second);
            await File.AppendAllTextAsync(second, "https://www.awin1.com/pclick.php?p=0,New,0,SKU-0,,,,9.90,Shop,77,,,,CNY,9.90,0,https://shop.example/p/0,zh,,,5,,,,1\n");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {new FileInfo(first).Length >> 20} MiB"));
            var feed = Path.Combine(folder, "feed.csv");
            var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
            var peak = 0L;
            for (var round = 0; round < rounds; round++)
            {
                foreach (var kind in new[] { "product", "plain", "same" })
                {
                    var place = Directory.CreateDirectory(Path.Combine(folder, $"{kind}-{round}")).FullName;
                    foreach (var (name, file) in new[] { ("first", first), ("again", second) })
                    {
                        // A source keeps its address.
                        File.Copy(file, feed, overwrite: true);
                        var (seconds, bytes) = await TimeAsync(kind == "product" ? Own("import-once", feed, place) : Python(feed, Path.Combine(place, "offers.db"), kind));
                        peak = kind == "product" ? Math.Max(peak, bytes) : peak;
                        (times.TryGetValue($"{kind} {name}", out var list) ? list : times[$"{kind} {name}"] = []).Add(seconds);
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {name}: {seconds:F1} s"));
                    }
                    Directory.Delete(place, recursive: true);
                }
            }
            Console.WriteLine("| load | product, s | script with one table, s | ratio (median; min to max) | script that keeps the same, s | ratio (median; min to max) | floor | reach |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
            Row(times, "first", "0.60", "0.35");
            Row(times, "again", "0.35", "0.20");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak memory of the product's process: {peak >> 20} MiB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One import of a file by the product's own parts, in this process.</summary>
    public static async Task<int> OnceAsync(string file, string folder)
    {
        await using var application = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ConfigurationOverrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Storage:Folder"] = Path.Combine(folder, "data"),
                    ["Sources:0:Key"] = "shop",
                    ["Sources:0:Location"] = file,
                    ["Sources:0:Merchant"] = "shop",
                    ["Sources:0:Currency"] = "CNY",
                },
                ReadsSurroundings = false,
                Roles = Roles.Api,
                Urls = ["http://127.0.0.1:0"],
            },
            CancellationToken.None);
        await ActivatorUtilities.CreateInstance<SourceSync>(application.Services).StartAsync(CancellationToken.None);
        var run = await application.Services.GetRequiredService<SourceCrawl>().RunAsync("shop", CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {self.PeakWorkingSet64}"));
        await Console.Error.WriteLineAsync($"{run!.Outcome} {run.Message} seen {run.Seen} added {run.Added} unchanged {run.Unchanged} refused {run.Refused} ended {run.Expired}");
        return run.Outcome == SourceOutcome.Taken ? 0 : 1;
    }

    private static void Row(Dictionary<string, List<double>> times, string load, string floor, string reach)
    {
        var (product, plain, same) = (times[$"product {load}"], times[$"plain {load}"], times[$"same {load}"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {load} | {Median(product):F1} | {Median(plain):F1} | {Ratio(product, plain)} | {Median(same):F1} | {Ratio(product, same)} | {floor} | {reach} |"));
    }

    private static string Ratio(List<double> ours, List<double> theirs)
    {
        var ratios = ours.Zip(theirs, (own, other) => own / other).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"**{Median(ratios):F2}** ({ratios[0]:F2} to {ratios[^1]:F2})");
    }

    private static async Task<(double Seconds, long Peak)> TimeAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return process.ExitCode != 0
            ? throw new InvalidOperationException($"{start.FileName} failed.")
            : (seconds, said.Split('\n').FirstOrDefault(line => line.StartsWith("peak ", StringComparison.Ordinal)) is { } peak ? long.Parse(peak[5..], CultureInfo.InvariantCulture) : 0);
    }

    private static ProcessStartInfo Own(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(ImportBenchmark).Assembly.Location);
        }
        return start;
    }

    private static ProcessStartInfo Python(string file, string database, string kind) =>
        new("python3", [Path.Combine(AppContext.BaseDirectory, "import.py"), file, database, kind]);

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static int Number(string[] arguments, string name, int usual) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : usual;
}
