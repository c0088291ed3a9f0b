using System.Globalization;

namespace Daogou.Benchmarks.Redirect;

/// <summary>
/// The redirect whose click is on the disk before the 302, beside a bare 302 of the same framework. Absolute numbers wander with the machine,
/// so the two take turns and the result is the median of the ratios of the same round.
/// </summary>
internal static class RedirectBenchmark
{
    public const string PostgresVariable = "DAOGOU_BENCH_POSTGRES";

    private static readonly (int Connections, double Floor, double Reach)[] Goals = [(32, 0.40, 0.55), (256, 0.60, 0.70)];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = Number(arguments, "--rounds", 3);
        var seconds = Number(arguments, "--seconds", 6);
        var warm = Number(arguments, "--warm", 3);
        var builtIn = arguments.Contains("--built-in", StringComparer.Ordinal);
        var connections = Text(arguments, "--connections", "32,256").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        if (Text(arguments, "--postgres", "") is { Length: > 0 } postgres)
        {
            Environment.SetEnvironmentVariable(PostgresVariable, postgres);
        }
        Console.WriteLine(builtIn || !LoadGenerator.HasWrk
            ? "Load: sockets of this program" + (LoadGenerator.HasWrk ? "." : ", because wrk is not installed (Debian package wrk); figures are not comparable with those of wrk.")
            : "Load: wrk, 1 thread, keep-alive, 1,000 codes in turn.");
        var results = connections.ToDictionary(count => count, _ => new List<(Side Bare, Side Product)>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var count in connections)
            {
                var bare = await MeasureAsync("bare", count, warm, seconds, builtIn);
                var product = await MeasureAsync("product", count, warm, seconds, builtIn);
                results[count].Add((bare, product));
                Console.WriteLine(FormattableString.Invariant(
                    $"round {round}, {count,3} connections: bare {bare} | product {product} | ratio {product.Load.PerSecond / bare.Load.PerSecond:F2}"));
            }
        }
        return Report(results) ? 0 : 1;
    }

    private static async Task<Side> MeasureAsync(string kind, int connections, int warm, int seconds, bool builtIn)
    {
        var postgres = Environment.GetEnvironmentVariable(PostgresVariable);
        var folder = Directory.CreateTempSubdirectory("daogou-bench-").FullName;
        try
        {
            if (kind == "product")
            {
                await BenchLinks.SeedAsync(folder, postgres);
            }
            var before = kind == "product" ? await BenchLinks.StoredAsync(folder, postgres) : 0;
            Load warmed, load;
            TimeSpan used;
            await using (var server = kind == "product"
                ? await ServerProcess.StartAsync("redirect-product", [ServerProcess.ProductRuntime], folder)
                : await ServerProcess.StartAsync("redirect-bare"))
            {
                warmed = await LoadGenerator.RunAsync(server.Address, connections, warm, builtIn);
                var from = server.ProcessorTime;
                load = await LoadGenerator.RunAsync(server.Address, connections, seconds, builtIn);
                used = server.ProcessorTime - from;
            }
            if (load.NotRedirects > 0)
            {
                throw new InvalidOperationException($"{load.NotRedirects} answers of {kind} were no redirects.");
            }
            // The server was killed, not stopped: what it answered must be there all the same.
            var stored = kind == "product" ? await BenchLinks.StoredAsync(folder, postgres) - before : 0;
            return new Side(load, used.TotalMicroseconds / load.Answers, kind == "product" ? stored - warmed.Answers - load.Answers : null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Report(Dictionary<int, List<(Side Bare, Side Product)>> results)
    {
        Console.WriteLine();
        Console.WriteLine("| connections | bare rps | product rps | ratio (median; min to max) | p50 ms bare / product | p99 ms bare / product | CPU µs a request bare / product | floor | reach |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var reached = true;
        foreach (var (connections, rounds) in results)
        {
            var ratios = rounds.ConvertAll(round => round.Product.Load.PerSecond / round.Bare.Load.PerSecond);
            var goal = Goals.FirstOrDefault(goal => goal.Connections == connections);
            reached &= Median(ratios) >= goal.Floor;
            Console.WriteLine(FormattableString.Invariant($"""
                | {connections} | {Median(rounds, side => side.Bare.Load.PerSecond):N0} | {Median(rounds, side => side.Product.Load.PerSecond):N0} | **{Median(ratios):F2}** ({ratios.Min():F2} to {ratios.Max():F2}) | {Median(rounds, side => side.Bare.Load.P50Ms):F2} / {Median(rounds, side => side.Product.Load.P50Ms):F2} | {Median(rounds, side => side.Bare.Load.P99Ms):F1} / {Median(rounds, side => side.Product.Load.P99Ms):F1} | {Median(rounds, side => side.Bare.ProcessorMicroseconds):F0} / {Median(rounds, side => side.Product.ProcessorMicroseconds):F0} | {goal.Floor:F2} | {goal.Reach:F2} |
                """));
        }
        Console.WriteLine(reached ? "The floors are kept." : "BELOW THE FLOOR.");
        return reached;
    }

    private static double Median(List<(Side Bare, Side Product)> rounds, Func<(Side Bare, Side Product), double> value) => Median(rounds.ConvertAll(round => value(round)));

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static int Number(string[] arguments, string name, int usual) =>
        int.Parse(Text(arguments, name, usual.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private static string Text(string[] arguments, string name, string usual) =>
        Array.IndexOf(arguments, name) is >= 0 and var index && index + 1 < arguments.Length ? arguments[index + 1] : usual;

    /// <param name="Surplus">Stored hits less answers seen: those in flight when the server was killed. Never negative but for visitors sent on late.</param>
    private sealed record Side(Load Load, double ProcessorMicroseconds, long? Surplus)
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Load.PerSecond:N0} rps, p50 {Load.P50Ms:F2}, p99 {Load.P99Ms:F1} ms, {ProcessorMicroseconds:F0} µs CPU") + (Surplus is { } surplus ? $", stored - answered {surplus}" : "");
    }
}
