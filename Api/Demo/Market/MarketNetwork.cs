using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Amounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Demo.Market;

/// <summary>
/// The marketplace's affiliate network: a deep link that counts a click, and an order report for publishers. As strict as a real one: unknown
/// publishers, foreign destinations, bad sub-ids, a wrong secret and a malformed window are refused.
/// </summary>
public static class MarketNetwork
{
    public const string Publisher = "daogou-demo";
    public const string SecretHeader = "X-Publisher-Secret";
    public const string ClickCookie = "market_click";

    private const int PageSize = 50;
    private const int LongestRef = 32;

    public static void MapMarketNetwork(this IEndpointRouteBuilder routes, string secret)
    {
        routes.MapGet("/go", Go);
        routes.MapGet(
            "/network/v2/orders",
            (HttpContext http, MarketBook book, string? updated_from, string? updated_to, int? page) =>
                Report(http, book, secret, updated_from, updated_to, page ?? 1));
    }

    private static Results<RedirectHttpResult, ProblemHttpResult> Go(
        HttpContext http, MarketBook book, MarketAddresses addresses, string? pid, string? to, string? sub)
    {
        if (pid != Publisher)
        {
            return Refuse(StatusCodes.Status403Forbidden, $"No publisher is called '{pid}'.");
        }
        if (sub is { Length: > LongestRef } || sub?.All(char.IsAsciiLetterOrDigit) == false)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"A sub-id has at most {LongestRef} letters and digits.");
        }
        if (!Uri.TryCreate(to, UriKind.Absolute, out var target) || !addresses.IsShop(target))
        {
            return Refuse(StatusCodes.Status400BadRequest, "The destination belongs to no merchant of this network.");
        }
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            var id = book.SaveClick(sub ?? "");
            http.Response.Cookies.Append(ClickCookie, id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) });
        }
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(target.AbsoluteUri);
    }

    private static Results<Ok<OrderPage>, ProblemHttpResult> Report(
        HttpContext http, MarketBook book, string secret, string? updatedFrom, string? updatedTo, int page)
    {
        var given = Encoding.UTF8.GetBytes(http.Request.Headers[SecretHeader].ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret)))
        {
            return Refuse(StatusCodes.Status401Unauthorized, $"The header {SecretHeader} is missing or wrong.");
        }
        if (!TryInstant(updatedFrom, out var from) || !TryInstant(updatedTo, out var to) || from >= to || page < 1)
        {
            return Refuse(
                StatusCodes.Status400BadRequest, "updated_from and updated_to are ISO 8601 instants in UTC, the first before the second; page counts from 1.");
        }
        var all = book.All().Where(order => order.ClickRef is not null && order.UpdatedAt >= from && order.UpdatedAt < to)
            .OrderBy(order => order.UpdatedAt).ThenBy(order => order.Number, StringComparer.Ordinal).ToArray();
        var pages = Math.Max(1, (all.Length + PageSize - 1) / PageSize);
        var query = $"?updated_from={Uri.EscapeDataString(updatedFrom!)}&updated_to={Uri.EscapeDataString(updatedTo!)}";
        var next = page < pages
            ? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}{query}&page={(page + 1).ToString(CultureInfo.InvariantCulture)}"
            : null;
        return TypedResults.Ok(new OrderPage(
            new PageInfo(page, pages, all.Length, next), [.. all.Skip((page - 1) * PageSize).Take(PageSize).Select(Row)]));
    }

    private static OrderRow Row(MarketOrder order)
    {
        var shop = Shops.Find(order.Shop)!;
        var item = shop.Find(order.Sku)!;
        var commission = new Rate(shop.CommissionBp).Of(order.Sale);
        return new OrderRow(
            order.Number,
            "1",
            order.NetworkStatus,
            order.IsVoid ? "returned by the buyer" : null,
            Instant(order.UpdatedAt),
            Instant(order.OrderedAt),
            shop.Key,
            Shops.TitleOf(shop, item),
            order.Quantity,
            order.Sale.ToDecimalText(),
            commission.ToDecimalText(),
            order.Currency,
            order.ClickRef is { Length: > 0 } sub ? sub : null);
    }

    private static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static ProblemHttpResult Refuse(int status, string why) => TypedResults.Problem(why, statusCode: status);

    public sealed record OrderPage(PageInfo Paging, IReadOnlyList<OrderRow> Orders);

    public sealed record PageInfo(int Page, int Pages, int Total, string? Next);

    public sealed record OrderRow(
        string OrderNo, string ItemNo, string Status, string? Reason, string UpdatedAt, string OrderedAt, string Merchant, string Title, int Quantity,
        string SaleAmount, string Commission, string Currency, string? SubId);
}
