using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Search by words, and what to suggest to somebody who types.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        api.MapGet("/deals/search", FindAsync).Needs(Scopes.DealsRead)
            .WithSummary("Active deals by words, the best first, with scores, filters and what they are made of; slips and pinyin are understood");
        api.MapGet("/search/suggest", SuggestAsync).Needs(Scopes.DealsRead).WithSummary("Completions of a text that is still being typed");
    }

    private static async Task<Results<Ok<SearchView>, ValidationProblem>> FindAsync(
        [AsParameters] SearchRequest request, DealSearch search, PastSearches past, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > SearchQuery.MostTaken)
        {
            return Problems.Field("limit", $"Accepts 1 to {SearchQuery.MostTaken}.");
        }
        if ((request.MinPriceMinor is not null || request.MaxPriceMinor is not null) && string.IsNullOrWhiteSpace(request.Currency))
        {
            return Problems.Field("currency", "A bound on the price needs its currency, such as CNY.");
        }
        if (request.MinDiscountBp is < 0 or > 10_000)
        {
            return Problems.Field("minDiscountBp", "Accepts 0 to 10000, in basis points.");
        }
        var query = request.ToQuery();
        var page = await search.FindAsync(query, cancellationToken);
        if (query.Cursor is null && page is { Reading: SearchReading.Exact, Deals.Count: > 0 })
        {
            past.Note(query.Words);
        }
        return TypedResults.Ok(SearchView.Of(page));
    }

    private static async Task<Results<Ok<IReadOnlyList<string>>, ValidationProblem>> SuggestAsync(
        string? text, int? limit, SearchSuggestions suggestions, CancellationToken cancellationToken) =>
        limit is < 1 or > SearchSuggestions.MostTaken
            ? Problems.Field("limit", $"Accepts 1 to {SearchSuggestions.MostTaken}.")
            : TypedResults.Ok(await suggestions.ForAsync(text ?? "", limit ?? 8, cancellationToken));
}

/// <summary>What to search for. Prices are minor units of the currency, discounts basis points.</summary>
internal sealed record SearchRequest(
    string? Words, string? Category, string? Merchant, long? MinPriceMinor, long? MaxPriceMinor, string? Currency, int? MinDiscountBp, bool? WithCoupon, bool? InStock,
    bool? Facets, int? Limit, string? Cursor)
{
    public SearchQuery ToQuery() => new()
    {
        Words = Words ?? "",
        Filter = new SearchFilter
        {
            Category = Given(Category),
            Merchant = Given(Merchant),
            MinPriceMinor = MinPriceMinor,
            MaxPriceMinor = MaxPriceMinor,
            Currency = Given(Currency),
            MinDiscountBp = MinDiscountBp,
            WithCoupon = WithCoupon ?? false,
            InStock = InStock ?? false,
        },
        WithFacets = Facets ?? false,
        Take = Limit ?? 20,
        Cursor = Given(Cursor),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A found deal. The scores are 0 to 100; relevance says how well the words fit, quality is the deal's own.</summary>
public sealed record FoundDealView(DealView Deal, float Score, float Relevance, float Quality, RankedDealView? Ranking);

public sealed record FacetView(string Value, int Count);

/// <summary>A band of prices in minor units, from inclusive, below exclusive.</summary>
public sealed record PriceBandView(long FromMinor, long? BelowMinor, string Currency, int Count);

/// <summary>What the found deals are made of; with <c>IsAtLeast</c> there are more than were counted.</summary>
public sealed record FacetsView(int Total, bool IsAtLeast, IReadOnlyList<FacetView> Merchants, IReadOnlyList<FacetView> Categories, IReadOnlyList<PriceBandView> Prices);

/// <summary>One page of what was found. <c>Reading</c>: exact, repaired (<c>Instead</c> says what was searched) or nearest (nothing has all the words).</summary>
public sealed record SearchView(IReadOnlyList<FoundDealView> Items, string? Next, string Reading, string? Instead, FacetsView? Facets)
{
    public static SearchView Of(SearchPage page) => new(
        [
            .. page.Deals.Select(found => new FoundDealView(
                DealView.Of(found.Deal), Rounded(found.Hit.Score), Rounded(found.Hit.Relevance), Rounded(found.Hit.Quality),
                found.Candidate is null ? null : RankedDealView.Of(found.Candidate))),
        ],
        page.Next,
        Wire.Word(page.Reading),
        page.Instead,
        page.Facets is not { } facets ? null : new FacetsView(
            facets.Total, facets.IsAtLeast, [.. facets.Merchants.Select(one => new FacetView(one.Value, one.Count))],
            [.. facets.Categories.Select(one => new FacetView(one.Value, one.Count))],
            [.. facets.Prices.Select(band => new PriceBandView(band.FromMinor, band.BelowMinor, band.Currency, band.Count))]));

    private static float Rounded(float score) => MathF.Round(score, 1);
}
