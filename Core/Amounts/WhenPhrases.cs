using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Puts words of time together: a day with its hour, from one to another, until a deadline.</summary>
internal static partial class WhenPhrases
{
    public static WhenSpan? Find(string plain, WhenClock clock)
    {
        if (Present().IsMatch(plain))
        {
            return WhenSpan.Of(clock.Now, TimeGrain.Second);
        }
        var text = Spread(plain);
        var tokens = WhenTokens.Find(text, clock);
        var phrases = Group(text, tokens);
        if (phrases is [])
        {
            return null;
        }
        for (var at = 0; at + 1 < phrases.Count; at++)
        {
            var isRange = To().IsMatch(text[phrases[at].End..phrases[at + 1].Start]);
            if ((isRange || (IsDeadline(text, phrases[at + 1]) && !IsDeadline(text, phrases[at]))) && Range(phrases[at], phrases[at + 1], clock) is { } range)
            {
                return range;
            }
        }
        var first = phrases[0];
        if (first.Resolve(clock, null) is not { } span)
        {
            return null;
        }
        if (first.Whole is null && IsDeadline(text, first))
        {
            var end = Strictly().IsMatch(text[..first.Start]) ? span.Start
                : span.Grain >= TimeGrain.Day || (first.Time is null && first.Part is not null) ? span.End
                : span.Start;
            return end > clock.Now ? span with { Start = clock.Now, End = end } : span;
        }
        return span;
    }

    /// <summary>Shortened ranges written out, so that each side stands for itself: <c>8-10pm</c>, <c>12月3-5日</c>, <c>Nov 28-30</c>.</summary>
    private static string Spread(string plain)
    {
        var text = HalfRange().Replace(plain, match => $"{match.Groups["from"].Value}{match.Groups["half"].Value} - {match.Groups["to"].Value}{match.Groups["half"].Value}");
        text = ChineseHours().Replace(text, "${half}${from}点 - ${half}${to}点");
        text = ChineseDays().Replace(text, "${month}${from}号 - ${month}${to}号");
        text = EnglishDays().Replace(text, "${month} ${from} - ${month} ${to}");
        return EnglishDaysFirst().Replace(text, "${from} ${month} - ${to} ${month}");
    }

    private static List<WhenPhrase> Group(string text, List<WhenToken> tokens)
    {
        var phrases = new List<WhenPhrase>();
        foreach (var token in tokens)
        {
            if (phrases is [.., var last] && Together().IsMatch(text[last.End..token.Start]) && last.Take(token))
            {
                continue;
            }
            var phrase = new WhenPhrase(token.Start);
            phrase.Take(token);
            phrases.Add(phrase);
        }
        return phrases;
    }

    private static WhenSpan? Range(WhenPhrase from, WhenPhrase to, WhenClock clock)
    {
        if (from.Whole is not null || to.Whole is not null)
        {
            return null;
        }
        if (from.Days is null && to.Days is not null && from.Time is not null)
        {
            from.Lend(to);
        }
        if (from.Resolve(clock, null) is not { } start)
        {
            return null;
        }
        // The end of an hour without a day is on the day of its start, or past that day's midnight.
        var end = to.Resolve(clock, to.Days is null ? start.Start.Date : null);
        if (end is null)
        {
            return null;
        }
        var until = end.Grain >= TimeGrain.Day || to.Time is null ? end.End : end.Start;
        if (until <= start.Start)
        {
            until = to.Days is null ? until.AddDays(1) : to.IsComing ? until.AddDays(7) : until.AddYears(end.Grain == TimeGrain.Day ? 1 : 0);
        }
        if (from.Days is null && until <= clock.Now)
        {
            return new WhenSpan(start.Start.AddDays(1), until.AddDays(1), Finer(start.Grain, end.Grain));
        }
        // A bare hour that has struck is tomorrow's, unless what it opens still goes on.
        if (from.Days is null && to.Days is null && start.Start.Date > clock.Today && until.AddDays(-1) > clock.Now)
        {
            return new WhenSpan(start.Start.AddDays(-1), until.AddDays(-1), Finer(start.Grain, end.Grain));
        }
        return until > start.Start ? new WhenSpan(start.Start, until, Finer(start.Grain, end.Grain)) : null;
    }

    private static TimeGrain Finer(TimeGrain left, TimeGrain right) => left < right ? left : right;

    private static bool IsDeadline(string text, WhenPhrase phrase) => Before().IsMatch(text[..phrase.Start]) || After().IsMatch(text[phrase.End..]);

