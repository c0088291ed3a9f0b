using System.IO.Hashing;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// Short texts that many rows have in common (a brand, a category, "in stock"), each made once. A column whose texts hardly come again is soon not
/// looked for any more. Bounded, whatever the feed.
/// </summary>
/// <param name="slots">How many columns there are.</param>
internal sealed class RepeatedTexts(int slots)
{
    private const int Places = 2048;
    private const int Longest = 160;

    /// <summary>After so many looks a column must have found a quarter.</summary>
    private const int Trial = 512;

    private readonly (byte[]? Bytes, int Slot, string? Text)[] _known = new (byte[]?, int, string?)[Places];
    private readonly (int Looks, int Found)[] _slots = new (int, int)[slots];

    /// <summary>Whether the column's texts are worth keeping.</summary>
    public bool Wants(int slot, ReadOnlySpan<byte> bytes) =>
        bytes.Length <= Longest && (_slots[slot] is var (looks, found) && (looks < Trial || found * 4 >= looks));

    /// <summary>The text that these bytes gave before in the column.</summary>
    public bool TryFind(int slot, ReadOnlySpan<byte> bytes, out string? text, out int place)
    {
        place = (int)(XxHash3.HashToUInt64(bytes, slot) % Places);
        ref var column = ref _slots[slot];
        ref readonly var known = ref _known[place];
        text = known.Text;
        var isFound = known.Bytes is not null && known.Slot == slot && bytes.SequenceEqual(known.Bytes);
        column = column.Looks >= Trial * 2 ? (Trial, (column.Found / 2) + (isFound ? 1 : 0)) : (column.Looks + 1, column.Found + (isFound ? 1 : 0));
        return isFound;
    }

    public void Keep(int place, int slot, ReadOnlySpan<byte> bytes, string? text) => _known[place] = (bytes.ToArray(), slot, text);
}
