using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Daogou.Crawler.Fetching;

/// <summary>One request at a time for each host and a pause between two: who lists his goods should not feel us.</summary>
public sealed class HostPace
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the host to be free; dispose what it returns when done with it.</summary>
    /// <param name="address">What is to be fetched; hosts at bare addresses are the operator's own and need no pause.</param>
    /// <param name="pause">A longer pause that the host asks for.</param>
    public async Task<IDisposable> EnterAsync(Uri address, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var host = _hosts.GetOrAdd(address.Authority, _ => new Host());
        await host.Gate.WaitAsync(cancellationToken);
        try
        {
            var least = pause > UsualPause ? pause.Value : IPAddress.TryParse(address.Host, out _) || address.IsLoopback ? TimeSpan.Zero : UsualPause;
            var since = host.LastEnd == 0 ? TimeSpan.MaxValue : Stopwatch.GetElapsedTime(host.LastEnd);
            if (since < least)
            {
                await Task.Delay(least - since, TimeProvider.System, cancellationToken);
            }
            return new Turn(host);
        }
        catch
        {
            host.Gate.Release();
            throw;
        }
    }

    private sealed class Host
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Timestamp of the last request's end; 0 when there was none.</summary>
        public long LastEnd { get; set; }
    }

    private sealed class Turn(Host host) : IDisposable
    {
        public void Dispose()
        {
            host.LastEnd = Stopwatch.GetTimestamp();
            host.Gate.Release();
        }
    }
}
