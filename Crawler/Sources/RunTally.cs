using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Sources;

/// <summary>The counts of a poll while it goes on.</summary>
internal sealed class RunTally
{
    private const int SamplesOfEach = 5;
    private const int LongestDetail = 300;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<RefusedRow> _samples = [];
    private long _seenBefore;
    private long _believedBefore;

    public long Seen { get; private set; }

    public long Added { get; private set; }

    public long Changed { get; private set; }

    public long Unchanged { get; private set; }

    public long Refused { get; private set; }

    public long Expired { get; set; }

    public long Bytes { get; set; }

    public int? StatusCode { get; set; }

    /// <summary>How large the source is, where that is not what was read of it.</summary>
    public long? Size { get; set; }

    /// <summary>Of the whole list: an earlier poll that broke off may have read its first pages.</summary>
    public long Believed => Size ?? _believedBefore + Added + Changed + Unchanged;

    /// <summary>As <see cref="Believed"/>, whether believed or not.</summary>
    public long RowsRead => _seenBefore + Seen;

    /// <summary>How its text was read; of several pages how the first was.</summary>
    public CharsetChoice? Charset { get; private set; }

    /// <summary>U+FFFD that decoding made.</summary>
    public long Replaced { get; private set; }

    /// <summary>Offers whose price was looked for: those that no rule before it refused.</summary>
    public long PriceRows => Priced + Count(Refusal.MissingPrice, Refusal.BrokenPrice, Refusal.AmbiguousPrice, Refusal.UnknownCurrency);

    /// <summary>Offers whose price was found and read, whether or not a later rule refused them.</summary>
    public long Priced => Believed + Count(Refusal.BrokenDate, Refusal.AlreadyOver);

    /// <summary>Why the last row was refused.</summary>
    public string? LastDetail { get; private set; }

    public string RefusalsJson => JsonSerializer.Serialize(new RunRefusals(_counts, _samples));

    public void GoOnFrom(SourceProgress? begun) => (_seenBefore, _believedBefore) = (begun?.Seen ?? 0, begun?.Believed ?? 0);

    /// <summary>A page was read, or broke off.</summary>
    public void Hear(DocumentText text)
    {
        Charset ??= text.Choice;
        Replaced += text.Replaced;
    }

    public void See(FeedRow row)
    {
        Seen++;
        if (row.IsSame)
        {
            Unchanged++;
        }
        else if (row.Item is null)
        {
            Refuse(row.Row, row.Refusal ?? Refusal.MalformedRow, row.Detail ?? "", row.Text);
        }
    }

    /// <summary>Rows that were not sent again because nothing of them has changed.</summary>
    public void SeeUnchanged(int rows) => (Seen, Unchanged) = (Seen + rows, Unchanged + rows);

    public void Take(IntakeCounts counts, IReadOnlyDictionary<long, string> titles)
    {
        Added += counts.Added;
        Changed += counts.Changed;
        Unchanged += counts.Unchanged;
        foreach (var refused in counts.Refused)
        {
            Refuse(refused.Row, refused.Reason, refused.Detail, titles.GetValueOrDefault(refused.Row) ?? refused.Key);
        }
    }

    private long Count(params ReadOnlySpan<Refusal> reasons)
    {
        var sum = 0L;
        foreach (var reason in reasons)
        {
            sum += _counts.GetValueOrDefault(reason.ToString());
        }
        return sum;
    }

    private void Refuse(long row, Refusal reason, string detail, string? text)
    {
        Refused++;
        LastDetail = detail;
        var count = _counts[reason.ToString()] = _counts.GetValueOrDefault(reason.ToString()) + 1;
        if (count <= SamplesOfEach)
        {
            _samples.Add(new RefusedRow(row, reason, Cut(detail), text is null ? null : Cut(text)));
        }
    }

    private static string Cut(string text) => text.Length > LongestDetail ? text[..LongestDetail] : text;
}
