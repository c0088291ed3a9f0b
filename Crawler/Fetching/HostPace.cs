using System.Collections.Concurrent;

namespace Daogou.Crawler.Fetching;

/// <summary>One request at a time for each host: who lists his goods should not feel us.</summary>
public sealed class HostPace
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the host to be free; dispose what it returns when done with it.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        var gate = _hosts.GetOrAdd(address.Authority, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
