using System.Buffers.Binary;

namespace Daogou.Core.Catalog;

/// <summary>
/// Boosted decision trees over <see cref="PairFeatures"/>: small, learnt once, shipped as numbers. Trees are written one after another, a node in
/// 10 bytes: feature (65535 is a leaf), threshold or leaf value, place of the right child; the left child stands right behind.
/// </summary>
public sealed class PairModel
{
    private const int NodeBytes = 10;
    private const int Leaf = ushort.MaxValue;

    private readonly (ushort Feature, float Value, int Right)[][] _trees;
    private readonly float _start;
    private readonly float _slope;
    private readonly float _offset;

    public PairModel(ReadOnlySpan<byte> bytes)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _start = BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]);
        _slope = BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]);
        _offset = BinaryPrimitives.ReadSingleLittleEndian(bytes[12..]);
        Same = BinaryPrimitives.ReadSingleLittleEndian(bytes[16..]);
        Maybe = BinaryPrimitives.ReadSingleLittleEndian(bytes[20..]);
        var at = 24;
        _trees = new (ushort, float, int)[count][];
        for (var tree = 0; tree < count; tree++)
        {
            var nodes = new (ushort, float, int)[BinaryPrimitives.ReadInt32LittleEndian(bytes[at..])];
            at += 4;
            for (var node = 0; node < nodes.Length; node++, at += NodeBytes)
            {
                nodes[node] = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]), BinaryPrimitives.ReadSingleLittleEndian(bytes[(at + 2)..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 6)..]));
            }
            _trees[tree] = nodes;
        }
    }

    public static PairModel Shipped { get; } = new(CatalogResource.Bytes("pair-model.bin"));

    /// <summary>From this score on two offers are the same product.</summary>
    public float Same { get; }

    /// <summary>From this score on a person may look.</summary>
    public float Maybe { get; }

    /// <summary>How likely the pair is one product, 0 to 1; learnt so that of pairs scored 0.8 about four in five are.</summary>
    public double Score(ReadOnlySpan<float> features) => 1 / (1 + Math.Exp(-((_slope * Raw(features)) + _offset)));

    /// <summary>The trees' sum before it is made a likelihood.</summary>
    public double Raw(ReadOnlySpan<float> features)
    {
        double sum = _start;
        foreach (var nodes in _trees)
        {
            var at = 0;
            while (nodes[at].Feature != Leaf)
            {
                // The left child stands right behind its parent.
                at = features[nodes[at].Feature] <= nodes[at].Value ? at + 1 : nodes[at].Right;
            }
            sum += nodes[at].Value;
        }
        return sum;
    }

    /// <summary>The bytes that the constructor reads.</summary>
    public static byte[] Write(IReadOnlyList<IReadOnlyList<(ushort Feature, float Value, int Right)>> trees, float start, float slope, float offset, float same, float maybe)
    {
        var bytes = new byte[24 + trees.Sum(tree => 4 + (tree.Count * NodeBytes))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, trees.Count);
        foreach (var (place, value) in new[] { (4, start), (8, slope), (12, offset), (16, same), (20, maybe) })
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(place), value);
        }
        var at = 24;
        foreach (var tree in trees)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), tree.Count);
            at += 4;
            foreach (var (feature, value, right) in tree)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), feature);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at + 2), value);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 6), right);
                at += NodeBytes;
            }
        }
        return bytes;
    }
}
