using Daogou.Benchmarks.Feeds;
using Daogou.Benchmarks.Matching;
using Daogou.Benchmarks.Ranking;
using Daogou.Benchmarks.Redirect;
using Daogou.Benchmarks.Search;

return args switch
{
    ["redirect", .. var rest] => await RedirectBenchmark.RunAsync(rest),
    ["feeds", .. var rest] => await FeedBenchmark.RunAsync(rest),
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["import-once", var file, var folder] => await ImportBenchmark.OnceAsync(file, folder),
    ["search", .. var rest] => await SearchBenchmark.RunAsync(rest),
    ["match-train", .. var rest] => MatchTraining.Run(rest),
    ["match-dedupe", .. var rest] => DuplicateWorld.Run(rest),
    ["match-place", .. var rest] => await PlaceBenchmark.RunAsync(rest),
    ["rank", .. var rest] => RankBenchmark.Run(rest),
    ["redirect-bare", var urls] => await BareServer.RunAsync(urls),
    ["redirect-product", var urls, var folder] => await ProductServer.RunAsync(urls, folder),
    ["redirect-seed", var folder] => await BenchLinks.SeedAsync(folder, postgres: null),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        Benchmarks, each beside a peer or the limit in the same run:
          feeds [--items 200000] [--rounds 3]
          import [--items 1000000] [--rounds 3]
          search [--titles 1000000] [--queries 1000] [--like 60]
          match-train [--write Core/Catalog]
          match-dedupe [--offers 25000]
          match-place [--deals 1000000]
          rank [--seeds 8]
          redirect [--rounds 3] [--seconds 6] [--warm 3] [--connections 32,256] [--postgres <connection string>] [--built-in]
        """);
    return 1;
}
