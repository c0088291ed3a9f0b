using System.Runtime.InteropServices;
using System.Text;

namespace Daogou.Core.Search;

/// <summary>
/// Lays deals out for searching: the best first, so that the first matches of a walk are the best ones. For one thread, once.
/// </summary>
public sealed class SegmentBuilder
{
    private const int TitleWeight = 4;
    private const int BrandWeight = 2;
    private const int CategoryWeight = 2;
    private const int DescriptionWeight = 1;

    private static readonly int[] FieldWeights = [TitleWeight, BrandWeight, CategoryWeight, DescriptionWeight];

    private readonly List<Segment.Facts> _facts = [];
    private readonly List<(int Start, int Length)> _places = [];
    private readonly Names _merchants = new();
    private readonly Names _categories = new();
    private readonly Names _brands = new();
    private readonly Names _currencies = new();
    private byte[] _text = new byte[1 << 12];
    private int _textLength;

    public int Count => _facts.Count;

    /// <summary>Bytes of text taken in so far; a segment holds at most 1 GiB.</summary>
    public long TextBytes => _textLength;

    public void Add(IndexedDeal deal)
    {
        var start = _textLength;
        Append(deal.Title);
        AppendByte((byte)'\n');
        Append(deal.Brand);
        AppendByte((byte)'\n');
        Append(deal.Category);
        AppendByte((byte)'\n');
        Append(deal.Description);
        _places.Add((start, _textLength - start));
        var flags = (deal.HasCoupon ? DealFlags.Coupon : DealFlags.None) | (deal.InStock ? DealFlags.InStock : DealFlags.None) | (deal.PriceMinor is null ? DealFlags.None : DealFlags.Priced);
        _facts.Add(new Segment.Facts(
            deal.Id, deal.PriceMinor ?? 0, deal.StartsAt?.ToUnixTimeMilliseconds() ?? long.MinValue, deal.EndsAt?.ToUnixTimeMilliseconds() ?? long.MaxValue,
            _merchants.IdOf(deal.Merchant), _categories.IdOf(deal.Category), _brands.IdOf(deal.Brand), (short)Math.Clamp(deal.Quality, -200, 200),
            (short)Math.Clamp(deal.DiscountBp, 0, 10_000), (short)_currencies.IdOf(deal.Currency), 0, flags));
    }

