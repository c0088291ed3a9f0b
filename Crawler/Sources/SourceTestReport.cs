using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Sources;

/// <summary>What a source would bring, without anything being kept.</summary>
public sealed record SourceTestReport
{
    /// <summary>What was asked for: an address, a file, or the key of a source.</summary>
    public required string Asked { get; init; }

    public required string Location { get; init; }

    /// <summary>The format that was recognised or set.</summary>
    public string? Format { get; init; }

    /// <summary>How sure the format is by the first bytes, 0 to 100; null when the document did not come so far.</summary>
    public int? Sure { get; init; }

    /// <summary>The character set that the text was read in.</summary>
    public string? Charset { get; init; }

    public CharsetBy? CharsetBy { get; init; }

    /// <summary>U+FFFD that decoding made of bytes that are no character.</summary>
    public long Replaced { get; init; }

    public required IReadOnlyList<TestStage> Stages { get; init; }

    public required long Seen { get; init; }

    public required long Believed { get; init; }

    public required long Refused { get; init; }

    public required IReadOnlyDictionary<Refusal, int> RefusedBy { get; init; }

    /// <summary>The first items as they would be believed.</summary>
    public required IReadOnlyList<TestItem> Items { get; init; }

    /// <summary>The first refusals.</summary>
    public required IReadOnlyList<RefusedRow> Refusals { get; init; }

    /// <summary>What stopped the test; null when it came to the end of the document.</summary>
    public string? Problem { get; init; }

    public bool IsUsable => Problem is null && Believed > 0;
}

/// <summary>One step on the way: <c>robots</c>, <c>fetch</c>, <c>encoding</c>, <c>format</c>, <c>read</c>.</summary>
public sealed record TestStage(string Name, bool Passed, string Detail, TimeSpan Took);

/// <summary>A row as it would be believed: a deal or a coupon.</summary>
public sealed record TestItem(long Row, string Key, string Title, string Merchant)
{
    public Money? Price { get; init; }

    public Money? ListPrice { get; init; }

    public string? Url { get; init; }

    public string? ImageUrl { get; init; }

    public string? Category { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public CouponDraft? Coupon { get; init; }

    /// <summary>Where a post written for people was read: the words that its fields were taken from.</summary>
    public IReadOnlyList<TakenWord> Words { get; init; } = [];
}
