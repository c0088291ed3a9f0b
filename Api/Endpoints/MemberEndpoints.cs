using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Members;
using Daogou.Core.Payouts;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>What a member has and is owed: wallets and orders with their states and dates.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/members");
        members.MapGet("/{id:long}/balance", BalanceAsync).Needs(Scopes.ReportsRead).WithSummary("A member's wallets, one for each currency");
        members.MapGet("/{id:long}/orders", OrdersAsync).Needs(Scopes.OrdersRead).WithSummary("A member's orders with state, date and amount");
    }

    private static async Task<Results<Ok<IReadOnlyList<WalletView>>, ProblemHttpResult>> BalanceAsync(long id, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync<Results<Ok<IReadOnlyList<WalletView>>, ProblemHttpResult>>(
            async session => await MemberStore.FindAsync(session, id) is null
                ? Problems.NotFound("member with this id")
                : TypedResults.Ok<IReadOnlyList<WalletView>>([.. (await Wallets.ForMemberAsync(session, id)).Select(WalletView.Of)]),
            cancellationToken);

    private static async Task<Ok<IReadOnlyList<MemberOrderView>>> OrdersAsync(long id, int? limit, Database book, CancellationToken cancellationToken)
    {
        var orders = await book.ReadAsync(session => OrderViews.ForMemberAsync(session, id, Math.Clamp(limit ?? 50, 1, 200)), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<MemberOrderView>>([.. orders.Select(MemberOrderView.Of)]);
    }
}

public sealed record WalletView(string Currency, AmountView Pending, AmountView Available, AmountView Held, AmountView Paying, AmountView Paid)
{
    public static WalletView Of(Wallet wallet) => new(
        wallet.Currency, AmountView.Of(wallet.Pending), AmountView.Of(wallet.Available), AmountView.Of(wallet.Held), AmountView.Of(wallet.Paying), AmountView.Of(wallet.Paid));
}

public sealed record MemberOrderView(
    string Trail, string? Title, string? Merchant, string State, string? Reason, AmountView Sale, AmountView Amount, DateTimeOffset OrderedAt, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? PayableAt, DateTimeOffset? PaidAt, DateTimeOffset? VoidAt)
{
    public static MemberOrderView Of(OrderView order) => new(
        $"order:{order.Key.Network}/{order.Key.OrderNo}/{order.Key.ItemNo}", order.Title, order.Merchant, Wire.Word(order.State), order.Reason, AmountView.Of(order.Sale),
        AmountView.Of(order.Amount), order.OrderedAt, order.ConfirmedAt, order.PayableAt, order.PaidAt, order.VoidAt);
}
