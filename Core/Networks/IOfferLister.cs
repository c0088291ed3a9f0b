using Daogou.Core.Deals;

namespace Daogou.Core.Networks;

/// <summary>Lists the platform's goods or coupons: what a search finds, a channel shows, a selection holds. A source can read it like a feed.</summary>
public interface IOfferLister : INetwork
{
    /// <summary>What can be asked for.</summary>
    IReadOnlyList<OfferList> OfferLists { get; }

    /// <summary>One page. Rows are the platform's words normalised to plain amounts with their currency; a row that cannot be read is refused, not the page.</summary>
    /// <exception cref="NetworkUnavailableException">It did not answer; its message is for the operator, as is that of a refusal.</exception>
    Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken);
}

/// <summary>One kind of list.</summary>
/// <param name="Key">As it stands in a source's address, <c>[a-z0-9-]</c>: <c>search</c>, <c>channel</c>.</param>
/// <param name="TakesWords">It needs search words.</param>
/// <param name="Options">Further parameters that it knows, with what they accept.</param>
public sealed record OfferList(string Key, bool TakesWords, IReadOnlyDictionary<string, string> Options);

/// <param name="List">The list's key.</param>
/// <param name="Words">Search words; null where it takes none.</param>
/// <param name="Options">Further parameters by name.</param>
/// <param name="Page">Where the last page said the next one begins; null for the first.</param>
public sealed record OfferQuery(string List, string? Words, IReadOnlyDictionary<string, string> Options, string? Page);

/// <param name="Items">What was read, with the merchant's item id as key and the product's own address (untracked) as link.</param>
/// <param name="Refused">What was not, and why.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record OfferPage(IReadOnlyList<FeedItem> Items, IReadOnlyList<RefusedRow> Refused, string? Next);
