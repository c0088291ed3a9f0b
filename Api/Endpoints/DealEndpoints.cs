using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Deals: list, search, the best now, one, submit, hold and let go.</summary>
internal static class DealEndpoints
{
    private const int MostRanked = 50;

    public static void MapDeals(this IEndpointRouteBuilder api)
    {
        var deals = api.MapGroup("/deals");
        deals.MapGet("", ListAsync).Needs(Scopes.DealsRead).WithSummary("Deals by words, category, merchant and price, page by page");
        deals.MapGet("/best", BestAsync).Needs(Scopes.DealsRead).WithSummary("The best deals now with the parts of their score");
        deals.MapGet("/{id:long}", FindAsync).Needs(Scopes.DealsRead).WithSummary("One deal with its coupon, verdict and price history");
        deals.MapPost("", SubmitAsync).Needs(Scopes.DealsWrite).WithSummary("Submit a deal; read and refused like a source's row");
        deals.MapPost("/{id:long}/hold", HoldAsync).Needs(Scopes.DealsWrite).WithSummary("Keep a deal from being shown, with a reason");
        deals.MapPost("/{id:long}/approve", ApproveAsync).Needs(Scopes.DealsWrite).WithSummary("Let a held deal go");
    }

    private static async Task<Results<Ok<PageOf<DealView>>, ValidationProblem>> ListAsync(
        [AsParameters] DealListRequest request, Database book, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > DealQuery.MostTaken)
        {
            return Problems.Field("limit", $"Accepts 1 to {DealQuery.MostTaken}.");
        }
        if (request.Order is { Length: > 0 } && !Enum.TryParse<DealOrder>(request.Order, ignoreCase: true, out _))
        {
            return Problems.Field("order", "Accepts newest, cheapest or discount.");
        }
        if (request.State is { Length: > 0 } && !Enum.TryParse<DealState>(request.State, ignoreCase: true, out _))
        {
            return Problems.Field("state", "Accepts active, held, ended, removed or pasted.");
        }
        var page = await book.ReadAsync(session => DealStore.SearchAsync(session, request.ToQuery()), cancellationToken);
        return TypedResults.Ok(new PageOf<DealView>([.. page.Deals.Select(DealView.Of)], page.Next));
    }

    private static async Task<Ok<IReadOnlyList<RankedDealView>>> BestAsync(
        string? words, string? category, int? limit, RankedDeals ranked, CancellationToken cancellationToken)
    {
        var wish = new DealWish { Words = words ?? "", Category = category };
        var best = await ranked.ForAsync(wish, Math.Clamp(limit ?? 10, 1, MostRanked), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<RankedDealView>>([.. best.Select(RankedDealView.Of)]);
    }

    private static async Task<Results<Ok<DealDetail>, ProblemHttpResult>> FindAsync(
        long id, Database book, RankedDeals ranked, CancellationToken cancellationToken)
    {
        var candidate = await ranked.OneAsync(id, cancellationToken);
        return await book.ReadAsync<Results<Ok<DealDetail>, ProblemHttpResult>>(
            async session =>
            {
                if (await DealStore.FindAsync(session, id) is not { } deal)
                {
                    return Problems.NotFound("deal with this id");
                }
                var history = await PriceHistory.ForAsync(session, id);
                return TypedResults.Ok(new DealDetail(
                    DealView.Of(deal),
                    deal.Description,
                    candidate is null ? null : RankedDealView.Of(candidate),
                    [.. history.Select(point => new PricePointView(point.At, point.PriceMinor, point.ListPriceMinor))]));
            },
            cancellationToken);
    }

    private static async Task<Results<Created<DealView>, ValidationProblem>> SubmitAsync(
        DealSubmission submission, DealDesk desk, CancellationToken cancellationToken)
    {
        var terms = new SourceTerms(DealDesk.SubmittedSource, submission.Merchant ?? "", submission.Currency, [], IsBaseline: false);
        var (deal, refused) = await desk.SubmitAsync(submission.ToItem(), terms, cancellationToken);
        return deal is null
            ? Problems.Field(FieldOf(refused!.Reason), refused.Detail)
            : TypedResults.Created($"/api/v1/deals/{deal.Id}", DealView.Of(deal));
    }

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> HoldAsync(
        long id, ReasonRequest request, DealDesk desk, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(request.Reason)
            ? Problems.Field("reason", "Say why; it is shown in the trail.")
            : Answer(await desk.HoldAsync(id, request.Reason, cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> ApproveAsync(
        long id, DealDesk desk, CancellationToken cancellationToken) => Answer(await desk.ApproveAsync(id, cancellationToken));

    private static Results<NoContent, ProblemHttpResult, ValidationProblem> Answer(DealAct act) => act switch
    {
        DealAct.Done => TypedResults.NoContent(),
        DealAct.NotFound => Problems.NotFound("deal with this id"),
        DealAct.WrongState => Problems.Refuse(StatusCodes.Status409Conflict, "wrong_state", "The deal is not in a state for this."),
    };

    private static string FieldOf(Refusal refusal) => refusal switch
    {
        Refusal.MissingTitle => "title",
        Refusal.MissingLink or Refusal.BrokenLink or Refusal.HostNotAllowed => "url",
        Refusal.MissingPrice or Refusal.BrokenPrice or Refusal.AmbiguousPrice => "price",
        Refusal.UnknownCurrency => "currency",
        Refusal.BrokenDate or Refusal.AlreadyOver => "endsAt",
        _ => "deal",
    };
}

/// <summary>What to list.</summary>
internal sealed record DealListRequest(
    string? Words, string? Category, string? Merchant, string? State, string? Order, long? MaxPriceMinor, string? Currency, bool? OnlyReduced, int? Limit, string? Cursor)
{
    public DealQuery ToQuery() => new()
    {
        Words = Words ?? "",
        Category = Category,
        Merchant = Merchant,
        State = Enum.TryParse<DealState>(State, ignoreCase: true, out var state) ? state : DealState.Active,
        Order = Enum.TryParse<DealOrder>(Order, ignoreCase: true, out var order) ? order : DealOrder.Newest,
        MaxPriceMinor = MaxPriceMinor,
        Currency = Currency,
        OnlyReduced = OnlyReduced ?? false,
        Take = Limit ?? 20,
        Cursor = Cursor,
    };
}

internal sealed record ReasonRequest(string? Reason);

/// <summary>A deal as a caller submits it; the price as text (<c>19.90 CNY</c>) or with the currency apart.</summary>
internal sealed record DealSubmission
{
    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? Price { get; init; }

    public string? ListPrice { get; init; }

    public string? Currency { get; init; }

    public string? Merchant { get; init; }

    public string? ImageUrl { get; init; }

    public string? Category { get; init; }

    public string? Brand { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public FeedItem ToItem() => new()
    {
        Key = Url ?? Title ?? "",
        Title = Title ?? "",
        Link = Url,
        Price = Price,
        ListPrice = ListPrice,
        Currency = Currency,
        Image = ImageUrl,
        Category = Category,
        Brand = Brand,
        Description = Description,
        EndsAt = EndsAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Row = 1,
    };
}

/// <summary>A deal on the wire. Times are ISO 8601 UTC.</summary>
public sealed record DealView(
    string Id, string Trail, string Title, string Url, string? Image, string Merchant, string? Brand, string? Category, AmountView? Price, AmountView? ListPrice,
    string Availability, string State, string? StateReason, DateTimeOffset? EndsAt, DateTimeOffset ChangedAt)
{
    public static DealView Of(Deal deal) => new(
        deal.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), $"deal:{deal.Id}", deal.Title, deal.Url, deal.ImageUrl, deal.Merchant, deal.Brand, deal.Category,
        AmountView.Of(deal.Price), AmountView.Of(deal.ListPrice), Wire.Word(deal.Availability), Wire.Word(deal.State), deal.StateReason, deal.EndsAt, deal.ChangedAt);
}

public sealed record ScorePartView(string Kind, int Points, string Zh, string En);

/// <summary>A deal with what speaks for it. <c>DiscountBp</c> is the discount that is believed, in basis points.</summary>
public sealed record RankedDealView(
    DealView Deal, int Score, IReadOnlyList<ScorePartView> Parts, int DiscountBp, string Standing, int DaysKnown, CouponView? Coupon, AmountView PriceAfter)
{
    public static RankedDealView Of(Candidate candidate) => new(
        DealView.Of(candidate.Deal),
        candidate.Score.Total,
        [.. candidate.Score.Parts.Select(part => new ScorePartView(Wire.Word(part.Kind), part.Points, part.Zh, part.En))],
        candidate.Discount.BasisPoints,
        Wire.Word(candidate.Verdict.Standing),
        candidate.Verdict.DaysKnown,
        candidate.Coupon is null ? null : CouponView.Of(candidate.Coupon.Coupon),
        AmountView.Of(candidate.PriceAfter));
}

public sealed record PricePointView(DateTimeOffset At, long PriceMinor, long? ListPriceMinor);

public sealed record DealDetail(DealView Deal, string? Description, RankedDealView? Ranking, IReadOnlyList<PricePointView> History);
