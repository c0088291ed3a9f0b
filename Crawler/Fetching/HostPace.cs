using System.Net;

namespace Daogou.Crawler.Fetching;

/// <summary>One request at a time for each host and a pause between two: who lists his goods should not feel us.</summary>
/// <param name="clock">Real time, also where business time is pushed: a host's patience cannot be.</param>
public sealed class HostPace(TimeProvider clock)
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    /// <summary>Above so many remembered hosts those that need no pause any more are forgotten.</summary>
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private int _forgetFrom = MostRemembered;

    public HostPace()
        : this(TimeProvider.System)
    {
    }

    internal TimeProvider Clock => clock;

    /// <summary>Waits for the host to be free; dispose what it returns when done with it.</summary>
    /// <param name="address">What is to be fetched; hosts at bare addresses are the operator's own and need no pause.</param>
    /// <param name="pause">A longer pause that the host asks for.</param>
    public async Task<IDisposable> EnterAsync(Uri address, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var host = Come(address.Authority);
        var entered = false;
        try
        {
            await host.Gate.WaitAsync(cancellationToken);
            entered = true;
            host.Pause = pause > UsualPause ? pause.Value : IPAddress.TryParse(address.Host, out _) || address.IsLoopback ? TimeSpan.Zero : UsualPause;
            // A timer may be a hair early; a host's pause is never short.
            while (host.Left(clock) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left, clock, cancellationToken);
            }
            return new Turn(this, host);
        }
        catch
        {
            Leave(host, entered);
            throw;
        }
    }

    /// <summary>How long a request to this address would wait, as far as that can be known: zero when the host is free.</summary>
    public TimeSpan WaitFor(Uri address)
    {
        lock (_lock)
        {
            return !_hosts.TryGetValue(address.Authority, out var host) ? TimeSpan.Zero
                : host.Users > 0 ? UsualPause
                : host.Left(clock);
        }
    }

    private Host Come(string authority)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(authority, out var host))
            {
                Forget();
                _hosts[authority] = host = new Host();
            }
            host.Users++;
            return host;
        }
    }

    private void Leave(Host host, bool entered)
    {
        lock (_lock)
        {
            host.Users--;
        }
        if (entered)
        {
            host.Gate.Release();
        }
    }

    private void Forget()
    {
        if (_hosts.Count < _forgetFrom)
        {
            return;
        }
        foreach (var (authority, host) in _hosts)
        {
            if (host.Users == 0 && host.Left(clock) <= TimeSpan.Zero)
            {
                _hosts.Remove(authority);
            }
        }
        _forgetFrom = Math.Max(MostRemembered, _hosts.Count * 2);
    }

    private sealed class Host
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Who is inside or waits.</summary>
        public int Users { get; set; }

        public TimeSpan Pause { get; set; }

        /// <summary>Timestamp of the last request's end; null when there was none.</summary>
        public long? LastEnd { get; set; }

        public TimeSpan Left(TimeProvider clock) => LastEnd is { } end ? Pause - clock.GetElapsedTime(end) : TimeSpan.Zero;
    }

    private sealed class Turn(HostPace pace, Host host) : IDisposable
    {
        public void Dispose()
        {
            host.LastEnd = pace.Clock.GetTimestamp();
            pace.Leave(host, entered: true);
        }
    }
}
