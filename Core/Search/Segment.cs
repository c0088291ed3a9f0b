using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Daogou.Core.Search;

[Flags]
internal enum DealFlags : byte
{
    None = 0,
    Coupon = 1,
    InStock = 2,
    Priced = 4,
}

/// <summary>
/// Deals laid out for searching, never changed: facts, text in normal form and postings, all in the order of quality, the best first. A posting is
/// the deal's place and, in its lowest four bits, how weightily the term stands there (title 4, brand and category 2, description 1).
/// </summary>
public sealed class Segment
{
    internal const int WeightBits = 4;
    internal const uint WeightMask = 15;

    /// <summary>More deals than this do not fit into one segment.</summary>
    public const int MostDeals = 1 << 27;

    private readonly Facts[] _facts;
    private readonly byte[] _text;
    private readonly int[] _textAt;
    private readonly uint[] _postings;
    private readonly long[] _ids;
    private readonly int[] _docs;
    private readonly Lazy<TypoTable> _typos;

    internal Segment(
        Facts[] facts, byte[] text, int[] textAt, TermTable terms, uint[] postings, float averageLength, string[] merchants, string[] categories, string[] brands,
        string[] currencies)
    {
        (_facts, _text, _textAt, Terms, _postings, AverageLength) = (facts, text, textAt, terms, postings, averageLength);
        (Merchants, Categories, Brands, Currencies) = (merchants, categories, brands, currencies);
        _ids = new long[facts.Length];
        _docs = new int[facts.Length];
        for (var doc = 0; doc < facts.Length; doc++)
        {
            (_ids[doc], _docs[doc]) = (facts[doc].Id, doc);
        }
        Array.Sort(_ids, _docs);
        _typos = new Lazy<TypoTable>(() => new TypoTable(Terms));
    }

    public static Segment Empty { get; } = new SegmentBuilder().Build();

    public int Count => _facts.Length;

    /// <summary>Bytes held: facts, text, terms and postings.</summary>
    public long Bytes => ((long)_facts.Length * Unsafe.SizeOf<Facts>()) + _text.Length + (_textAt.Length * 4L) + (_postings.Length * 4L)
        + (_ids.Length * 12L) + Terms.Bytes + (_typos.IsValueCreated ? _typos.Value.Bytes : 0);

    internal TermTable Terms { get; }

    internal TypoTable Typos => _typos.Value;

    internal float AverageLength { get; }

    internal string[] Merchants { get; }

    internal string[] Categories { get; }

    internal string[] Brands { get; }

    internal string[] Currencies { get; }

    internal ref readonly Facts this[int doc] => ref _facts[doc];

    /// <summary>The deal's place, or −1.</summary>
    internal int Find(long id) => Array.BinarySearch(_ids, id) is >= 0 and var at ? _docs[at] : -1;

    internal ReadOnlySpan<uint> Postings(int term) => _postings.AsSpan(Terms.Start(term), Terms.Frequency(term));

    internal PostingList PostingList(int term) => new(_postings, Terms.Start(term), Terms.Frequency(term));

    /// <summary>Title, brand, category and description in normal form, a line each, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Text(int doc) => _text.AsSpan(_textAt[doc], _textAt[doc + 1] - _textAt[doc]);

    /// <summary>A deal's facts; instants in Unix milliseconds.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Facts(
        long Id, long PriceMinor, long StartsAt, long EndsAt, int Merchant, int Category, int Brand, short Quality, short DiscountBp, short Currency, byte Length,
        DealFlags Flags);
}
