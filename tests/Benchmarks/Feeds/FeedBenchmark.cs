using System.Diagnostics;
using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Daogou.Crawler.Feeds;

namespace Daogou.Benchmarks.Feeds;

/// <summary>
/// Our readers beside what one would take instead, on the same file in the same process, by turns; the result is the median of the ratios of
/// processor time of the same round.
/// </summary>
internal static class FeedBenchmark
{
    private static TimeSpan s_ofPrograms;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var scale = Number(arguments, "--items", 200_000);
        var rounds = Number(arguments, "--rounds", 3);
        var folder = Directory.CreateTempSubdirectory("daogou-feeds-").FullName;
        try
        {
            var (google, csv, rss) = (FeedFiles.Google(folder, scale), FeedFiles.Csv(folder, scale), FeedFiles.Rss(folder, 10_000));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scale:N0} items: XML {new FileInfo(google).Length >> 20} MiB, CSV {new FileInfo(csv).Length >> 20} MiB; RSS of 10,000 items {new FileInfo(rss).Length >> 20} MiB"));
            var tasks = new List<(string What, double Floor, double Reach, Func<Task<long>> Ours, Func<Task<long>> Theirs)>
            {
                ("Google XML, speed to a bare XmlReader pass", 0.8, 1.3, () => OursAsync(new GoogleFormat(), google), () => Task.FromResult(BareXml(google))),
                ("Google XML, time to xmllint --stream (the less the better)", 0.7, 0.5, () => OursAsync(new GoogleFormat(), google), () => ProgramAsync("xmllint", "--stream", "--noout", google)),
                ("Google XML unchanged, speed of passing rows over to making items", 3, 4.5, () => OursAsync(new GoogleFormat(), google, isKnown: true), () => OursAsync(new GoogleFormat(), google)),
                ("CSV, speed to CsvHelper 33", 3.5, 4.2, () => OursAsync(new DelimitedFormat(), csv), () => ProgramAsync("dotnet", CsvHelper33(), csv)),
                ("CSV, speed to Sylvan", 1.7, 2.2, () => OursAsync(new DelimitedFormat(), csv), () => Sylvan(csv)),
                ("RSS, speed to SyndicationFeed", 4, 6, () => ManyAsync(() => OursAsync(new RssFormat(), rss)), () => ManyAsync(() => Task.FromResult(Syndication(rss)))),
                ("RSS, speed to CodeHollow", 6, 8, () => ManyAsync(() => OursAsync(new RssFormat(), rss)), () => ManyAsync(() => Task.FromResult(CodeHollow(rss)))),
            };
            Console.WriteLine("| what | ours, CPU s | theirs, CPU s | ratio (median; min to max) | floor | reach |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
            if (arguments.Contains("--profile"))
            {
                // For a profiler: one side alone.
                foreach (var task in tasks.Where(task => task.What.Contains(arguments[^1], StringComparison.OrdinalIgnoreCase)))
                {
                    for (var round = 0; round < rounds; round++)
                    {
                        await (arguments.Contains("--theirs") ? task.Theirs() : task.Ours());
                    }
                }
                return 0;
            }
            var only = arguments.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault() ?? "";
            foreach (var (what, floor, reach, ours, theirs) in tasks.Where(task => task.What.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                var results = new List<(double Ours, double Theirs)>();
                for (var warming = 0; warming < 2; warming++)
                {
                    await ours();
                    await theirs();
                }
                for (var round = 0; round < rounds; round++)
                {
                    results.Add((await TimeAsync(ours), await TimeAsync(theirs)));
                }
                var isTime = what.Contains("time to", StringComparison.Ordinal);
                var ratios = results.Select(result => isTime ? result.Ours / result.Theirs : result.Theirs / result.Ours).Order().ToList();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {what} | {Median(results.Select(result => result.Ours)):F2} | {Median(results.Select(result => result.Theirs)):F2} | **{Median(ratios):F2}** ({ratios[0]:F2} to {ratios[^1]:F2}) | {floor} | {reach} |"));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak memory of the process with all of it: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A small file many times over: one pass alone is compilation more than reading.</summary>
    private static async Task<long> ManyAsync(Func<Task<long>> pass)
    {
        var rows = 0L;
        for (var number = 0; number < 10; number++)
        {
            rows += await pass();
        }
        return rows;
    }

    /// <summary>Processor time, that of another program too where the work is one.</summary>
    private static async Task<double> TimeAsync(Func<Task<long>> work)
    {
        using var self = Process.GetCurrentProcess();
        GC.Collect();
        var (from, others) = (self.TotalProcessorTime, s_ofPrograms);
        await work();
        self.Refresh();
        return (self.TotalProcessorTime - from + s_ofPrograms - others).TotalSeconds;
    }

    private static async Task<long> ProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var used = TimeSpan.Zero;
        while (!process.HasExited)
        {
            // What it used can be asked only while it runs.
            try
            {
                process.Refresh();
                used = process.TotalProcessorTime;
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                break;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        await process.WaitForExitAsync();
        await said;
        s_ofPrograms += used;
        return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"{program} failed.");
    }

    /// <summary>A program of its own beside this one: two releases of a package do not go into one.</summary>
    private static string CsvHelper33() =>
        Path.Combine(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!.Replace("Daogou.Benchmarks", "Daogou.Benchmarks.CsvHelper33", StringComparison.Ordinal), Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Daogou.Benchmarks.CsvHelper33.dll");

    private static async Task<long> OursAsync(IFeedFormat format, string path, bool isKnown = false)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var rows = 0L;
        await foreach (var row in format.ReadAsync(file, new FeedContext(new Uri("https://shop.example/feed"), new FeedSettings()) { IsUtf8 = true, Passes = isKnown ? _ => true : null }, CancellationToken.None))
        {
            rows += row.Item is null ? 0 : 1;
        }
        return rows;
    }

    private static long BareXml(string path)
    {
        using var xml = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var nodes = 0L;
        while (xml.Read())
        {
            nodes++;
        }
        return nodes;
    }

    private static async Task<long> Sylvan(string path)
    {
        await using var csv = await global::Sylvan.Data.Csv.CsvDataReader.CreateAsync(path);
        var columns = new[] { "product_name", "aw_product_id", "merchant_product_id", "merchant_deep_link", "search_price", "rrp_price", "currency", "aw_image_url", "description", "brand_name", "product_gtin" }
            .Select(csv.GetOrdinal).ToArray();
        var rows = 0L;
        while (await csv.ReadAsync())
        {
            var texts = new string[columns.Length];
            for (var index = 0; index < columns.Length; index++)
            {
                texts[index] = csv.GetString(columns[index]);
            }
            rows += texts[0].Length > 0 ? 1 : 0;
        }
        return rows;
    }

    private static long Syndication(string path)
    {
        using var xml = XmlReader.Create(path);
        return SyndicationFeed.Load(xml).Items.LongCount(item => item.Title is not null && item.PublishDate != default);
    }

    private static long CodeHollow(string path) => global::CodeHollow.FeedReader.FeedReader.ReadFromString(File.ReadAllText(path)).Items.Count(item => item.Title is not null);

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static int Number(string[] arguments, string name, int usual) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : usual;
}
