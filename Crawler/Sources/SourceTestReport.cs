using Daogou.Core.Amounts;
using Daogou.Core.Deals;

namespace Daogou.Crawler.Sources;

/// <summary>What a source would bring, without anything being kept.</summary>
public sealed record SourceTestReport
{
    /// <summary>What was asked for: an address, a file, or the key of a source.</summary>
    public required string Asked { get; init; }

    public required string Location { get; init; }

    /// <summary>The format that was recognised or set.</summary>
    public string? Format { get; init; }

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

/// <summary>One step on the way: <c>fetch</c>, <c>format</c>, <c>read</c>.</summary>
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
}
