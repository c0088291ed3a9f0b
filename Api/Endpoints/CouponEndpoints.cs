using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Coupons: list, one, submit.</summary>
internal static class CouponEndpoints
{
    public static void MapCoupons(this IEndpointRouteBuilder api)
    {
        var coupons = api.MapGroup("/coupons");
        coupons.MapGet("", ListAsync).Needs(Scopes.DealsRead).WithSummary("Coupons that may be used now, of one merchant or all");
        coupons.MapGet("/{id:long}", FindAsync).Needs(Scopes.DealsRead).WithSummary("One coupon");
        coupons.MapPost("", SubmitAsync).Needs(Scopes.DealsWrite).WithSummary("Submit a coupon; read and refused like a source's row");
        coupons.MapPost("/{id:long}/votes", VoteAsync).Needs(Scopes.DealsWrite).WithSummary("Say whether a coupon works; a voter's second word takes the place of the first");
    }

    private static async Task<Results<Ok<CouponVoteView>, ProblemHttpResult, ValidationProblem>> VoteAsync(long id, CouponVoteWish wish, CouponDesk desk, CancellationToken cancellationToken)
    {
        if (wish.Voter is not { Length: > 0 and <= 100 } voter)
        {
            return Problems.Field("voter", "Name who says it, in 1 to 100 characters; each voter counts once.");
        }
        var outcome = await desk.VoteAsync(id, "api:" + voter, wish.Works, cancellationToken);
        return outcome == CouponVoteOutcome.NotFound ? Problems.NotFound("coupon with this id") : TypedResults.Ok(new CouponVoteView(outcome == CouponVoteOutcome.Ended));
    }

    private static async Task<Ok<PageOf<CouponView>>> ListAsync(string? merchant, Database book, TimeProvider time, CancellationToken cancellationToken)
    {
        var coupons = await book.ReadAsync(session => CouponStore.ActiveAsync(session, time.GetUtcNow(), merchant), cancellationToken);
        return TypedResults.Ok(new PageOf<CouponView>([.. coupons.Take(500).Select(CouponView.Of)], null));
    }

    private static async Task<Results<Ok<CouponView>, ProblemHttpResult>> FindAsync(long id, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => CouponStore.FindAsync(session, id), cancellationToken) is { } coupon
            ? TypedResults.Ok(CouponView.Of(coupon))
            : Problems.NotFound("coupon with this id");

    private static async Task<Results<NoContent, ValidationProblem>> SubmitAsync(
        CouponSubmission submission, DealDesk desk, CancellationToken cancellationToken)
    {
        var terms = new SourceTerms(DealDesk.SubmittedSource, submission.Merchant ?? "", submission.Currency, [], IsBaseline: false);
        var (_, refused) = await desk.SubmitAsync(submission.ToItem(), terms, cancellationToken);
        return refused is null ? TypedResults.NoContent() : Problems.Field(FieldOf(refused.Reason), refused.Detail);
    }

    private static string FieldOf(Refusal refusal) => refusal switch
    {
        Refusal.MissingTitle => "title",
        Refusal.MissingCouponCode => "code",
        Refusal.BrokenCouponValue => "value",
        Refusal.BrokenDate or Refusal.AlreadyOver => "endsAt",
        Refusal.MissingKey => "merchant",
        _ => "coupon",
    };
}

/// <summary>A coupon as a caller submits it: an amount (<c>20 CNY</c>) or a percentage (<c>15%</c>) off.</summary>
internal sealed record CouponSubmission
{
    public string? Merchant { get; init; }

    public string? Title { get; init; }

    public string? Code { get; init; }

    public string? ClaimUrl { get; init; }

    public string? Value { get; init; }

    public string? Threshold { get; init; }

    public string? Currency { get; init; }

    public IReadOnlyList<string>? Items { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public FeedItem ToItem() => new()
    {
        Key = $"coupon/{Merchant}/{Code ?? ClaimUrl ?? Title}",
        Title = Title ?? Code ?? "",
        Currency = Currency,
        EndsAt = EndsAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Coupon = new CouponWords
        {
            Code = Code, ClaimUrl = ClaimUrl, Value = Value, Threshold = Threshold, Items = Items ?? [], Categories = Categories ?? [],
        },
        Row = 1,
    };
}

/// <param name="Voter">Who says it, in the caller's own words.</param>
internal sealed record CouponVoteWish(string? Voter, bool Works);

/// <param name="IsEnded">So many said that it does not work that it is shown no more.</param>
internal sealed record CouponVoteView(bool IsEnded);

/// <summary>A coupon on the wire.</summary>
public sealed record CouponView(
    string Id, string Merchant, string Title, string? Code, string? ClaimUrl, string Kind, AmountView? Amount, int? PercentBp, AmountView? Threshold, string Scope,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string State, string Layer, long? StockLeft, DateTimeOffset? VerifiedAt)
{
    public static CouponView Of(Coupon coupon) => new(
        Wire.Id(coupon.Id), coupon.Merchant, coupon.Title, coupon.Code, coupon.ClaimUrl, Wire.Word(coupon.Kind), Minor(coupon.AmountMinor, coupon), coupon.PercentBp,
        Minor(coupon.ThresholdMinor, coupon), Wire.Word(coupon.Scope), coupon.StartsAt, coupon.EndsAt, Wire.Word(coupon.State), Wire.Word(coupon.Layer), coupon.StockLeft, coupon.VerifiedAt);

    private static AmountView? Minor(long? minor, Coupon coupon) =>
        minor is { } given && coupon.Currency is { } currency ? AmountView.Of(new Money(given, currency)) : null;
}
