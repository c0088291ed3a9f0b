namespace Daogou.Core.Access;

/// <summary>What an API key may do. A key has only the scopes it was given.</summary>
public static class Scopes
{
    public const string DealsRead = "deals:read";
    public const string DealsWrite = "deals:write";
    public const string GroupsRead = "groups:read";
    public const string GroupsWrite = "groups:write";
    public const string GroupsPush = "groups:push";
    public const string LinksRead = "links:read";
    public const string LinksWrite = "links:write";
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string ReportsRead = "reports:read";
    public const string PayoutsRead = "payouts:read";
    public const string PayoutsWrite = "payouts:write";
    public const string SourcesRead = "sources:read";
    public const string SourcesWrite = "sources:write";

    public const string NetworksRead = "networks:read";
    public const string NetworksWrite = "networks:write";

    public static IReadOnlyList<string> All { get; } =
    [
        DealsRead, DealsWrite, GroupsRead, GroupsWrite, GroupsPush, LinksRead, LinksWrite, OrdersRead, OrdersWrite, ReportsRead,
        PayoutsRead, PayoutsWrite, SourcesRead, SourcesWrite, NetworksRead, NetworksWrite,
    ];

    /// <summary>Those of the given that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(IEnumerable<string> scopes) => [.. scopes.Except(All, StringComparer.Ordinal)];
}
