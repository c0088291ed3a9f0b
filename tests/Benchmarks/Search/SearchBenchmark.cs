using System.Diagnostics;
using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Search;
using Daogou.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daogou.Benchmarks.Search;

/// <summary>The product's search beside <c>LIKE '%..%'</c> over the same titles in a narrow table of their own, both for the best 20, by turns.</summary>
internal static class SearchBenchmark
{
    private const int DealsAWrite = 10_000;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var titles = Option(args, "--titles", 1_000_000);
        var queries = Option(args, "--queries", 1000);
        var likes = Option(args, "--like", 60);
        var folder = Directory.CreateTempSubdirectory("daogou-search-").FullName;
        try
        {
            await using var book = await Database.OpenBookAsync(new StorageOptions { Folder = folder }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
            await using var narrow = new SqliteConnection($"Data Source={Path.Combine(folder, "narrow.db")}");
            narrow.Open();
            var maker = new TitleMaker(1);
            await FillAsync(book, narrow, maker, titles);
            await MeasureAsync(book, narrow, maker, queries, likes);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(Database book, SqliteConnection narrow, TitleMaker maker, int titles)
    {
        Run(narrow, "PRAGMA journal_mode=OFF; PRAGMA cache_size=-400000; CREATE TABLE titles (id INTEGER PRIMARY KEY, score INTEGER, text TEXT)");
        for (var first = 1; first <= titles; first += DealsAWrite)
        {
            var deals = Enumerable.Range(first, Math.Min(DealsAWrite, titles - first + 1)).Select(maker.Deal).ToList();
            await book.WriteSoonAsync(
                async session =>
                {
                    using var adding = DealStore.Adding(session);
                    foreach (var deal in deals)
                    {
                        await DealStore.AddAsync(adding, deal);
                    }
                    return true;
                },
                CancellationToken.None);
            await using var transaction = narrow.BeginTransaction();
            await using var insert = narrow.CreateCommand();
            insert.CommandText = "INSERT INTO titles VALUES ($id, $score, $text)";
            foreach (var deal in deals)
            {
                insert.Parameters.Clear();
                insert.Parameters.AddWithValue("$id", deal.Id);
                insert.Parameters.AddWithValue("$score", (deal.ListPriceMinor - deal.PriceMinor) * 25 / deal.ListPriceMinor);
                insert.Parameters.AddWithValue("$text", Analyzer.Normal(deal.Title));
                await insert.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
        }
    }

    private static async Task MeasureAsync(Database book, SqliteConnection narrow, TitleMaker maker, int queries, int likes)
    {
        var options = new SearchOptions { RefreshSeconds = 3600 };
        using var index = new DealIndex(book, _ => 0, options, TimeProvider.System, NullLogger<DealIndex>.Instance);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var build = await index.RebuildAsync(CancellationToken.None);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var search = new DealSearch(book, index, options, TimeProvider.System);
        var words = Enumerable.Range(0, queries).Select(_ => maker.Query()).ToArray();
        foreach (var query in words.Take(100))
        {
            await search.FindAsync(new SearchQuery { Words = query }, CancellationToken.None);
            await search.HitsAsync(new SearchQuery { Words = query }, CancellationToken.None);
        }
        List<double> inIndex = [], whole = [], like = [];
        // Each query is asked in three rounds, by turns with the others; its time is the median, on both sides.
        var times = words.Select(_ => (Index: new List<double>(), Whole: new List<double>(), Like: new List<double>())).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (at, query) in words.Index())
            {
                times[at].Index.Add(await TimedAsync(() => search.HitsAsync(new SearchQuery { Words = query }, CancellationToken.None)));
                times[at].Whole.Add(await TimedAsync(() => search.FindAsync(new SearchQuery { Words = query }, CancellationToken.None)));
                if (at % Math.Max(1, queries / likes) == 0)
                {
                    times[at].Like.Add(await TimedAsync(() => Task.FromResult(Like(narrow, query, "SELECT id FROM titles WHERE {0} ORDER BY score DESC, id DESC LIMIT 20"))));
                }
            }
        }
        foreach (var (ofIndex, ofWhole, ofLike) in times)
        {
            inIndex.Add(At(ofIndex, 0.5));
            whole.Add(At(ofWhole, 0.5));
            like.AddRange(ofLike is [] ? [] : [At(ofLike, 0.5)]);
        }
        Console.WriteLine("| what | p50 ms | p99 ms | to LIKE, p50 | to LIKE, p99 |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        Line("LIKE '%..%' in the order of a score, narrow table", like, like);
        Line("the index: what was meant, matches, exact order, best 20", inIndex, like);
        Line("the whole search: the index, then 20 deals from the book, judged", whole, like);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n{build.Deals} deals laid out from the book in {build.Took.TotalSeconds:F1} s; the index holds {build.Bytes / 1048576} MiB ({held / 1048576} MiB by the collector's count)."));
        await RecallAsync(search, narrow, maker);
        Console.WriteLine("Slowest: " + string.Join(", ", inIndex.Index().OrderByDescending(pair => pair.Item).Take(6)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{words[pair.Index]} ({pair.Item:F2} ms)"))));
    }

    private static async Task RecallAsync(DealSearch search, SqliteConnection narrow, TitleMaker maker)
    {
        long found = 0, there = 0;
        var words = Enumerable.Range(0, 200).Select(_ => maker.Pair()).Distinct().ToList();
        var compared = 0;
        foreach (var word in words)
        {
            var facets = (await search.FindAsync(new SearchQuery { Words = word, WithFacets = true, Take = 1 }, CancellationToken.None)).Facets!;
            var count = Like(narrow, word, "SELECT COUNT(*) FROM titles WHERE {0}");
            compared++;
            found += facets.Total;
            there += facets.IsAtLeast ? Math.Min(count, facets.Total) : count;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Recall on {compared} words of two characters (counting to 10,000 each): {found} of {there}, {100.0 * found / there:F2} %."));
    }

    private static long Like(SqliteConnection narrow, string query, string sql)
    {
        using var command = narrow.CreateCommand();
        var words = Analyzer.Normal(query).Split(' ');
        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql, string.Join(" AND ", words.Select((_, index) => $"text LIKE $w{index}")));
        foreach (var (index, word) in words.Index())
        {
            command.Parameters.AddWithValue($"$w{index}", $"%{word}%");
        }
        using var reader = command.ExecuteReader();
        var last = 0L;
        while (reader.Read())
        {
            last = reader.GetInt64(0);
        }
        return last;
    }

    private static async Task<double> TimedAsync<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Line(string what, List<double> times, List<double> like) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {At(times, 0.5):F3} | {At(times, 0.99):F3} | 1/{At(like, 0.5) / At(times, 0.5):F0} | 1/{At(like, 0.99) / At(times, 0.99):F0} |"));

    private static double At(List<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
