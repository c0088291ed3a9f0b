using System.Text;

namespace Daogou.Core.Search;

/// <summary>Whether what a clause asks for really stands together in a deal's text; postings alone cannot say it.</summary>
internal abstract class TextCheck
{
    /// <param name="text">In normal form, UTF-8.</param>
    public abstract bool Stands(ReadOnlySpan<byte> text);
}

/// <summary>A run of characters, unbroken.</summary>
internal sealed class RunCheck(string run) : TextCheck
{
    private readonly byte[] _run = Encoding.UTF8.GetBytes(run);

    public override bool Stands(ReadOnlySpan<byte> text) => text.IndexOf(_run) >= 0;
}

/// <summary>The pieces of a model one after the other, apart by one sign at most: <c>xm5</c> stands in <c>WH-1000XM5</c> and in <c>XM 5</c>.</summary>
internal sealed class PiecesCheck(IReadOnlyList<string> pieces) : TextCheck
{
    private readonly byte[][] _pieces = [.. pieces.Select(Encoding.UTF8.GetBytes)];

    public override bool Stands(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOf(_pieces[0]) is >= 0 and var found; from += found + 1)
        {
            if (StandsAt(text, from + found))
            {
                return true;
            }
        }
        return false;
    }

    private bool StandsAt(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && GoesOn(text[at - 1], _pieces[0][0]))
        {
            return false;
        }
        for (var index = 0; index < _pieces.Length; index++)
        {
            if (index > 0 && at < text.Length && text[at] is (byte)' ' or (byte)'-' or (byte)'/' or (byte)'_' or (byte)'.')
            {
                at++;
            }
            var piece = _pieces[index];
            if (!text[Math.Min(at, text.Length)..].StartsWith(piece))
            {
                return false;
            }
            at += piece.Length;
            if (at < text.Length && text[at] == (byte)'s' && char.IsAsciiLetter((char)piece[^1]))
            {
                at++;
            }
        }
        return at >= text.Length || !GoesOn(text[at], _pieces[^1][^1]);
    }

    private static bool GoesOn(byte neighbour, byte edge) =>
        char.IsAsciiDigit((char)edge) ? char.IsAsciiDigit((char)neighbour) : char.IsAsciiLetter((char)neighbour);
}

/// <summary>Characters that sound so, unbroken: whole syllables or first letters.</summary>
internal sealed class SoundCheck(IReadOnlyList<string> sounds, bool isInitials) : TextCheck
{
    public override bool Stands(ReadOnlySpan<byte> text)
    {
        var characters = Encoding.UTF8.GetString(text);
        for (var start = 0; start + sounds.Count <= characters.Length; start++)
        {
            var length = 0;
            while (length < sounds.Count && Sounds(characters[start + length], sounds[length], isInitials))
            {
                length++;
            }
            if (length == sounds.Count)
            {
                return true;
            }
        }
        return false;
    }

    internal static bool Sounds(char c, string sound, bool isInitial)
    {
        foreach (var reading in HanTable.ReadingsOf(c))
        {
            if (isInitial ? reading[0] == sound[0] : reading == sound)
            {
                return true;
            }
        }
        return false;
    }
}
