using System.Globalization;
using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Payouts;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Withdrawals: list, approve, reject, and say that one was paid.</summary>
internal static class PayoutEndpoints
{
    public static void MapPayouts(this IEndpointRouteBuilder api)
    {
        var payouts = api.MapGroup("/payouts");
        payouts.MapGet("", ListAsync).Needs(Scopes.PayoutsRead).WithSummary("Withdrawals, newest first");
        payouts.MapGet("/{id:long}", FindAsync).Needs(Scopes.PayoutsRead).WithSummary("One withdrawal");
        payouts.MapPost("/{id:long}/approve", ApproveAsync).Needs(Scopes.PayoutsWrite).WithSummary("Approve a requested withdrawal");
        payouts.MapPost("/{id:long}/reject", RejectAsync).Needs(Scopes.PayoutsWrite).WithSummary("Reject it with a reason; the money goes back");
        payouts.MapPost("/{id:long}/paid", PaidAsync).Needs(Scopes.PayoutsWrite).WithSummary("It was paid, with the transfer's reference");
    }

    private static async Task<Results<Ok<PageOf<PayoutView>>, ValidationProblem>> ListAsync(
        string? state, long? member, int? limit, string? cursor, Database book, CancellationToken cancellationToken)
    {
        if (state is { Length: > 0 } && !Enum.TryParse<PayoutState>(state, ignoreCase: true, out _))
        {
            return Problems.Field("state", $"Accepts {string.Join(", ", Enum.GetValues<PayoutState>().Select(Wire.Word))}.");
        }
        var take = Math.Clamp(limit ?? 50, 1, 200);
        var before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var wanted = Enum.TryParse<PayoutState>(state, ignoreCase: true, out var parsed) ? parsed : (PayoutState?)null;
        var payouts = await book.ReadAsync(session => PayoutStore.ListAsync(session, take, before, wanted, member), cancellationToken);
        return TypedResults.Ok(new PageOf<PayoutView>([.. payouts.Select(PayoutView.Of)], payouts.Count == take ? Wire.Id(payouts[^1].Id) : null));
    }

    private static async Task<Results<Ok<PayoutView>, ProblemHttpResult>> FindAsync(long id, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => PayoutStore.FindAsync(session, id), cancellationToken) is { } payout
            ? TypedResults.Ok(PayoutView.Of(payout))
            : Problems.NotFound("withdrawal with this id");

    private static async Task<Results<Ok<PayoutView>, ProblemHttpResult, ValidationProblem>> ApproveAsync(
        long id, HttpContext http, PayoutDesk desk, CancellationToken cancellationToken) =>
        Answer(await desk.ApproveAsync(id, http.User.Actor(), cancellationToken));

    private static async Task<Results<Ok<PayoutView>, ProblemHttpResult, ValidationProblem>> RejectAsync(
        long id, ReasonRequest request, HttpContext http, PayoutDesk desk, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(request.Reason)
            ? Problems.Field("reason", "Say why; the member reads it.")
            : Answer(await desk.RejectAsync(id, http.User.Actor(), request.Reason, cancellationToken));

    private static async Task<Results<Ok<PayoutView>, ProblemHttpResult, ValidationProblem>> PaidAsync(
        long id, PaidRequest request, HttpContext http, PayoutDesk desk, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(request.Reference)
            ? Problems.Field("reference", "Name the transfer, so that it can be found again.")
            : Answer(await desk.MarkPaidAsync(id, http.User.Actor(), request.Reference, cancellationToken));

    private static Results<Ok<PayoutView>, ProblemHttpResult, ValidationProblem> Answer(PayoutMove move) => move.Kind switch
    {
        PayoutMoveKind.Done => TypedResults.Ok(PayoutView.Of(move.Payout!)),
        PayoutMoveKind.NotFound => Problems.NotFound("withdrawal with this id"),
        PayoutMoveKind.WrongState => Problems.Refuse(
            StatusCodes.Status409Conflict, "wrong_state", $"The withdrawal is {Wire.Word(move.Payout!.State)}; this cannot be done to it now."),
    };
}

internal sealed record PaidRequest(string? Reference);

/// <summary>A withdrawal on the wire; where it goes is shown with its middle hidden.</summary>
public sealed record PayoutView(
    string Id, string Trail, string MemberId, AmountView Amount, string Method, string Destination, string State, string? Reason, string? Reference, DateTimeOffset RequestedAt,
    DateTimeOffset? DecidedAt, DateTimeOffset? ResolvedAt)
{
    public static PayoutView Of(Payout payout) => new(
        Wire.Id(payout.Id), payout.Subject, Wire.Id(payout.MemberId), AmountView.Of(payout.Amount), payout.Method, Hidden(payout.Destination), Wire.Word(payout.State), payout.Reason,
        payout.ProviderReference, payout.RequestedAt, payout.DecidedAt, payout.ResolvedAt);

    private static string Hidden(string destination) =>
        destination.Length <= 4 ? "…" : destination[..2] + "…" + destination[^2..];
}
