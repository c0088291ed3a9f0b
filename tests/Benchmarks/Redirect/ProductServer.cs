using Daogou.Api.Hosting;

namespace Daogou.Benchmarks.Redirect;

/// <summary>The product as it is: its own host, its whole pipeline, its own journal.</summary>
internal static class ProductServer
{
    public static async Task<int> RunAsync(string urls, string folder)
    {
        await using var application = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ConfigurationOverrides = BenchLinks.Settings(folder, Environment.GetEnvironmentVariable(RedirectBenchmark.PostgresVariable)),
                ReadsSurroundings = false,
                Roles = Roles.Api,
                Urls = [urls],
            },
            CancellationToken.None);
        await application.RunAsync();
        return 0;
    }
}
