using Daogou.Core.Networks.Policies;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>Who pays commission. A network implements the small interfaces below for what its platform has.</summary>
public interface INetwork
{
    /// <summary>Short key in settings, accounts and ids, <c>[a-z0-9-]</c>.</summary>
    string Key { get; }

    string Name { get; }

    AttributionMode Mode { get; }

    /// <summary>The programmes that it knows now; empty where it cannot list them.</summary>
    IReadOnlyList<Programme> Programmes => [];

    /// <summary>The programme that covers this product address, or null when the network does not know the host.</summary>
    Programme? ProgrammeFor(Uri product);

    /// <summary>Whether a stored destination may be redirected to: the network's own click host, or a shop's host where links lead straight there.</summary>
    bool MayLeadTo(Uri destination);

    /// <summary>How many hours a price that was read there may be shown; null for as long as it holds.</summary>
    int? PriceLifeHours => null;
}

/// <summary>How a network tells whose click an order came from.</summary>
public enum AttributionMode
{
    /// <summary>It echoes our click ref with the order.</summary>
    Token = 1,

    /// <summary>It names the ad slot; slots are leased per link.</summary>
    Slot = 2,

    /// <summary>It names a channel only; no member can be told.</summary>
    Channel = 3,

    /// <summary>It takes our ref when the link is made and echoes that one: the link is known, the single click is not.</summary>
    LinkToken = 4,
}

/// <summary>One merchant's terms in a network, and what it allows. What is not known is not allowed.</summary>
public sealed record Programme
{
    public required string Network { get; init; }

    /// <summary>The merchant's key in our books.</summary>
    public required string Merchant { get; init; }

    /// <summary>Hosts that a link of this programme may lead to, without <c>www.</c>; sub-domains count.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Expected commission in basis points of the sale; null when unknown.</summary>
    public int? CommissionBp { get; init; }

    public bool AllowsRebate { get; init; }

    public bool AllowsChat { get; init; }

    /// <summary>Whether a link may go over our own redirect. Where it may not, the network's link itself is posted and clicks are not counted.</summary>
    public bool AllowsRedirect { get; init; } = true;

    /// <summary>How many hours a price may be shown after it was read; null for as long as it holds.</summary>
    public int? PriceLifeHours { get; init; }

    /// <summary>Shown with every post; empty for the house text.</summary>
    public string Disclosure { get; init; } = "";

    /// <summary>Words that the network forbids in what is posted with its links.</summary>
    public IReadOnlyList<string> ForbiddenWords { get; init; } = [];

    /// <summary>What is known of its rules; the catalog puts it here.</summary>
    public ProgrammePolicy Policy { get; init; } = ProgrammePolicy.Unknown;

    /// <summary>The programme as the settings have it, where its policy was put upon it.</summary>
    public Programme? Asked { get; init; }

    /// <summary>What is shown with its posts: the settings' text, else the policy's; empty for the house text.</summary>
    public string DisclosureIn(string language) => Disclosure.Length > 0 ? Disclosure : language == "zh" ? Policy.DisclosureZh : Policy.DisclosureEn;
}

/// <summary>Makes the link that leads a buyer through the network to the shop.</summary>
public interface ILinkMaker : INetwork
{
    /// <summary>
    /// The destination, with <see cref="DeepLink.RefToken"/> where the click ref goes (<see cref="AttributionMode.Token"/>) or made for the
    /// link's own ref (<see cref="AttributionMode.LinkToken"/>). Refused with a plain reason when the programme forbids it, the address is
    /// not on its list or the platform says no; a platform that does not answer is a refusal too.
    /// </summary>
    ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken);
}

/// <summary>What a link is wanted for.</summary>
/// <param name="Product">The product's address.</param>
/// <param name="Ref">The signed ref of the link itself, 20 characters of <c>[0-9a-z]</c>; platforms that take a sub-id when the link is made get this one.</param>
/// <param name="Person">A pseudonym of the one person who will buy with it, 16 characters of <c>[0-9a-z]</c>; null when it is for many.</param>
public sealed record LinkRequest(Uri Product, string Ref, string? Person)
{
    /// <summary>The slot that is leased to the link (<see cref="AttributionMode.Slot"/>); null when only its making is tried.</summary>
    public string? Slot { get; init; }

    /// <summary>What the product is called, for platforms that put it into a share text.</summary>
    public string Title { get; init; } = "";

