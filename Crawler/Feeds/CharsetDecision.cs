using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Crawler.Feeds;

/// <summary>Bytes as text.</summary>
/// <param name="Name">The set that was used, as the WHATWG Encoding Standard names it, in lower case.</param>
/// <param name="Replaced">How many U+FFFD stand for bytes that are no character.</param>
internal sealed record DecodedText(string Text, string Name, int Replaced);

/// <summary>
/// Which character set bytes are in. Order: a byte order mark; valid UTF-8, whatever is declared (a wrong label is far commoner than accidental
/// validity); what the server declares; what the XML declaration or HTML's meta declares; a guess by the bytes; windows-1252.
/// </summary>
internal static partial class CharsetDecision
{
    /// <summary>The HTML Standard looks at 1,024 bytes; shops declare later too.</summary>
    private const int PrescanLength = 16_384;

    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var name = Choose(bytes, CharsetOf(contentType), IsUtf8(bytes));
        var text = Charsets.Encoding(name).GetString(bytes);
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        return new DecodedText(text, name, text.AsSpan().Count('\uFFFD'));
    }

    /// <summary>The name of the set, from the first bytes.</summary>
    /// <param name="isUtf8">Whether the whole of it is valid UTF-8.</param>
    public static string Choose(ReadOnlySpan<byte> head, string? served, bool isUtf8) => Decide(head, served, isUtf8).Name;

    /// <summary>The set and what spoke for it, from the first bytes.</summary>
    /// <param name="isUtf8">Whether the whole of it is valid UTF-8.</param>
    public static CharsetChoice Decide(ReadOnlySpan<byte> head, string? served, bool isUtf8)
    {
        if (Mark(head) is { } marked)
        {
            return new CharsetChoice(marked, CharsetBy.Mark);
        }
        if (WithoutMark(head) is { } wide)
        {
            return new CharsetChoice(wide, CharsetBy.Guessed);
        }
        var (sent, declared) = (Charsets.Name(served), Declared(head));
        if (isUtf8)
        {
            return IsIso2022Jp(head) && (sent ?? declared) is "iso-2022-jp" or null
                ? new CharsetChoice("iso-2022-jp", sent is not null ? CharsetBy.Served : declared is not null ? CharsetBy.Declared : CharsetBy.Guessed)
                : new CharsetChoice("utf-8", CharsetBy.ValidUtf8);
        }
        if (IsMostlyUtf8(head, isDeclared: sent is "utf-8" || declared is "utf-8"))
        {
            return new CharsetChoice("utf-8", CharsetBy.DamagedUtf8);
        }
        // Servers send iso-8859-1 by default; a document that names a set of several bytes and keeps to it knows better.
        (string? Name, CharsetBy By)[] candidates = sent is "windows-1252" && IsWide(declared) && Fits(head, declared!)
            ? [(declared, CharsetBy.Declared)]
            : [(sent, CharsetBy.Served), (declared, CharsetBy.Declared)];
        foreach (var (name, by) in candidates)
        {
            if (name is not (null or "utf-8" or "utf-16le" or "utf-16be" or "iso-2022-jp") && Fits(head, name))
            {
                return new CharsetChoice(name, by);
            }
        }
        return CharsetGuess.Of(head) is { } guess ? new CharsetChoice(guess, CharsetBy.Guessed)
            : candidates.FirstOrDefault(one => one.Name is not (null or "utf-8" or "utf-16le" or "utf-16be")) is { Name: { } named } said ? new CharsetChoice(named, said.By)
            : new CharsetChoice("windows-1252", CharsetBy.Usual);
    }

    public static string? CharsetOf(string? contentType) =>
        contentType is { Length: < 1000 } && Parameter().Match(contentType) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Whether the bytes are UTF-8, but for a character that their end may have cut.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return true;
        }
        for (var cut = 1; cut <= 3 && cut < bytes.Length; cut++)
        {
            if (bytes[^cut] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(bytes[^cut..], out _, out _) == OperationStatus.NeedMoreData && System.Text.Unicode.Utf8.IsValid(bytes[..^cut]);
            }
        }
        return false;
    }

    private static string? Mark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ => null,
    };

    /// <summary>UTF-16 that lost its mark shows by the zero bytes beside its ASCII.</summary>
    private static string? WithoutMark(ReadOnlySpan<byte> head)
    {
        var looked = head[..Math.Min(head.Length & ~1, 1024)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < looked.Length; i += 2)
        {
            even += looked[i] == 0 ? 1 : 0;
            odd += looked[i + 1] == 0 ? 1 : 0;
        }
        var pairs = looked.Length / 2;
        return pairs < 4 ? null : odd * 5 > pairs * 2 && even * 20 < pairs ? "utf-16le" : even * 5 > pairs * 2 && odd * 20 < pairs ? "utf-16be" : null;
    }

    private static string? Declared(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, PrescanLength)]);
        if (XmlDeclaration().Match(text) is { Success: true } xml && Charsets.Name(xml.Groups["name"].Value) is { } named)
        {
            return named;
        }
        foreach (Match meta in Meta().Matches(text))
        {
            if (meta.Groups["tag"].Success && Parameter().Match(meta.Groups["tag"].Value) is { Success: true } match
                && Charsets.Name(match.Groups["name"].Value) is { } name)
            {
                return name;
            }
        }
        return null;
    }

    private static bool IsIso2022Jp(ReadOnlySpan<byte> head) => head.IndexOf("\u001b$B"u8) >= 0 || head.IndexOf("\u001b$@"u8) >= 0;

    /// <summary>UTF-8 in which some bytes got damaged: hardly any other set gives so many whole sequences.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes, bool isDeclared)
    {
        var (whole, broken) = (0, 0);
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var at && at >= 0)
        {
            bytes = bytes[at..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            whole += status == OperationStatus.Done ? 1 : 0;
            broken += status == OperationStatus.InvalidData ? 1 : 0;
            bytes = bytes[consumed..];
        }
        return isDeclared ? whole > 0 && broken * 3 <= whole : whole >= 8 && broken * 10 <= whole;
    }

    private static bool IsWide(string? name) => name is "gbk" or "gb18030" or "big5" or "shift_jis" or "euc-jp" or "euc-kr";

    /// <summary>Whether the bytes are text in a set of several bytes a character: few of them are no character. Any bytes fit a set of one.</summary>
    private static bool Fits(ReadOnlySpan<byte> head, string name)
    {
        if (!IsWide(name))
        {
            return true;
        }
        var text = Charsets.Encoding(name).GetString(head);
        var (broken, foreign) = (0, 0);
        foreach (var next in text)
        {
            broken += next == '\uFFFD' ? 1 : 0;
            foreign += next >= 0x80 ? 1 : 0;
        }
        return broken <= 2 || broken * 20 <= foreign;
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*(?<name>[A-Za-z0-9_:.-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        """^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']?\s*(?<name>[A-Za-z0-9_:.-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex XmlDeclaration();

    /// <summary>A comment, which declares nothing, or a meta element.</summary>
    [GeneratedRegex(
        "<!--.*?-->|<meta[\\s/](?<tag>[^>]*)>", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Meta();
}
