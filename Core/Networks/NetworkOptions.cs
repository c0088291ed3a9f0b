using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>The section <c>Networks</c>: affiliate networks that need no code of their own.</summary>
public sealed class NetworksOptions
{
    public const string Section = "Networks";

    public List<NetworkOptions> Networks { get; } = [];
}

/// <summary>One network: how its links are made, which merchants it covers, and how its order reports read.</summary>
public sealed class NetworkOptions
{
    /// <summary>Short key in accounts and ids, <c>[a-z0-9-]</c>; never changed once orders exist.</summary>
    public string Key { get; set; } = "";

    /// <summary>As people read it; the key when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>A shipped beginning by name (<c>skimlinks</c>, <c>sovrn</c>, <c>flexoffers</c>, <c>webgains</c>), which fills what is left out here; null for none.</summary>
    public string? Template { get; set; }

    /// <summary>
    /// The deep link: <c>{url}</c> is the product's address percent-encoded once, <c>{rawurl}</c> the address as it is, <c>{clickref}</c>
    /// our click ref. <c>https://go.example.net/click?mid=7&amp;to={url}&amp;ref={clickref}</c>
    /// </summary>
    public string LinkTemplate { get; set; } = "";

    /// <summary>The query parameter for the click ref; added to the link when the template has no <c>{clickref}</c>.</summary>
    public string? RefParameter { get; set; }

    /// <summary>The longest click ref that the network keeps; ours need 20.</summary>
    public int MaxRefLength { get; set; } = 64;

    /// <summary>Fixed query parameters of every link (a campaign id); one of the same name in the product's address gives way.</summary>
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public List<ProgrammeOptions> Programmes { get; } = [];

    public ReportsOptions Reports { get; set; } = new();
}

/// <summary>One merchant's programme in a network. What is not said is not allowed.</summary>
public sealed class ProgrammeOptions
{
    /// <summary>The merchant's key, as in the sources.</summary>
    public string Merchant { get; set; } = "";

    /// <summary>Hosts of the shop, without <c>www.</c>; sub-domains count. With a port (<c>127.0.0.1:5081</c>) only that port.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>Expected commission in basis points of the sale.</summary>
    public int? CommissionBp { get; set; }

    /// <summary>Whether members may be given a part of the commission.</summary>
    public bool AllowsRebate { get; set; }

    /// <summary>Whether links may be posted in chats.</summary>
    public bool AllowsChat { get; set; }

    /// <summary>Shown with every post; the house text when empty.</summary>
    public string Disclosure { get; set; } = "";
}

/// <summary>How a network's order rows read, from its JSON report API and from its exported files.</summary>
public sealed class ReportsOptions
{
    /// <summary>
    /// The report API with <c>{from}</c> and <c>{to}</c> (ISO 8601 UTC) and, where it pages, <c>{page}</c>. Empty: no polling, reports are imported.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>Where the rows are in the answer, <c>data.orders</c>; empty when the answer itself is the list.</summary>
    public string ItemsPath { get; set; } = "";

    /// <summary>
    /// Where the next page is named: an address, or the value for <c>{page}</c>; none, null or <c>false</c> ends. Empty with a <c>{page}</c>:
    /// 1, 2, 3 … until a page has no rows.
    /// </summary>
    public string NextPagePath { get; set; } = "";

    /// <summary>The value for <c>{page}</c> in the first request.</summary>
    public string FirstPage { get; set; } = "1";

    /// <summary>For each field of an order its path in the row, <c>OrderNo: "order.id"</c>. Fields not named are looked for by their usual names.</summary>
    public Dictionary<ReportField, string> Fields { get; } = [];

    /// <summary>The network's status words. A word in neither this map nor the usual ones holds the order for an operator.</summary>
    public Dictionary<string, OrderStatus> StatusMap { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the API's amounts are minor units (1290) or major ones (12.90). Files are major but for headers ending in <c>_minor</c>.</summary>
    public AmountUnit AmountUnit { get; set; } = AmountUnit.Major;

    /// <summary>The currency of rows that name none.</summary>
    public string? Currency { get; set; }

    /// <summary>IANA zone of times that carry no offset.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The request header that carries the secret.</summary>
    public string? SecretHeader { get; set; }

    /// <summary>The environment variable (or setting) that holds the secret. It is never logged.</summary>
    public string? SecretEnv { get; set; }

    /// <summary>Seconds between two polls.</summary>
    public int EverySeconds { get; set; } = 300;

    /// <summary>Each poll looks back this far behind the last one, for rows that the network wrote late.</summary>
    public int OverlapMinutes { get; set; } = 1440;

    /// <summary>How far back the first poll looks.</summary>
    public int FirstDays { get; set; } = 30;

    /// <summary>The longest window that one request may ask for.</summary>
    public int WindowDays { get; set; } = 30;

    /// <summary>More pages than this in one window is taken for a fault.</summary>
    public int MaxPages { get; set; } = 1000;
}

/// <summary>The fields of a network's order row.</summary>
public enum ReportField
{
    OrderNo = 1,
    ItemNo = 2,
    Status = 3,
    StatusReason = 4,
    UpdatedAt = 5,
    OrderedAt = 6,
    Merchant = 7,
    Title = 8,
    Quantity = 9,
    Sale = 10,
    Commission = 11,
    Currency = 12,
    ClickRef = 13,
}

public enum AmountUnit
{
    Minor = 1,
    Major = 2,
}
