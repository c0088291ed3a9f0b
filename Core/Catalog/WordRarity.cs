using System.IO.Hashing;
using System.Text;

namespace Daogou.Core.Catalog;

/// <summary>
/// How rare a word is among titles of goods: a table of 64 KiB that holds no word, only how often words of a hash were met
/// (two places a word, the lesser counts). A word that was never met is the rarest.
/// </summary>
public sealed class WordRarity
{
    public const int Slots = 1 << 16;

    /// <summary>Steps of a stored byte to a doubling.</summary>
    private const double Steps = 8;

    private readonly byte[] _table;
    private readonly double _most;

    public WordRarity(byte[] table)
    {
        if (table.Length != Slots)
        {
            throw new InvalidOperationException($"A table of word rarities has {Slots} bytes, not {table.Length}.");
        }
        _table = table;
        _most = Math.Log(30_000);
    }

    public static WordRarity Shipped { get; } = new(CatalogResource.Bytes("word-rarity.bin"));

    /// <summary>From 0 (in every title) to about 10 (never met).</summary>
    public double Of(string word)
    {
        var (one, other) = Places(word);
        var met = Math.Min(_table[one], _table[other]);
        return met == 0 ? _most : Math.Max(0.1, _most - (met / Steps * Math.Log(2)));
    }

    /// <summary>A table of word counts.</summary>
    public static byte[] Table(IEnumerable<KeyValuePair<string, int>> counts)
    {
        var sums = new int[Slots];
        foreach (var (word, count) in counts)
        {
            var (one, other) = Places(word);
            sums[one] += count;
            sums[other] += one == other ? 0 : count;
        }
        return [.. sums.Select(sum => sum == 0 ? (byte)0 : (byte)Math.Clamp(Math.Round(Math.Log2(sum + 1) * Steps), 1, 255))];
    }

    private static (int One, int Other) Places(string word)
    {
        Span<byte> bytes = stackalloc byte[256];
        var hash = Encoding.UTF8.TryGetBytes(word, bytes, out var written) ? XxHash3.HashToUInt64(bytes[..written]) : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(word));
        return ((int)(hash % Slots), (int)((hash >> 32) % Slots));
    }
}
