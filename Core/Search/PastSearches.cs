using Daogou.Core.Storage;

namespace Daogou.Core.Search;

/// <summary>What people searched for and found, as counts without names. Words that could be a number of somebody's are not kept.</summary>
public sealed class PastSearches(Database book, SearchOptions options, TimeProvider time)
{
    private const int MostWaiting = 1000;
    private const int MostSuggested = 5000;
    private const int LongestWords = 40;
    private const int LongestNumber = 5;

    private readonly Lock _lock = new();
    private Dictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private IReadOnlyList<PastWords>? _frequent;

    /// <summary>Takes note of words that found something; they are kept within seconds.</summary>
    public void Note(string words)
    {
        var normal = string.Join(' ', Analyzer.Normal(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (options.SuggestAfter == 0 || normal.Length is < 2 or > LongestWords || normal.Contains('@', StringComparison.Ordinal) || HasLongNumber(normal))
        {
            return;
        }
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting || _waiting.ContainsKey(normal))
            {
                _waiting[normal] = _waiting.GetValueOrDefault(normal) + 1;
            }
        }
    }

    /// <summary>Writes down what was noted.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, int> noted;
        lock (_lock)
        {
            (noted, _waiting) = (_waiting, new Dictionary<string, int>(StringComparer.Ordinal));
        }
        if (noted.Count > 0)
        {
            await book.WriteAsync(session => SearchStore.CountAsync(session, noted, time.GetUtcNow()), cancellationToken);
        }
        if (noted.Count > 0 || _frequent is null)
        {
            _frequent = await book.ReadAsync(session => SearchStore.FrequentAsync(session, Math.Max(1, options.SuggestAfter), MostSuggested), cancellationToken);
        }
    }

    /// <summary>Words asked for often enough to be suggested, the most frequent first.</summary>
    public async Task<IReadOnlyList<PastWords>> FrequentAsync(CancellationToken cancellationToken)
    {
        if (options.SuggestAfter == 0)
        {
            return [];
        }
        return _frequent ??= await book.ReadAsync(session => SearchStore.FrequentAsync(session, options.SuggestAfter, MostSuggested), cancellationToken);
    }

    private static bool HasLongNumber(string words)
    {
        var digits = 0;
        foreach (var c in words)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : c is ' ' or '-' ? digits : 0;
            if (digits > LongestNumber)
            {
                return true;
            }
        }
        return false;
    }
}
