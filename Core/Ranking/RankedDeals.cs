using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>What a person asks for: words, a category, a group's wishes.</summary>
public sealed record DealWish
{
    public string Words { get; init; } = "";

    public string? Category { get; init; }

    public string? Merchant { get; init; }

    /// <summary>Only what is really below its usual price.</summary>
    public bool OnlyReduced { get; init; } = true;

    public int Skip { get; init; }
}

/// <summary>The best deals now, for <c>/deals</c>, the API and the feeds out.</summary>
public sealed class RankedDeals(Database book, ExpectedCommission commission, TimeProvider time, IOptions<RankingOptions>? options = null)
{
    private readonly PriceTruthRule? _rule = options?.Value.ToRule();

    public async Task<IReadOnlyList<Candidate>> ForAsync(DealWish wish, int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var candidates = await book.ReadAsync(session => Candidates.LoadAsync(session, commission, now, _rule), cancellationToken);
        var words = DealQuery.Tokens(wish.Words);
        return
        [
            .. candidates
                .Where(candidate => (!wish.OnlyReduced || candidate.Discount.BasisPoints > 0)
                    && (wish.Category is null || candidate.Deal.Category?.Contains(wish.Category, StringComparison.OrdinalIgnoreCase) == true)
                    && (wish.Merchant is null || candidate.Deal.Merchant == wish.Merchant)
                    && words.All(word => candidate.Deal.SearchText.Contains(word, StringComparison.Ordinal)))
                .OrderByDescending(candidate => candidate.Score.Total).ThenBy(candidate => candidate.Deal.Id)
                .Skip(wish.Skip).Take(count),
        ];
    }

    /// <summary>One deal with its coupon, verdict and score; null when it is not there or has no price.</summary>
    public Task<Candidate?> OneAsync(long dealId, CancellationToken cancellationToken) =>
        book.ReadAsync(
            async session => await DealStore.FindAsync(session, dealId) is { } deal ? await Candidates.OneAsync(session, deal, commission, time.GetUtcNow(), _rule) : null,
            cancellationToken);
}
