using System.Globalization;
using System.Text;

namespace Daogou.Core.Search;

/// <summary>What takes tokens in the order they stand.</summary>
internal interface ITokenSink
{
    /// <param name="token">Valid during the call only.</param>
    void Take(scoped ReadOnlySpan<char> token);
}

/// <summary>A piece of text of one kind.</summary>
internal enum RunKind
{
    /// <summary>Letters and digits, with single hyphens inside.</summary>
    Word = 1,

    /// <summary>Characters that are written without spaces: Chinese, Japanese, Korean.</summary>
    Han = 2,
}

/// <summary>
/// Cuts text into tokens, the same for what is stored and what is asked. Chinese runs become overlapping pairs of characters (and their last
/// character alone, so that each is the beginning of a token); words lose the English plural; a model such as <c>wh-1000xm5</c> becomes
/// <c>wh1000xm5</c>, <c>1000xm5</c> and its pieces.
/// </summary>
public static class Analyzer
{
    /// <summary>Longer words are cut, alike on both sides.</summary>
    internal const int LongestToken = 40;

    /// <summary>The normal form: compatibility signs and full width as the plain ones, small letters, Latin accents off, simplified characters.</summary>
    public static string Normal(string text)
    {
        var composed = IsPlain(text) ? text : Whole(text).Normalize(NormalizationForm.FormKC);
        return string.Create(composed.Length, composed, static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                var c = source[index];
                target[index] = char.IsAscii(c) ? char.ToLowerInvariant(c) : c is >= '\u00C0' and <= '\u024F' ? Unaccented(c) : HanTable.Simple(char.ToLowerInvariant(c));
            }
        });
    }

    /// <summary>The tokens of a text in their order, each once.</summary>
    public static IReadOnlyList<string> Tokens(string text)
    {
        var sink = new ListSink([]);
        Cut(Normal(text), ref sink);
        return [.. sink.Tokens.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Hands over every token of a text in normal form.</summary>
    internal static void Cut<TSink>(ReadOnlySpan<char> normal, ref TSink sink)
        where TSink : ITokenSink
    {
        var at = 0;
        while (NextRun(normal, ref at, out var kind) is { Length: > 0 } run)
        {
            if (kind == RunKind.Han)
            {
                for (var index = 0; index + 1 < run.Length; index++)
                {
                    sink.Take(run.Slice(index, 2));
                }
                sink.Take(run[^1..]);
            }
            else
            {
                CutWord(run, ref sink);
            }
        }
    }

    /// <summary>The next run from <paramref name="at"/> on, which then stands behind it; empty at the end.</summary>
    internal static ReadOnlySpan<char> NextRun(ReadOnlySpan<char> normal, ref int at, out RunKind kind)
    {
        while (at < normal.Length && KindOf(normal[at]) is null)
        {
            at++;
        }
        kind = default;
        if (at == normal.Length)
        {
            return [];
        }
        kind = KindOf(normal[at])!.Value;
        var start = at++;
        while (at < normal.Length
            && (KindOf(normal[at]) == kind || (kind == RunKind.Word && normal[at] == '-' && at + 1 < normal.Length && KindOf(normal[at + 1]) == RunKind.Word)))
        {
            at++;
        }
        return normal[start..at];
    }

    /// <summary>The end of the piece of a word that begins at <paramref name="start"/>: letters alone or digits alone.</summary>
    internal static int PieceEnd(ReadOnlySpan<char> run, int start)
    {
        var isDigit = char.IsAsciiDigit(run[start]);
        var end = start + 1;
        while (end < run.Length && run[end] != '-' && char.IsAsciiDigit(run[end]) == isDigit)
        {
            end++;
        }
        return end;
    }

    /// <summary>A word of letters without the English plural.</summary>
    internal static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word, Span<char> room)
    {
        if (word.Length > LongestToken)
        {
            word = word[..LongestToken];
        }
        if (word.Length < 4 || word[^1] != 's' || word[^2] is 's' or 'u' or 'i')
        {
            return word;
        }
        if (word.Length > 4 && word.EndsWith("ies") && word[^4] is not ('a' or 'e'))
        {
            word[..^3].CopyTo(room);
            room[word.Length - 3] = 'y';
            return room[..(word.Length - 2)];
        }
        return word[..^1];
    }

    private static void CutWord<TSink>(ReadOnlySpan<char> run, ref TSink sink)
        where TSink : ITokenSink
    {
        Span<char> room = stackalloc char[LongestToken];
        Span<char> joined = stackalloc char[LongestToken];
        var length = 0;
        var pieces = 0;
        var secondAt = 0;
        for (var start = 0; start < run.Length;)
        {
            var end = PieceEnd(run, start);
            var piece = run[start..end];
            sink.Take(char.IsAsciiDigit(piece[0]) ? piece[..Math.Min(piece.Length, LongestToken)] : Stem(piece, room));
            if (pieces++ == 1)
            {
                secondAt = length;
            }
            var fits = Math.Min(piece.Length, LongestToken - length);
            piece[..fits].CopyTo(joined[length..]);
            length += fits;
            start = end < run.Length && run[end] == '-' ? end + 1 : end;
        }
        if (pieces > 1)
        {
            sink.Take(joined[..length]);
        }
        if (pieces > 2 && secondAt < length)
        {
            sink.Take(joined[secondAt..length]);
        }
    }

    private static RunKind? KindOf(char c) =>
        char.IsAscii(c) ? (char.IsAsciiLetterOrDigit(c) ? RunKind.Word : null)
        : c is (>= '\u3400' and <= '\u9FFF') or (>= '\u3041' and <= '\u30FF' and not '\u30FB') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uD800' and <= '\uDFFF') or (>= '\uF900' and <= '\uFAFF') or '\u3005' or '\u3007' ? RunKind.Han
        : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark ? RunKind.Word
        : null;

    private static char Unaccented(char c)
    {
        var small = char.ToLowerInvariant(c);
        var apart = small.ToString().Normalize(NormalizationForm.FormD);
        return char.IsLetter(apart[0]) ? apart[0] : small;
    }

    /// <summary>Half a character, as a cut leaves it, has no normal form; it becomes the sign for that.</summary>
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAscii(c) && c is < '\u4E00' or > '\u9FA5')
            {
                return false;
            }
        }
        return true;
    }

    private readonly record struct ListSink(List<string> Tokens) : ITokenSink
    {
        public void Take(scoped ReadOnlySpan<char> token) => Tokens.Add(token.ToString());
    }
}
