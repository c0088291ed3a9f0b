using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Daogou.Core.Links;

/// <summary>What a genuine click ref says: the link, and which click of it.</summary>
/// <param name="Ordinal">
/// 0 when no single click is known, because the network took the link's own ref when the link was made or the store was down at the click: the
/// link is known all the same.
/// </param>
public readonly record struct ClickRef(string Code, long Ordinal);

/// <summary>
/// Makes and reads the sub-id that networks echo with an order: exactly 20 characters of <c>[0-9a-z]</c>, seven of the link's code, seven of the
/// click's ordinal, six of a MAC. An order finds its link by this alone, without the click's row; what was not made here is not believed.
/// </summary>
public sealed class ClickRefs
{
    public const int Length = LinkCodes.Length + OrdinalLength + MacLength;

    /// <summary>The ordinal that stands for the link itself and no click of it.</summary>
    public const long LinkOrdinal = 0;

    /// <summary>The largest ordinal that seven characters hold.</summary>
    public const long MostOrdinal = 78_364_164_095;

    private const int OrdinalLength = 7;
    private const int MacLength = 6;
    private const int SignedLength = LinkCodes.Length + OrdinalLength;
    private const ulong MacRange = 36UL * 36 * 36 * 36 * 36 * 36;

    // Setting up an HMAC costs several times what computing one does, and every redirect computes one.
    [ThreadStatic]
    private static Signer? t_signer;

    private readonly byte[] _key;
    private readonly byte[] _personKey;

    /// <param name="secret">At least 32 characters; a key of its own is derived from it.</param>
    public ClickRefs(string secret)
    {
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "daogou click ref 1"u8.ToArray());
        _personKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "daogou person 1"u8.ToArray());
    }

    /// <summary>The ref of the link itself, for platforms that take a sub-id when the link is made.</summary>
    public string OfLink(string code) => Make(code, LinkOrdinal);

    /// <summary>A member's lasting pseudonym towards platforms that want a user id with a link: 16 characters of <c>[0-9a-z]</c> that tell nobody the member.</summary>
    public string PersonOf(long memberId)
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(id, memberId);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_personKey, id).AsSpan(0, 8));
    }

    public string Make(string code, long ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, MostOrdinal);
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        if (!LinkCodes.IsCode(code))
        {
            throw new ArgumentException("A link's code is seven characters of [0-9a-z].", nameof(code));
        }
        Span<char> text = stackalloc char[Length];
        Write(text, code, ordinal);
        return text.ToString();
    }

    /// <summary>Writes the ref of a checked code into the span.</summary>
    internal void Write(Span<char> text, ReadOnlySpan<char> code, long ordinal)
    {
        code.CopyTo(text);
        Base36.Write(text.Slice(LinkCodes.Length, OrdinalLength), ordinal);
        Base36.Write(text.Slice(SignedLength, MacLength), Mac(text[..SignedLength]));
    }

    /// <summary>Null for anything that was not made with our secret. Capital letters are read as small ones: some networks write them so.</summary>
    public ClickRef? TryRead(string? text)
    {
        if (text is null || text.Length != Length)
        {
            return null;
        }
        Span<char> lower = stackalloc char[Length];
        text.AsSpan().ToLowerInvariant(lower);
        if (!Base36.IsAll(lower))
        {
            return null;
        }
        Span<byte> expected = stackalloc byte[sizeof(long)];
        Span<byte> given = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(expected, Mac(lower[..SignedLength]));
        BinaryPrimitives.WriteInt64LittleEndian(given, Base36.Read(lower[SignedLength..]));
        return CryptographicOperations.FixedTimeEquals(expected, given)
            ? new ClickRef(lower[..LinkCodes.Length].ToString(), Base36.Read(lower.Slice(LinkCodes.Length, OrdinalLength)))
            : null;
    }

    private long Mac(ReadOnlySpan<char> signed)
    {
        Span<byte> bytes = stackalloc byte[SignedLength];
        Encoding.ASCII.GetBytes(signed, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (t_signer?.Key != _key)
        {
            t_signer = new Signer(_key, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        }
        t_signer.Hmac.AppendData(bytes);
        t_signer.Hmac.GetHashAndReset(hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) % MacRange);
    }

    private sealed record Signer(byte[] Key, IncrementalHash Hmac);
}
