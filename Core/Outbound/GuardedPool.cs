namespace Daogou.Core.Outbound;

/// <summary>
/// Connections that are kept for a while, for all hosts together no more than some: a handler keeps the idle ones of each host, and a crawl of
/// ten thousand hosts would keep ten thousand. After so many were opened the next request gets a fresh handler, and the old one goes with its
/// idle connections when its last answer was read.
/// </summary>
internal sealed class GuardedPool(Func<GuardedHandler> open) : IDisposable
{
    private const int MostConnections = 64;

    private readonly Lock _lock = new();
    private Generation _current = new(open());

    /// <summary>A client for one fetch with its redirects; dispose it when the answer was read.</summary>
    public Lease Take()
    {
        Generation? old = null;
        Lease lease;
        lock (_lock)
        {
            if (_current.Handler.Opened >= MostConnections)
            {
                old = _current;
                _current = new Generation(open());
            }
            _current.Users++;
            lease = new Lease(this, _current);
        }
        if (old is not null)
        {
            Release(old);
        }
        return lease;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _current.Client.Dispose();
        }
    }

    private void Release(Generation generation)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = --generation.Users == 0;
        }
        if (isLast)
        {
            generation.Client.Dispose();
        }
    }

    internal sealed class Generation(GuardedHandler handler)
    {
        public GuardedHandler Handler { get; } = handler;

        public HttpMessageInvoker Client { get; } = new(handler);

        /// <summary>Fetches under way, and one for being the current one.</summary>
        public int Users { get; set; } = 1;
    }

    internal sealed class Lease(GuardedPool pool, Generation generation) : IDisposable
    {
        private int _isOver;

        public HttpMessageInvoker Client => generation.Client;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                pool.Release(generation);
            }
        }
    }
}
