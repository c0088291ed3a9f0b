using System.Globalization;
using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Amounts;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Orders as facts: list, one, import a network's file.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders");
        orders.MapGet("", ListAsync).Needs(Scopes.OrdersRead).WithSummary("Orders, newest first; only unattributed ones or only those to be claimed on demand");
        orders.MapGet("/{network}/{orderNo}/{itemNo}", FindAsync).Needs(Scopes.OrdersRead).WithSummary("One order item");
        orders.MapPost("/import", ImportAsync).Needs(Scopes.OrdersWrite).Accepts<string>("text/csv").WithSummary("Take a network's exported file (the body) in");
    }

    private static async Task<Results<Ok<PageOf<OrderItemView>>, ValidationProblem>> ListAsync(
        [AsParameters] OrderListRequest request, Database book, CancellationToken cancellationToken)
    {
        if (request.Status is { Length: > 0 } && !Enum.TryParse<OrderStatus>(request.Status, ignoreCase: true, out _))
        {
            return Problems.Field("status", "Accepts tracked, held, confirmed, settled or void.");
        }
        var query = request.ToQuery();
        var orders = await book.ReadAsync(session => OrderStore.ListAsync(session, query), cancellationToken);
        var next = orders.Count == query.Limit ? Wire.Id(orders[^1].Id) : null;
        return TypedResults.Ok(new PageOf<OrderItemView>([.. orders.Select(OrderItemView.Of)], next));
    }

    private static async Task<Results<Ok<OrderItemView>, ProblemHttpResult>> FindAsync(
        string network, string orderNo, string itemNo, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => OrderStore.FindAsync(session, new OrderKey(network, orderNo, itemNo)), cancellationToken) is { } order
            ? TypedResults.Ok(OrderItemView.Of(order))
            : Problems.NotFound("such order item");

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult, ValidationProblem>> ImportAsync(
        string? network, HttpRequest request, OrderImport import, CancellationToken cancellationToken)
    {
        if (network is not { Length: > 0 })
        {
            return Problems.Field("network", "Name the network whose file this is (?network=key).");
        }
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        var report = await import.RunAsync(body, network, cancellationToken);
        return report.Problem is { } problem
            ? Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "file_refused", problem)
            : TypedResults.Ok(new ImportView(report.Accepted, report.Unchanged, [.. report.Refused.Select(RefusedRowView.Of)]));
    }
}

internal sealed record OrderListRequest(string? Network, string? Status, long? Member, long? Group, bool? Unattributed, bool? Claims, string? Words, int? Limit, string? Cursor)
{
    public OrderQuery ToQuery() => new()
    {
        Network = Network,
        Status = Enum.TryParse<OrderStatus>(Status, ignoreCase: true, out var status) ? status : null,
        MemberId = Member,
        GroupId = Group,
        OnlyUnattributed = Unattributed ?? false,
        OnlyClaims = Claims ?? false,
        Words = Words,
        Before = long.TryParse(Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
        Limit = Math.Clamp(Limit ?? 50, 1, 200),
    };
}

/// <summary>An order item on the wire.</summary>
public sealed record OrderItemView(
    string Trail, string Network, string OrderNo, string ItemNo, string Status, string? StatusReason, string? Merchant, string? Title, int Quantity, AmountView Sale, AmountView Commission,
    string Attribution, string? AttributionReason, string? LinkCode, string? DealId, string? MemberId, string? GroupId, DateTimeOffset OrderedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ConfirmedAt)
{
    public static OrderItemView Of(Order order) => new(
        $"order:{order.Network}/{order.OrderNo}/{order.ItemNo}", order.Network, order.OrderNo, order.ItemNo, Wire.Word(order.Status), order.StatusReason, order.Merchant, order.Title,
        order.Quantity, AmountView.Of(new Money(order.SaleMinor, order.Currency)), AmountView.Of(new Money(order.CommissionMinor, order.Currency)), Wire.Word(order.Attribution),
        order.AttributionReason, order.LinkCode, Id(order.DealId), Id(order.MemberId), Id(order.GroupId), order.OrderedAt, order.UpdatedAt, order.ConfirmedAt);

    private static string? Id(long? id) => id is > 0 and var given ? Wire.Id(given) : null;
}

public sealed record ImportView(int Accepted, int Unchanged, IReadOnlyList<RefusedRowView> Refused);

public sealed record RefusedRowView(long Row, string Text, string Reason)
{
    public static RefusedRowView Of(RefusedRow row) => new(row.Number, row.Text, row.Reason);
}
