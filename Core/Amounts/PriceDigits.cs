using System.Globalization;

namespace Daogou.Core.Amounts;

/// <summary>
/// Digits with separators as one number. A given decimal mark decides outright, then two different marks (the last is the decimal one), then the locale,
/// then custom: three digits behind a lone mark are thousands, except behind a nought, more than three digits, or for a currency of three decimals.
/// </summary>
internal static class PriceDigits
{
    public const char ArabicDecimal = '\u066B';

    /// <summary>The value with the decimals as written and how sure the reading is; null when the separators make no number.</summary>
    public static (decimal Value, decimal Surety)? Read(string text, string? currency, char? decimalMark, char? localeMark)
    {
        if (Plain(text.Replace(' ', '\''), currency, decimalMark, localeMark) is not { } plain || plain.Digits.Length > 28)
        {
            return null;
        }
        return decimal.TryParse(plain.Digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? (value, plain.Surety) : null;
    }

    private static (string Digits, decimal Surety)? Plain(string text, string? currency, char? decimalMark, char? localeMark)
    {
        var marks = text.Where(c => !char.IsAsciiDigit(c)).ToArray();
        if (marks is [])
        {
            return (text, 1m);
        }
        if (marks is [.., ArabicDecimal or '·'])
        {
            decimalMark = marks[^1];
        }
        if (decimalMark is { } given)
        {
            return marks.Count(mark => mark == given) is 1 && marks[^1] == given ? (Parted(text, text.LastIndexOf(given)), 1m)
                : marks.Contains(given) && !AreGroups(text.Split(given)) ? null
                : (Bare(text), 1m);
        }
        if (marks is [var only])
        {
            return OneMark(text, only, currency, localeMark);
        }
        var last = marks[^1];
        var at = text.LastIndexOf(last);
        if (marks.All(mark => mark == last))
        {
            var groups = text.Split(last);
            return AreGroups(groups) ? (Bare(text), 1m)
                : groups is [.., { Length: 2 }] && AreGroups(groups[..^1]) && last != '\'' ? (Parted(text, at), 0.5m)
                : null;
        }
        if (last == '\'' || marks.Count(mark => mark == last) > 1)
        {
            return null;
        }
        var isWhole = marks[..^1].All(mark => mark == marks[0]) && AreGroups(text[..at].Split(marks[0]));
        return isWhole ? (Parted(text, at), 1m) : text.Length - at <= 3 ? (Parted(text, at), 0.4m) : null;
    }

    private static (string Digits, decimal Surety)? OneMark(string text, char mark, string? currency, char? localeMark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        var behind = text.Length - at - 1;
        if (mark == '\'')
        {
            return behind == 3 && at <= 3 ? (Bare(text), 1m) : null;
        }
        if (behind != 3 || at > 3 || text[0] is '0' || at == 0)
        {
            return (Parted(text, at), behind <= 2 ? 1m : 0.7m);
        }
        if (localeMark is '.' or ',')
        {
            return localeMark == mark ? (Parted(text, at), 0.7m) : (Bare(text), 1m);
        }
        if (currency is not null && SeparatorHabits.HasThousandths(currency, mark))
        {
            return (Parted(text, at), 0.8m);
        }
        return (Bare(text), currency is null ? 0.7m : SeparatorHabits.Thousands(currency) == mark ? 0.95m : 0.7m);
    }

    /// <summary>Groups of three behind one to three digits, of India (two, the last three) or of China's ten thousands (four).</summary>
    private static bool AreGroups(string[] groups) =>
        groups is [{ Length: >= 1 and <= 4 } first, ..] && (groups.Length == 1
            || (first.Length <= 3 && groups.Skip(1).All(group => group.Length == 3))
            || (groups.Length > 2 && first.Length <= 2 && groups[1..^1].All(group => group.Length == 2) && groups[^1].Length == 3)
            || (groups.Length > 2 && groups.Skip(1).All(group => group.Length == 4)));

    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Parted(string text, int at) => Bare(text[..at]) is var whole ? $"{(whole.Length == 0 ? "0" : whole)}.{text[(at + 1)..]}" : "";
}
