using System.Globalization;
using System.Text;

namespace Daogou.Core.Catalog;

/// <summary>A run of letters and digits, or of Chinese, in a folded title.</summary>
/// <param name="Joined">A hyphen, and nothing else, stands between it and the run before: <c>wh-1000xm5</c>.</param>
public readonly record struct TitleToken(string Text, int Start, TokenKind Kind, bool Joined);

public enum TokenKind
{
    Word = 1,

    /// <summary>Digits, a decimal point within.</summary>
    Number = 2,

    /// <summary>Letters and digits.</summary>
    Mixed = 3,

    Cjk = 4,
}

/// <summary>Titles in one form: letters of full width narrow, case and accents gone, marks that nobody says left out.</summary>
public static class TitleText
{
    /// <summary>What stands behind this place of a title tells no product.</summary>
    public const int Longest = 600;

    public static string Fold(string title)
    {
        var cut = title.Length > Longest ? title[..Longest] : title;
        var text = new StringBuilder(cut.Length);
        foreach (var rune in Plain(cut).EnumerateRunes())
        {
            var folded = Fold(rune);
            if (folded != '\0' && (folded != ' ' || (text.Length > 0 && text[^1] != ' ')))
            {
                text.Append(folded);
            }
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The runs of a folded text, from left to right.</summary>
    public static List<TitleToken> Tokens(string folded)
    {
        var tokens = new List<TitleToken>();
        var end = -1;
        for (var at = 0; at < folded.Length;)
        {
            var kind = KindOf(folded[at]);
            if (kind is null)
            {
                at++;
                continue;
            }
            var start = at;
            var (letters, digits) = (false, false);
            while (at < folded.Length && Continues(folded, at, start, kind.Value))
            {
                letters |= char.IsLetter(folded[at]);
                digits |= char.IsDigit(folded[at]);
                at++;
            }
            var joined = end > 0 && start == end + 1 && folded[end] is '-' or '_' && kind != TokenKind.Cjk && tokens[^1].Kind != TokenKind.Cjk;
            var what = kind == TokenKind.Cjk ? TokenKind.Cjk : letters && digits ? TokenKind.Mixed : digits ? TokenKind.Number : TokenKind.Word;
            var text = folded[start..at];
            tokens.Add(new TitleToken(what == TokenKind.Number ? PlainNumber(text) : text, start, what, joined));
            end = at;
            if (at < folded.Length && folded[at] == '+' && what is TokenKind.Mixed or TokenKind.Word && (at + 1 == folded.Length || KindOf(folded[at + 1]) is null or TokenKind.Cjk))
            {
                tokens.Add(new TitleToken("plus", at, TokenKind.Word, false));
            }
        }
        return tokens;
    }

    public static bool IsCjk(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\u3040' and <= '\u30FF' or >= '\uAC00' and <= '\uD7AF';

    private static string Plain(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var marked = text.Replace("™", "", StringComparison.Ordinal).Replace("®", "", StringComparison.Ordinal);
        if (marked.Any(char.IsSurrogate))
        {
            // Lone halves of a pair, which cannot be normalised, become a mark that is passed over.
            marked = string.Concat(marked.EnumerateRunes().Select(rune => rune.ToString()));
        }
        var composed = marked.Normalize(NormalizationForm.FormKC);
        return HasLatinMarks(composed) ? WithoutMarks(composed) : composed;
    }

    private static bool HasLatinMarks(string text) => text.AsSpan().ContainsAnyInRange('\u00C0', '\u024F');

    private static string WithoutMarks(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036F')).Normalize(NormalizationForm.FormC);

    private static char Fold(Rune rune)
    {
        if (!rune.IsBmp)
        {
            // Rare Chinese characters lie there with the emoji; a title is told apart without either.
            return ' ';
        }
        var c = (char)rune.Value;
        return c switch
        {
            '×' or '✕' or '✖' or '╳' => '×',
            '”' or '“' or '″' or '〃' => '"',
            '’' or '‘' or '′' or '´' or '`' => '\'',
            '—' or '–' or '‐' or '‑' or '−' or '－' => '-',
            '【' or '〔' or '「' or '『' or '〖' => '[',
            '】' or '〕' or '」' or '』' or '〗' => ']',
            '，' or '、' or '；' or ';' => ',',
            '。' => '.',
            '\uFFFD' => ' ',
            _ when char.IsLetterOrDigit(c) => char.ToLowerInvariant(c),
            _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
            {
                UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => '\0',
                UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse or UnicodeCategory.Control or UnicodeCategory.Surrogate
                    or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => ' ',
                _ => c,
            },
        };
    }

    private static TokenKind? KindOf(char c) => IsCjk(c) ? TokenKind.Cjk : char.IsLetterOrDigit(c) ? TokenKind.Word : null;

    private static bool Continues(string text, int at, int start, TokenKind kind) =>
        KindOf(text[at]) == kind
        || (text[at] is '.' or ',' && at > start && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]) && IsPoint(text, at));

    /// <summary>A comma between digits groups thousands when three digits follow it.</summary>
    private static bool IsPoint(string text, int at) =>
        text[at] == '.' || (at + 3 < text.Length && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]) && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4])));

    /// <summary><c>6.0</c> and <c>6</c> are one number, and so are <c>1,000</c> and <c>1000</c>; <c>007</c> stays.</summary>
    private static string PlainNumber(string digits)
    {
        var plain = digits.Replace(",", "", StringComparison.Ordinal);
        return plain.Contains('.', StringComparison.Ordinal) ? plain.TrimEnd('0').TrimEnd('.') is { Length: > 0 } kept ? kept : "0" : plain;
    }
}
