using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Dates with the day before the year: RFC 822 and its many bendings, asctime, months in words, and numbers that can be read one way only.</summary>
internal static partial class DateWords
{
    public static WrittenDate? Read(string plain, TimeSpan? assumed)
    {
        TimeSpan? clock = null;
        TimeSpan? zone = null;
        TimeZoneInfo? region = null;
        var rest = plain;
        var time = Time().Match(plain);
        if (time.Success)
        {
            var minute = Number(time.Groups["minute"]);
            if (WrittenDate.Clock(Number(time.Groups["hour"]), minute, Number(time.Groups["second"]), time.Groups["fraction"].Value, time.Groups["half"].Value) is not { } read)
            {
                return null;
            }
            clock = read;
            var (before, after) = (plain[..time.Index], plain[(time.Index + time.Length)..]);
            var named = Zone().Match(after);
            if (named.Success && (region = ZoneNames.Region(named.Groups["zone"].Value)) is null)
            {
                zone = ZoneNames.Find(named.Groups["zone"].Value, assumed);
            }
            rest = $"{before} {(zone is null && region is null ? after : after[named.Length..])}";
        }
        return (Numbers(rest) ?? Words(rest)) is { } day
            ? new WrittenDate(day, clock, region?.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue) + clock!.Value) ?? zone)
            : null;
    }

    /// <summary>Points part day, month and year in that order everywhere; slashes and dashes only tell where one number is above twelve.</summary>
    private static DateOnly? Numbers(string rest)
    {
        var match = ThreeNumbers().Match(rest);
        if (!match.Success)
        {
            return null;
        }
        var (first, second) = (Number(match.Groups["first"]), Number(match.Groups["second"]));
        var digits = match.Groups["year"].Value;
        var year = WrittenDate.FullYear(digits, Number(match.Groups["year"]));
        return match.Groups["parting"].Value is "." ? WrittenDate.Day(year, second, first)
            : digits.Length < 4 ? null
            : first > 12 || first == second ? WrittenDate.Day(year, second, first)
            : second > 12 ? WrittenDate.Day(year, first, second)
            : null;
    }

    private static DateOnly? Words(string rest)
    {
        int? month = null;
        var numbers = new List<string>();
        var isFirst = true;
        foreach (Match token in Token().Matches(rest))
        {
            if (token.Groups["number"].Success)
            {
                numbers.Add(token.Groups["number"].Value);
            }
            else if (MonthNames.Find(token.Groups["word"].Value) is { } found)
            {
                // The last one counts: a French "mar." before the month is a Tuesday.
                month = found;
            }
            else if (!isFirst && !Filler().IsMatch(token.Groups["word"].Value) && !IsWeekday(token))
            {
                return null;
            }
            isFirst = false;
        }
        if (month is not { } named || numbers is not [var one, var two])
        {
            return null;
        }
        var (day, year) = one.Length > 2 ? (two, one) : (one, two);
        return day.Length <= 2 && year.Length is >= 2 and <= 4
            ? WrittenDate.Day(WrittenDate.FullYear(year, int.Parse(year, CultureInfo.InvariantCulture)), named, int.Parse(day, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>A day of the week in any language says nothing the date does not, and is often wrong.</summary>
    private static bool IsWeekday(Match token) => Weekday().IsMatch(MonthNames.Folded(token.Groups["word"].Value));

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(?<![0-9])(?:(?<hour>[0-9]{1,2})\s?(?:(?::|[hH](?=\s?[0-9]{2}))\s?(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,:](?<fraction>[0-9]{1,9}))?)?)(?![0-9])(?:\s?(?<half>[AaPp]\.?[Mm]\b\.?))?|(?<hour>[0-9]{1,2})\s?(?<half>[AaPp]\.?[Mm]\b\.?))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\s*(?:Uhr|h|hrs?|uur)?\s*(?<zone>(?:GMT|UTC|UT)\s?[+-][0-9]{1,2}(?::?[0-9]{2})?|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{1,2}(?![0-9])|[A-Za-z]{1,5}\b)(?:\s+(?!AD\b)[A-Z]{3,4}\b)?", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Zone();

    [GeneratedRegex(@"^\s*(?:\p{L}{2,12}\.?,?\s+)?(?<first>[0-9]{1,2})(?<parting>[-/.])\s?(?<second>[0-9]{1,2})\k<parting>\s?(?<year>[0-9]{2}|[0-9]{4})(?:\s?г\.?)?[\s,]*(?:um|at|à|kl\.?|klo|-|–|Uhr)?[\s,]*(?:Uhr)?\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ThreeNumbers();

    [GeneratedRegex(@"(?<number>[0-9]+)(?:st|nd|rd|th|er|ère|re|º|ª|°|\.)?(?![0-9\p{L}])|(?<number>[0-9]+)|(?<word>[\p{L}\p{M}']+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?:of|the|at|on|de|del|den|der|dem|le|la|el|em|um|uhr|uur|à|a|h|kl|klo|г|года|р|року|в|o|om|os|ad|st|nd|rd|th)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mo|di|mi|do|fr|sa|so|mit|don|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lun|mar|mer|jeu|ven|sam|dim|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mie|miercoles|jue|jueves|vie|viernes|sab|sabado|dom|domingo|gio|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|segunda|terca|quarta|quinta|sexta|feira|ma|wo|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|pon|wt|sr|czw|pt|sob|nie|niedz|poniedziałek|wtorek|sroda|czwartek|piatek|sobota|niedziela|pzt|sal|car|per|cum|cmt|paz|pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar|man|tis|tir|ons|tor|tors|fre|lor|lör|son|man?dag|tisdag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|po|ut|st|ct|pa|ne|pondeli|utery|streda|ctvrtek|patek|nedele|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|ti|ke|to|pe|la|su)$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Weekday();
}
