using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Links;

/// <summary>
/// The links in memory. A miss is looked up once; a code that does not exist is remembered for a few seconds, so that walking through codes
/// does not reach the book. What another process stopped is noticed within <see cref="Fresh"/>.
/// </summary>
public sealed partial class LinkSnapshot(Database book, NetworkCatalog networks, TimeProvider time, ILogger<LinkSnapshot> logger)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan RememberMissing = TimeSpan.FromSeconds(5);

    private const int MostLinks = 200_000;
    private const int MostMissing = 50_000;
    private readonly ConcurrentDictionary<string, ServedLink> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _missing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _reading = new(StringComparer.Ordinal);

    /// <summary>The link when it is in memory; an old one is read again in the background and served meanwhile.</summary>
    public bool TryFind(string code, [NotNullWhen(true)] out ServedLink? link)
    {
        if (!_links.TryGetValue(code, out link))
        {
            return false;
        }
        if (time.GetElapsedTime(link.LoadedAt) > Fresh && _reading.TryAdd(code, true))
        {
            _ = Task.Run(() => RefreshAsync(code));
        }
        return true;
    }

    /// <summary>The link, from memory or the book; null when there is none.</summary>
    public async ValueTask<ServedLink?> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (TryFind(code, out var link))
        {
            return link;
        }
        if (!LinkCodes.IsCode(code) || (_missing.TryGetValue(code, out var since) && time.GetElapsedTime(since) < RememberMissing))
        {
            return null;
        }
        return await ReadAsync(code, cancellationToken);
    }

    /// <summary>The next visitor reads the link anew.</summary>
    public void Forget(string code)
    {
        _links.TryRemove(code, out _);
        _missing.TryRemove(code, out _);
    }

    private async Task<ServedLink?> ReadAsync(string code, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (await book.ReadAsync(session => LinkStore.FindAsync(session, code), cancellationToken) is not { } link)
        {
            Room(_missing, MostMissing)[code] = now;
            _links.TryRemove(code, out _);
            return null;
        }
        return Room(_links, MostLinks)[code] = new ServedLink(link, networks, now);
    }

    private async Task RefreshAsync(string code)
    {
        try
        {
            await ReadAsync(code, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The book cannot be read just now; the visitor is better served with what is known.
            LogNotRefreshed(logger, code, e);
        }
        finally
        {
            _reading.TryRemove(code, out _);
        }
    }

    /// <summary>The dictionary, emptied when it is full: the busy links are back at once.</summary>
    private static ConcurrentDictionary<string, T> Room<T>(ConcurrentDictionary<string, T> entries, int most)
    {
        if (entries.Count >= most)
        {
            entries.Clear();
        }
        return entries;
    }

    [LoggerMessage(LogLevel.Warning, "Link {Code} could not be read again; its last known state is served")]
    private static partial void LogNotRefreshed(ILogger logger, string code, Exception e);
}
