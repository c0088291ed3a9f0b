using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>What a row is to its source's list.</summary>
public enum RowFate
{
    /// <summary>Its bytes are not known: it is to be read.</summary>
    Unknown = 0,

    /// <summary>It was believed with the same bytes and says nothing new.</summary>
    Same = 1,

    /// <summary>The same bytes stood in this document before.</summary>
    Twice = 2,
}

/// <summary>
/// The rows of a source that need not be read again while their bytes stay the same, and which of them a reading met: 21 bytes a row. For one
/// reading of one thread.
/// </summary>
public sealed class ListedRows
{
    private readonly long[] _ids;
    private readonly long[] _hashes;
    private readonly int[] _places;
    private readonly bool[] _met;
    private readonly Lock _lock = new();

    private ListedRows(List<long> ids, List<long> hashes)
    {
        _ids = [.. ids];
        _hashes = [.. hashes];
        _places = [.. Enumerable.Range(0, _ids.Length)];
        _met = new bool[_ids.Length];
        Array.Sort(_hashes, _places);
    }

    /// <summary>Ids of the rows that were not met, in order.</summary>
    public IEnumerable<long> Unmet => _ids.Where((_, place) => !_met[place]);

    public static Task<ListedRows> LoadAsync(Database book, long sourceId, CancellationToken cancellationToken) =>
        book.ReadAsync(session => LoadAsync(session, sourceId), cancellationToken);

    /// <summary>Meets a row by the hash of its bytes.</summary>
    public RowFate Meet(long hash)
    {
        lock (_lock)
        {
            var found = Array.BinarySearch(_hashes, hash);
            if (found < 0)
            {
                return RowFate.Unknown;
            }
            ref var met = ref _met[_places[found]];
            var fate = met ? RowFate.Twice : RowFate.Same;
            met = true;
            return fate;
        }
    }

    /// <summary>Meets a row that is read again although it was believed; false when this reading met it before.</summary>
    internal bool MeetAgain(long id)
    {
        lock (_lock)
        {
            var place = Array.BinarySearch(_ids, id);
            if (place < 0)
            {
                return true;
            }
            var wasMet = _met[place];
            _met[place] = true;
            return !wasMet;
        }
    }

    internal static async Task<ListedRows> LoadAsync(Session session, long sourceId)
    {
        List<long> ids = [], hashes = [];
        await session.ForEachAsync(
            "SELECT item_id, hash FROM row_hashes WHERE source_id = @SourceId ORDER BY item_id",
            new { SourceId = sourceId },
            row =>
            {
                ids.Add(row.GetInt64(0));
                hashes.Add(row.GetInt64(1));
            });
        return new ListedRows(ids, hashes);
    }
}
