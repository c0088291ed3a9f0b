using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Benchmarks.Redirect;

/// <summary>What one measurement saw.</summary>
internal sealed record Load(double PerSecond, double P50Ms, double P99Ms, long Answers, long NotRedirects);

/// <summary>Keeps a number of connections busy, the codes in turn. wrk where it is installed, else sockets of our own.</summary>
internal static partial class LoadGenerator
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
    private const string Referrer = "https://chat.bench.example/group/42";

    public static bool HasWrk { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    public static Task<Load> RunAsync(Uri address, int connections, int seconds, bool builtIn) =>
        builtIn || !HasWrk ? OwnAsync(address, connections, seconds) : WrkAsync(address, connections, seconds);

    private static async Task<Load> WrkAsync(Uri address, int connections, int seconds)
    {
        var script = Path.Combine(Path.GetTempPath(), $"daogou-bench-{Environment.ProcessId}.lua");
        await File.WriteAllTextAsync(script, $$"""
            local next = 0
            wrk.headers["User-Agent"] = "{{Agent}}"
            wrk.headers["Referer"] = "{{Referrer}}"
            wrk.headers["Accept-Language"] = "zh-CN,zh;q=0.9"
            local requests = {}
            function init()
              for index = 0, {{BenchLinks.Count - 1}} do requests[index] = wrk.format("GET", string.format("/r/%07d", index)) end
            end
            function request()
              next = (next + 1) % {{BenchLinks.Count}}
              return requests[next]
            end
            function done(summary, latency, requests)
              io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
                summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
            end
            """);
        try
        {
            var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, address.AbsoluteUri])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var wrk = Process.Start(start)!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            var match = Result().Match(output);
            if (!match.Success)
            {
                throw new InvalidOperationException("wrk gave no result: " + output);
            }
            var numbers = match.Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
            return new Load(numbers[0] / (numbers[1] / 1e6), numbers[2] / 1000d, numbers[3] / 1000d, numbers[0], numbers[4]);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<Load> OwnAsync(Uri address, int connections, int seconds)
    {
        var requests = Enumerable.Range(0, BenchLinks.Count).Select(index => Encoding.ASCII.GetBytes(
            $"GET /r/{BenchLinks.Code(index)} HTTP/1.1\r\nHost: {address.Authority}\r\nUser-Agent: {Agent}\r\nReferer: {Referrer}\r\nAccept-Language: zh-CN\r\n\r\n")).ToArray();
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var next = 0;
        var refused = 0L;
        var start = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            var buffer = new byte[4096];
            while (Stopwatch.GetTimestamp() < end)
            {
                var began = Stopwatch.GetTimestamp();
                await socket.SendAsync(requests[Interlocked.Increment(ref next) % BenchLinks.Count]);
                var read = 0;
                do
                {
                    read += await socket.ReceiveAsync(buffer.AsMemory(read));
                }
                while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8));
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Interlocked.Add(ref refused, buffer.AsSpan(0, read).StartsWith("HTTP/1.1 302"u8) ? 0 : 1);
            }
            return own;
        })));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var sorted = times.SelectMany(own => own).Order().ToArray();
        return new Load(sorted.Length / elapsed, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], sorted.Length, refused);
    }

    [GeneratedRegex(@"RESULT (?<a>\d+) (?<b>\d+) (?<c>\d+) (?<d>\d+) (?<e>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Result();
}
