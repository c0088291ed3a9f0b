using System.Text.Json;

namespace Daogou.Core.Networks.Taobao;

/// <summary>Somebody who can do work of Taobao's alliance for our account. Each does what it has; the settings say who does what, and are checked against it at start.</summary>
internal interface ITaobaoProvider
{
    /// <summary>A tracked link for a product in a slot.</summary>
    Task<TaobaoLink> ConvertAsync(Uri product, TaobaoSlot slot, string title, CancellationToken cancellationToken) => throw Lacks();

    /// <summary>The product behind a 口令, a short link or somebody's tracked link; null when there is none.</summary>
    Task<TaobaoItem?> ParseAsync(string text, TaobaoSlot slot, CancellationToken cancellationToken) => throw Lacks();

    /// <summary>The 口令 of a tracked link.</summary>
    Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken) => throw Lacks();

    /// <summary>A page of our orders, as TOP writes them.</summary>
    Task<TaobaoPage> OrdersAsync(TaobaoWindow window, CancellationToken cancellationToken) => throw Lacks();

    /// <summary>A page of refunds (维权), as TOP writes them.</summary>
    Task<TaobaoPage> RefundsAsync(TaobaoWindow window, CancellationToken cancellationToken) => throw Lacks();

    /// <summary>What can be listed.</summary>
    IReadOnlyList<OfferList> Lists => [];

    Task<OfferPage> ListAsync(OfferQuery query, TaobaoSlot slot, CancellationToken cancellationToken) => throw Lacks();

    private NotSupportedException Lacks() => new($"{GetType().Name} has no such work; the settings' check should have said so.");
}

/// <summary>An ad slot: an adzone of our site, and a channel's relation id where it has one.</summary>
internal sealed record TaobaoSlot(string Member, string Site, string AdZone, string? Relation)
{
    public string Pid => $"mm_{Member}_{Site}_{AdZone}";

    public static TaobaoSlot Of(TaobaoOptions options, string slot)
    {
        var parts = slot.Split('/');
        return new TaobaoSlot(options.Member, options.Site, parts[0], parts.Length > 1 ? parts[1] : null);
    }
}

/// <param name="Address">The tracked link; null when the product is not promoted.</param>
/// <param name="ItemId">The product's whole dynamic id.</param>
internal sealed record TaobaoLink(string? Address, string? ItemId, string? ShareText);

internal sealed record TaobaoItem(string ItemId, string? Title);

/// <param name="QueryType">TOP's: for orders 1 created, 4 updated; for refunds 5 updated.</param>
/// <param name="Page">From 1.</param>
/// <param name="Position">Where the page before said this one begins.</param>
internal sealed record TaobaoWindow(DateTimeOffset From, DateTimeOffset To, int QueryType, int Page, string? Position)
{
    public const int Size = 100;

    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        yield return new("start_time", Platforms.PlatformRow.BeijingText(From));
        // Whole seconds on the wire: the last one begun is asked for too.
        yield return new("end_time", Platforms.PlatformRow.BeijingText(To.AddSeconds(1)));
        yield return new("query_type", Number(QueryType));
        yield return new("page_no", Number(Page));
        yield return new("page_size", Number(Size));
        if (Page > 1)
        {
            yield return new("position_index", Position ?? "");
            yield return new("jump_type", "1");
        }
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed record TaobaoPage(IReadOnlyList<JsonElement> Rows, bool HasNext, string? Position);