    public Segment Build()
    {
        var order = new int[_facts.Count];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }
        Array.Sort(order, (one, other) =>
            _facts[other].Quality != _facts[one].Quality ? _facts[other].Quality.CompareTo(_facts[one].Quality) : _facts[other].Id.CompareTo(_facts[one].Id));
        var facts = new Segment.Facts[order.Length];
        var textAt = new int[order.Length + 1];
        var text = new byte[_textLength];
        var tokens = new TokenStream();
        var chars = new char[1 << 10];
        long lengths = 0;
        for (var doc = 0; doc < order.Length; doc++)
        {
            var (start, length) = _places[order[doc]];
            var bytes = _text.AsSpan(start, length);
            bytes.CopyTo(text.AsSpan(textAt[doc]));
            textAt[doc + 1] = textAt[doc] + length;
            if (chars.Length < length)
            {
                chars = new char[length * 2];
            }
            var normal = chars.AsSpan(0, Encoding.UTF8.GetChars(bytes, chars));
            tokens.Begin();
            foreach (var weight in FieldWeights)
            {
                var end = normal.IndexOf('\n');
                tokens.Weight = weight;
                Analyzer.Cut(end < 0 ? normal : normal[..end], ref tokens);
                normal = end < 0 ? [] : normal[(end + 1)..];
            }
            var size = tokens.End();
            lengths += size;
            facts[doc] = _facts[order[doc]] with { Length = (byte)Math.Min(size, byte.MaxValue) };
        }
        return Lay(facts, text, textAt, tokens, order.Length == 0 ? 1 : Math.Max(1f, (float)lengths / order.Length));
    }

    /// <summary>Terms in the order of their characters, each with its postings in the order of the deals.</summary>
    private Segment Lay(Segment.Facts[] facts, byte[] text, int[] textAt, TokenStream tokens, float averageLength)
    {
        var terms = tokens.Terms.Keys.ToArray();
        Array.Sort(terms, StringComparer.Ordinal);
        var place = new int[terms.Length];
        var postingAt = new int[terms.Length + 1];
        for (var rank = 0; rank < terms.Length; rank++)
        {
            var term = tokens.Terms[terms[rank]];
            place[term] = rank;
            postingAt[rank + 1] = postingAt[rank] + tokens.Frequency[term];
        }
        var postings = new uint[postingAt[^1]];
        var next = postingAt[..^1];
        var at = 0;
        for (var doc = 0; doc < facts.Length; doc++)
        {
            for (var left = tokens.CountOf(doc); left > 0; left--)
            {
                var entry = tokens.Entries[at++];
                postings[next[place[(int)(entry >> Segment.WeightBits)]]++] = (uint)doc << Segment.WeightBits | entry & Segment.WeightMask;
            }
        }
        return new Segment(facts, text, textAt, new TermTable(terms, postingAt), postings, averageLength, _merchants.All, _categories.All, _brands.All, _currencies.All);
    }

    private void Append(string words)
    {
        var normal = Analyzer.Normal(words.ReplaceLineEndings(" "));
        Reserve(Encoding.UTF8.GetMaxByteCount(normal.Length));
        _textLength += Encoding.UTF8.GetBytes(normal, _text.AsSpan(_textLength));
    }

    private void AppendByte(byte value)
    {
        Reserve(1);
        _text[_textLength++] = value;
    }

    private void Reserve(int bytes)
    {
        if (_text.Length - _textLength < bytes)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(_text.Length * 2L, _textLength + (long)bytes)));
        }
    }

    private sealed class Names
    {
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
        private readonly List<string> _all = [];

        public string[] All => [.. _all];

        public int IdOf(string name)
        {
            if (!_ids.TryGetValue(name, out var id))
            {
                _ids[name] = id = _all.Count;
                _all.Add(name);
            }
            return id;
        }
    }

    /// <summary>The tokens of deal after deal, each term once a deal with its weight.</summary>
    private sealed class TokenStream : ITokenSink
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
        private readonly List<int> _starts = [];
        private readonly List<int> _lastDoc = [];
        private readonly List<int> _lastEntry = [];
        private int _size;

        public TokenStream() => _lookup = Terms.GetAlternateLookup<ReadOnlySpan<char>>();

        public Dictionary<string, int> Terms { get; } = new(StringComparer.Ordinal);

        public List<int> Frequency { get; } = [];

        public List<uint> Entries { get; } = [];

        public int Weight { get; set; }

        public void Begin()
        {
            _starts.Add(Entries.Count);
            _size = 0;
        }

        public int End() => _size;

        public int CountOf(int doc) => (doc + 1 < _starts.Count ? _starts[doc + 1] : Entries.Count) - _starts[doc];

        public void Take(scoped ReadOnlySpan<char> token)
        {
            _size++;
            var doc = _starts.Count;
            if (!_lookup.TryGetValue(token, out var term))
            {
                term = Frequency.Count;
                _lookup[token] = term;
                Frequency.Add(0);
                _lastDoc.Add(0);
                _lastEntry.Add(0);
            }
            if (_lastDoc[term] == doc)
            {
                ref var entry = ref CollectionsMarshal.AsSpan(Entries)[_lastEntry[term]];
                entry = entry & ~Segment.WeightMask | Math.Min(Segment.WeightMask, (entry & Segment.WeightMask) + (uint)Weight);
                return;
            }
            _lastDoc[term] = doc;
            _lastEntry[term] = Entries.Count;
            Frequency[term]++;
            Entries.Add((uint)term << Segment.WeightBits | (uint)Weight);
        }
    }
}
