using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>A word of time in a text: a stretch of days, a time of day, a part of the day, or a whole answer.</summary>
internal sealed record WhenToken(int Start, int End)
{
    /// <summary>Days it names; <see cref="DayRank"/> says which wins beside another.</summary>
    public WhenSpan? Days { get; init; }

    public int DayRank { get; init; }

    /// <summary>A day of the week with no word before it: it moves on a week when its hour has passed.</summary>
    public bool IsComing { get; init; }

    public TimeSpan? Time { get; init; }

    public TimeGrain TimeGrain { get; init; }

    /// <summary>Said with am, pm or a part of the day, so its half is known.</summary>
    public bool IsHalfKnown { get; init; }

    public WhenPart? Part { get; init; }

    public TimeZoneInfo? Zone { get; init; }

    public WhenSpan? Whole { get; init; }
}

/// <summary>A part of the day in hours since midnight.</summary>
internal sealed record WhenPart(int From, int To, bool IsLate);

/// <summary>Finds the words of time in a text, the first rule that claims a place keeping it.</summary>
internal static class WhenTokens
{
    public delegate WhenToken? Rule(Match match, WhenClock clock);

    private static readonly IReadOnlyList<(Regex Words, Rule Rule)> Rules = [.. WhenSpans.Rules, .. WhenFeasts.Rules, .. WhenDays.Rules, .. WhenTimes.Rules];

    public static List<WhenToken> Find(string plain, WhenClock clock)
    {
        var tokens = new List<WhenToken>();
        foreach (var (words, rule) in Rules)
        {
            for (var match = words.Match(plain); match.Length > 0; match = words.Match(plain, Next(match, tokens)))
            {
                if (!tokens.Exists(token => Overlaps(token, match)))
                {
                    // What looks like a date and cannot be one (the 30th of February) keeps its place, so that no part of it is taken for another.
                    tokens.Add(rule(match, clock) ?? At(match));
                }
            }
        }
        tokens.RemoveAll(token => token is { Days: null, Time: null, Part: null, Whole: null });
        tokens.Sort((left, right) => left.Start.CompareTo(right.Start));
        return tokens;
    }

    private static bool Overlaps(WhenToken token, Match match) => token.Start < match.Index + match.Length && match.Index < token.End;

    /// <summary>Behind a match, or behind the beginning of one that ran into a place already taken (晚8点 in 今晚8点).</summary>
    private static int Next(Match match, List<WhenToken> tokens) =>
        tokens.Find(token => Overlaps(token, match)) is not { } taken ? match.Index + match.Length
        : taken.End > match.Index && taken.Start <= match.Index ? taken.End
        : match.Index + 1;

    public static WhenToken At(Match match) => new(match.Index, match.Index + match.Length);

    /// <summary>A token for one day.</summary>
    public static WhenToken? Day(Match match, DateTime? day, int rank = 1) =>
        day is { } named ? At(match) with { Days = WhenSpan.Of(named, TimeGrain.Day), DayRank = rank } : null;

    public static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && int.TryParse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static DateTime? Date(int year, int month, int day) => WrittenDate.Day(year, month, day)?.ToDateTime(TimeOnly.MinValue);

    /// <summary>The next such day, today included.</summary>
    public static DateTime? Coming(WhenClock clock, int month, int day)
    {
        for (var year = clock.Today.Year; year <= clock.Today.Year + 8; year++)
        {
            if (Date(year, month, day) is { } date && date >= clock.Today)
            {
                return date;
            }
        }
        return null;
    }
}
