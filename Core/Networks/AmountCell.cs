using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Networks;

/// <summary>An amount as files and APIs write it: <c>1290</c>, <c>1,299.00</c>, <c>¥12.90</c>, <c>12,90</c>, <c>1 299,00 EUR</c>.</summary>
public static partial class AmountCell
{
    /// <summary>The number, or null where it is none or its separators could mean two things.</summary>
    public static decimal? Read(string text)
    {
        var match = Shape().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }
        var digits = match.Groups["digits"].Value.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal);
        var plain = Plain(digits);
        return plain is not null && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? match.Groups["minus"].Success ? -number : number
            : null;
    }

    private static string? Plain(string digits)
    {
        var comma = digits.LastIndexOf(',');
        var point = digits.LastIndexOf('.');
        if (comma < 0)
        {
            return Grouped(digits, '.', least: 3) ?? Fraction(digits, '.');
        }
        if (point < 0)
        {
            return Grouped(digits, ',') ?? Fraction(digits, ',');
        }
        var (group, mark) = comma < point ? (',', '.') : ('.', ',');
        var at = Math.Max(comma, point);
        return digits.Count(c => c == mark) == 1 && Grouped(digits[..at], group) is { } whole ? $"{whole}.{digits[(at + 1)..]}" : null;
    }

    private static string? Fraction(string digits, char mark) => digits.Count(c => c == mark) <= 1 ? digits.Replace(mark, '.') : null;

    /// <summary>
    /// The digits without their thousands separators; null when the separator does not stand before each group of three. A lone point
    /// before three digits is far more often a fraction, so points alone need <paramref name="least"/> groups.
    /// </summary>
    private static string? Grouped(string digits, char separator, int least = 1)
    {
        var groups = digits.Split(separator);
        var isGrouped = groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3);
        return groups.Length == 1 ? digits : isGrouped && groups.Length >= least ? string.Concat(groups) : null;
    }

    [GeneratedRegex(@"^(?<minus>-|\u2212)?\s*(?:[¥￥$€£₩₹]|[A-Z]{2,3}[¥$]?)?\s*(?<minus>-)?(?<digits>\d[\d.,' \u00A0]*)\s*(?:[A-Z]{3}|元|[¥￥$€£])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