    /// <summary>For what kind of place it is: one of few words in <c>[a-z]</c>, for networks that report by channel besides.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The group in which the link will stand, 0 for none: networks that know channels only name one by it.</summary>
    public long GroupId { get; init; }
}

/// <summary>A made link or the reason why not, in words for people.</summary>
public sealed record DeepLink(string? Destination, string? Refusal)
{
    /// <summary>Stands in the destination where the click ref is put at click time.</summary>
    public const string RefToken = "{clickref}";

    /// <summary>The reason in Chinese; null when there is only the one.</summary>
    public string? RefusalZh { get; init; }

    /// <summary>Where the person must first give the platform their consent (备案); there is no link until then.</summary>
    public Uri? Authorisation { get; init; }

    /// <summary>The network's own lasting key of the product, where orders name it.</summary>
    public string? Item { get; init; }

    /// <summary>The share text (口令) that the platform gave with the link.</summary>
    public string? ShareText { get; init; }

    public static DeepLink Refused(string zh, string en) => new(null, en) { RefusalZh = zh };
}

/// <summary>Lists what the network says of orders. Pages may repeat and overlap; every row is taken as a report.</summary>
public interface IOrderSource : INetwork
{
    /// <summary>How often and how far back it is asked; null when it has nothing to poll and its reports are imported.</summary>
    PollPlan? Plan { get; }

    /// <summary>Rows updated inside the window (UTC, from inclusive, to exclusive), in any order; those that cannot be read with the reason.</summary>
    /// <exception cref="NetworkUnavailableException">It did not answer, or not with what its settings describe.</exception>
    IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>
/// A source that must be read in more than one way: platforms change orders without moving their update time (a settlement day passes), or
/// tell of refunds in a list of their own.
/// </summary>
public interface IMoreListings : IOrderSource
{
    IReadOnlyList<ReportListing> More { get; }
}

/// <summary>A further reading of a network's orders, with a watermark of its own. A daily one with a long overlap is a sweep.</summary>
/// <param name="Name">Its name beside the network's, <c>[a-z]</c>.</param>
/// <param name="Plan">When, how far back, in which pieces.</param>
/// <param name="ListAsync">Rows of a window, as <see cref="IOrderSource.ListOrdersAsync"/>.</param>
public sealed record ReportListing(string Name, PollPlan Plan, Func<DateTimeOffset, DateTimeOffset, CancellationToken, IAsyncEnumerable<ReportRow>> ListAsync);

/// <summary>Reads one row of the network's reports, from wherever it came.</summary>
public interface IReportReader : INetwork
{
    ReportRow ReadRow(RawRow row);
}

/// <summary>Reads exported files whose columns have names of their own, or that lack what a usual one has.</summary>
public interface IReportLayout : IReportReader
{
    /// <summary>Names of fields' columns that come before the usual ones.</summary>
    IReadOnlyDictionary<ReportField, string[]> Columns { get; }

    /// <summary>Without which a file is none of its.</summary>
    IReadOnlyList<ReportField> Needed { get; }
}

/// <summary>One row in the network's own words.</summary>
/// <param name="Number">Its number in the file or answer, from 1.</param>
/// <param name="Text">The row as it stood, for the refusal.</param>
/// <param name="Unit">Whether its amounts are minor or major units.</param>
/// <param name="Field">The text of a field, null when the row has none.</param>
public sealed record RawRow(long Number, string Text, AmountUnit Unit, Func<ReportField, string?> Field);

/// <summary>A row believed, or refused with the reason.</summary>
public sealed record ReportRow(OrderReport? Report, RefusedRow? Refused)
{
    /// <summary>What an operator should look at although the row was believed: an unknown status, a punished order. Null for nothing.</summary>
    public string? Alert { get; init; }
}

/// <param name="Number">The row's number in its file or answer, from 1.</param>
/// <param name="Text">The row as it stood, shortened.</param>
/// <param name="Reason">Why, in words for an operator.</param>
public sealed record RefusedRow(long Number, string Text, string Reason);

/// <param name="Every">Time between two polls.</param>
/// <param name="Overlap">How far each poll looks behind the last one.</param>
/// <param name="First">How far back the first poll looks.</param>
/// <param name="Window">The longest window of one request.</param>
public sealed record PollPlan(TimeSpan Every, TimeSpan Overlap, TimeSpan First, TimeSpan Window);

/// <summary>The network's report API failed as a whole; the message is for the operator.</summary>
public sealed class NetworkUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The earliest time at which it wants to be asked again, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
