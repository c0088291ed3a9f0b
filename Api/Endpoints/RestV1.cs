using Daogou.Api.Access;

namespace Daogou.Api.Endpoints;

/// <summary>The REST API, one file for each resource. Every route names the scope it needs; limits hold for each key.</summary>
internal static class RestV1
{
    public static void MapRestV1(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(AccessRules.PerKey).WithTags("v1");
        api.MapDeals();
        api.MapSearch();
        api.MapCoupons();
        api.MapGroups();
        api.MapLinks();
        api.MapClicks();
        api.MapNetworks();
        api.MapOrders();
        api.MapMatches();
        api.MapMembers();
        api.MapPayouts();
        api.MapReports();
        api.MapSources();
        api.MapTrail();
        api.MapInspect();
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An amount on the wire.</summary>
/// <param name="Minor">Minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Text">As people read it.</param>
public sealed record AmountView(long Minor, string Currency, string Text)
{
    public static AmountView Of(Core.Amounts.Money money) => new(money.Minor, money.Currency, Core.Amounts.AmountText.ToText(money));

    public static AmountView? Of(Core.Amounts.Money? money) => money is { } given ? Of(given) : null;
}
