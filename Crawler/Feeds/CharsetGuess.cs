namespace Daogou.Crawler.Feeds;

/// <summary>
/// A guess at a character set that nobody declared: the likeliest reading of the bytes that are not ASCII, among the sets and languages that
/// occur. Null: windows-1252 is as likely as any.
/// </summary>
internal static class CharsetGuess
{
    private const int MostBytes = 131_072;
    private const int Context = 8;

    /// <summary>How much likelier than windows-1252, the set of most pages that declare none, another has to be (natural logarithm).</summary>
    private const double Doubt = 2.5;

    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var sample = Sample(bytes);
        var (best, score, usual) = (default(string), double.NegativeInfinity, double.NegativeInfinity);
        foreach (var model in LetterModel.All)
        {
            var found = model.Score(sample);
            if (model.Name == "windows-1252")
            {
                usual = Math.Max(usual, found);
            }
            else if (found > score)
            {
                (best, score) = (model.Name, found);
            }
        }
        foreach (var model in WideModel.All)
        {
            if (model.Score(sample) is var found && found > score)
            {
                (best, score) = (model.Name, found);
            }
        }
        return score <= usual + Doubt ? null : best == "gbk" && HasFourByteCharacters(sample) ? "gb18030" : best;
    }

    /// <summary>The bytes that are not ASCII with a little of what stands around them.</summary>
    private static byte[] Sample(ReadOnlySpan<byte> bytes)
    {
        var sample = new List<byte>(Math.Min(bytes.Length, MostBytes));
        var kept = 0;
        while (sample.Count < MostBytes && bytes[kept..].IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var next && next >= 0)
        {
            next += kept;
            sample.AddRange(bytes[Math.Max(kept, next - Context)..next]);
            var end = next;
            while (end < bytes.Length && end - next < MostBytes && bytes[end..Math.Min(bytes.Length, end + Context)].IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var step && step >= 0)
            {
                end += step + 1;
            }
            sample.AddRange(bytes[next..Math.Min(bytes.Length, end + Context)]);
            kept = Math.Min(bytes.Length, end + Context);
        }
        return [.. sample];
    }

    private static bool HasFourByteCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 3 < bytes.Length; i++)
        {
            if (bytes[i] < 0x81)
            {
                continue;
            }
            if (bytes[i + 1] is >= 0x30 and <= 0x39)
            {
                return bytes[i + 2] >= 0x81 && bytes[i + 3] is >= 0x30 and <= 0x39;
            }
            i++;
        }
        return false;
    }
}