    /// <summary>Alone, for "now $9" is a price.</summary>
    [GeneratedRegex(@"^\W{0,5}(?:(?:right |just )?now|at once|immediately|现在|此刻|此时|马上|立刻|立即)(?:开始|开抢)?\W{0,5}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Present();

    [GeneratedRegex(@"^\s?(?:[-–—~〜～→]{1,2}|至|到|to|thru|through|till?|until|and|直到|为止)\s?(?:the\s|on\s|at\s)?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex To();

    [GeneratedRegex(@"^(?:[\s,，的()（）.@t]{0,4}|\s?(?:at|on|in|of|the|by|@|is|from|between|从|开始)\s?(?:the\s)?)$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Together();

    [GeneratedRegex(@"(?:截止(?:时间|日期)?|截至|直到|有效期(?:至|到)?|到期(?:日|时间)?|结束(?:时间)?|最晚|最迟|持续到|延长至|(?<![0-9点日号])[至到]|\b(?:until|till|til|thru|through|ends?|ending|expires?|expiring|expiry|expiration|valid (?:until|thru|through)|good (?:until|thru|through)|by|before|no later than|deadline|due|closes?|closing|runs? (?:through|until|till?)|last day)(?:\s(?:on|at|is|date|by|until|midnight))?)\s?[:：]?\s?(?:at|on|the)?\s?\(?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Before();

    /// <summary>English "before" leaves the day out; Chinese 前 is mostly meant with it.</summary>
    [GeneratedRegex(@"\bbefore\s?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Strictly();

    [GeneratedRegex(@"^\s?(?:截止|结束|到期|前(?!往)|之前|以前|为止|止|过期|失效|收摊|\s?deadline\b)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex After();

    [GeneratedRegex(@"(?<![0-9:./$])(?<from>[0-9]{1,2}(?::[0-9]{2})?)\s?(?:-|–|—|to|till?)\s?(?<to>[0-9]{1,2}(?::[0-9]{2})?)\s?(?<half>[ap]\.?m\b)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex HalfRange();

    [GeneratedRegex(@"(?<half>凌晨|早上|早晨|上午|下午|晚上|晚)?(?<![0-9:.])(?<from>[0-9]{1,2})\s?点?\s?[-~至到–—]\s?(?<to>[0-9]{1,2})\s?点(?!半|[0-9])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseHours();

    [GeneratedRegex(@"(?<month>(?:[0-9]{4}年)?(?:[0-9]{1,2}|下个?|本|这个?)月)?(?<![0-9.])(?<from>[0-9]{1,2})[日号]?\s?[-~至到–—]\s?(?<to>[0-9]{1,2})[日号](?!\s?[0-9]*月)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseDays();

    [GeneratedRegex(@"\b(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s(?<from>[0-9]{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|to|through|thru|until)\s?(?<to>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:]|\s?[ap]m)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishDays();

    [GeneratedRegex(@"(?<![0-9:/])(?<from>[0-9]{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|to|through)\s?(?<to>[0-9]{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishDaysFirst();
}

/// <summary>Words of time that belong together, at most one of each kind.</summary>
internal sealed class WhenPhrase(int start)
{
    private WhenToken? _day;
    private WhenToken? _clock;

    public int Start => start;

    public int End { get; private set; }

    public WhenSpan? Whole { get; private set; }

    public WhenSpan? Days => _day?.Days;

    public TimeSpan? Time => _clock?.Time;

    public WhenPart? Part { get; private set; }

    public bool IsComing => _day?.IsComing ?? false;

    /// <summary>False when it says a second time what is here already, and so begins another phrase.</summary>
    public bool Take(WhenToken token)
    {
        if ((End > 0 && (Whole is not null || token.Whole is not null)) || (token.Time is not null && _clock is not null))
        {
            return false;
        }
        if (token.Days is not null && _day is not null && !AreOne(_day, token))
        {
            return false;
        }
        End = token.End;
        Whole ??= token.Whole;
        Part ??= token.Part;
        _clock ??= token.Time is null ? null : token;
        _day = token.Days is null ? _day : _day is null || token.DayRank > _day.DayRank ? token : _day;
        return true;
    }

    /// <summary>"from 8pm to 10pm tomorrow": the day stands at the end only.</summary>
    public void Lend(WhenPhrase other) => _day = other._day;

    public WhenSpan? Resolve(WhenClock clock, DateTime? day)
    {
        if (Whole is not null)
        {
            return Whole;
        }
        if (_clock is null)
        {
            return Days is { } days && Part is null ? days
                : Part is { } part ? PartOf(part, day ?? Days?.Start ?? clock.Today)
                : null;
        }
        var time = _clock.Time!.Value;
        var hour = time;
        if (Part is { } half && !_clock.IsHalfKnown && time.Hours < 12 && time < TimeSpan.FromHours(24) && half.From >= 12)
        {
            hour = half.IsLate && time.Hours == 0 ? TimeSpan.FromHours(24) + time : time + TimeSpan.FromHours(12);
        }
        else if (Part is { IsLate: true } && (time == TimeSpan.Zero || (time.Hours == 12 && !_clock.IsHalfKnown)))
        {
            hour = TimeSpan.FromHours(24) + (time == TimeSpan.Zero ? time : time - TimeSpan.FromHours(12));
        }
        var date = day ?? Days?.Start ?? clock.Today;
        var at = InZone(date + hour, clock);
        if (day is null && at <= clock.Now && (Days is null || IsComing))
        {
            at = InZone(date.AddDays(Days is null ? 1 : 7) + hour, clock);
        }
        return WhenSpan.Of(at, _clock.TimeGrain);
    }

    private DateTime InZone(DateTime wall, WhenClock clock) => _clock!.Zone is { } zone ? clock.FromZone(wall, zone) : wall;

    private static WhenSpan PartOf(WhenPart part, DateTime day) => new(day.AddHours(part.From), day.AddHours(part.To), TimeGrain.Hour);

    /// <summary>A day of the week beside a date, the month and year around it, or 当天 for the day just named.</summary>
    private static bool AreOne(WhenToken left, WhenToken right) =>
        left.DayRank != right.DayRank && (left.DayRank == 0 || right.DayRank == 0 || left.IsComing || right.IsComing || (left.Days!.Start < right.Days!.End && right.Days.Start < left.Days.End));
}
