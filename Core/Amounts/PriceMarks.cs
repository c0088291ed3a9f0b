using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Which sign belongs to which number, and what a sign between two numbers joins.</summary>
internal static partial class PriceMarks
{
    /// <summary>
    /// A mark goes to the number it touches; between two it goes to the nearer, and at equal distance to the side the text's first or last mark shows to be the habit.
    /// </summary>
    public static void Assign(string plain, List<PriceNumber> numbers, List<CurrencyMark> marks)
    {
        var leads = marks is [var first, ..] && first.Start < numbers[0].Start && BeforeGap().IsMatch(plain[first.End..numbers[0].Start]);
        for (var at = 0; at < marks.Count; at++)
        {
            var mark = marks[at];
            var left = mark.BeforeOnly ? null : Left(plain, numbers, marks, at);
            var right = mark.AfterOnly ? null : Right(plain, numbers, marks, at);
            var toLeft = left is not null && (right is null
                || (mark.Start - left.End) - (right.Start - mark.End) is var nearer && (nearer < 0 || (nearer == 0 && !leads)));
            if (toLeft)
            {
                left!.After.Add(mark);
            }
            else
            {
                right?.Before.Add(mark);
            }
        }
    }

    /// <summary><c>35€99</c>, <c>19块9</c>, <c>12 € 50</c> and raised cents whose raising was lost, <c>12 99 €</c>, are one amount.</summary>
    public static void JoinCents(string plain, List<PriceNumber> numbers)
    {
        for (var at = 0; at + 1 < numbers.Count; at++)
        {
            var (whole, cents) = (numbers[at], numbers[at + 1]);
            if (!whole.IsWhole || !cents.IsWhole || cents.Text.Length > 2 || whole.Factor != 1m || cents.Factor != 1m)
            {
                continue;
            }
            var between = plain[whole.End..cents.Start];
            var isLast = CentsEnd().IsMatch(plain[cents.End..]) && at + 2 == numbers.Count;
            var joined = whole.Before.Count == 0 && JoiningSign().IsMatch(between) && (cents.Text.Length == 2 || between is "块" or "元") && !GoesOn().IsMatch(plain[cents.End..])
                || (between is " € " && cents.After.Count == 0 && cents.Text.Length == 2 && whole.Before.Count == 0 && isLast)
                || (between is " " && cents.Text.Length == 2 && isLast && plain[..whole.Start].Count(char.IsLetter) <= 3 && (whole.Before.Count > 0 || cents.After.Count > 0) && at == 0);
            if (!joined)
            {
                continue;
            }
            var one = new PriceNumber(whole.Start, cents.DigitsEnd, $"{whole.Text}.{cents.Text}") { End = cents.End };
            one.Before.AddRange(whole.Before);
            one.After.AddRange([.. whole.After, .. cents.Before, .. cents.After]);
            numbers[at] = one;
            numbers.RemoveAt(at + 1);
        }
    }

    /// <summary><c>10-20 €</c>: the bare number before a range's marked one, when nothing but price words stands before it.</summary>
    public static PriceNumber? LowerBound(string plain, PriceNumber[] amounts, PriceNumber upper)
    {
        var at = Array.IndexOf(amounts, upper);
        if (at < 1 || upper.Before.Count > 0 || amounts[at - 1].IsMarked || !Span().IsMatch(plain[amounts[at - 1].End..upper.Start]) || !OnlyWords().IsMatch(plain[..amounts[at - 1].Start]))
        {
            return null;
        }
        var lower = amounts[at - 1];
        lower.After.AddRange(upper.After);
        return lower;
    }

    /// <summary>A minus touches the amount or its sign; a dash between words or numbers is none.</summary>
    public static bool IsNegative(string plain, PriceNumber number)
    {
        var start = number.Before.Count > 0 ? number.Before.Min(mark => mark.Start) : number.Start;
        return IsMinus(plain, start) || IsMinus(plain, number.Start);
    }

    /// <summary>British pence, <c>50p</c>.</summary>
    public static bool IsPence(string plain, PriceNumber number) =>
        number is { IsWhole: true, IsMarked: false, Text.Length: <= 2 } && number.End < plain.Length && plain[number.End] == 'p'
        && (number.End + 1 == plain.Length || !char.IsLetterOrDigit(plain[number.End + 1]));

    private static bool IsMinus(string plain, int at) =>
        at > 0 && plain[at - 1] == '-' && (at == 1 || plain[at - 2] is ' ' or '\n' or '(' or ':' || (!char.IsLetterOrDigit(plain[at - 2]) && plain[at - 2] is not ('-' or ')' or '.' or '/')))
        && !(at >= 3 && Span().IsMatch(plain[(at - 2)..at]) && char.IsAsciiDigit(plain[at - 3])) && !DigitBefore().IsMatch(plain[..(at - 1)]);

    private static PriceNumber? Left(string plain, List<PriceNumber> numbers, List<CurrencyMark> marks, int at)
    {
        var start = marks[at].Start;
        var number = numbers.FindLast(known => known.End <= start);
        if (number is null)
        {
            return null;
        }
        var gap = plain[number.End..start];
        for (var before = at - 1; before >= 0 && marks[before].Start >= number.End; before--)
        {
            var from = marks[before].Start - number.End;
            gap = gap[..from] + gap[(from + marks[before].End - marks[before].Start)..];
        }
        return AfterGap().IsMatch(gap) ? number : null;
    }

    private static PriceNumber? Right(string plain, List<PriceNumber> numbers, List<CurrencyMark> marks, int at)
    {
        var end = marks[at].End;
        var number = numbers.Find(known => known.Start >= end);
        if (number is null)
        {
            return null;
        }
        var gap = plain[end..number.Start];
        for (var next = at + 1; next < marks.Count && marks[next].End <= number.Start; next++)
        {
            var from = gap.Length - (number.Start - marks[next].Start);
            gap = gap[..from] + gap[(from + marks[next].End - marks[next].Start)..];
        }
        return BeforeGap().IsMatch(gap) ? number : null;
    }

    /// <summary>What may stand between a sign and the amount behind it.</summary>
    [GeneratedRegex(@"^[\s:=.~≈(+\-/]{0,6}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex BeforeGap();

    /// <summary>What may stand between the amount and a sign behind it: the dash for no cents, brackets, spaces.</summary>
    [GeneratedRegex(@"^\s{0,3}(?:[.,:]\s?(?:-{1,3}|[–—=_]{1,2})|/-|[–—])?[\s.+*]{0,3}[(\[]?\s?$|^,$|^\s?(?:[.,:])?-{1,2}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex AfterGap();

    [GeneratedRegex(@"^(?:\p{Sc}|块|元|лв|kr)$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex JoiningSign();

    [GeneratedRegex(@"^(?:[0-9.,%折]|\s?[个個件箱]|\s?包(?!邮))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"^\s*(?:[*+]|€|\$|£|[\p{L}]{1,5}\.?|\p{Sc})?\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex CentsEnd();

    [GeneratedRegex(@"^\s?(?:[-–—~至到]|to|bis|до|a|à)\s?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Span();

    [GeneratedRegex(@"^[^\p{L}0-9]*(?:(?:from|ab|von|de|od|от|vanaf|fra|från|price|prices|preis|prix|precio|цена|cena|价格|only)[^\p{L}0-9]*){0,2}$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex OnlyWords();

    [GeneratedRegex(@"[0-9]\s*\p{Sc}?\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex DigitBefore();
}
