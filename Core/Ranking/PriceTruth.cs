namespace Daogou.Core.Ranking;

/// <summary>
/// What an offer's price is worth against its own history. The reduction is reckoned from the lowest price of the 30 days before the present price
/// began (98/6/EC art. 6a, as the Court read it in C-330/23), never from a list price alone. Prices are what an order comes to (price − coupon +
/// shipping) for the present number of pieces; prices that nobody could buy at, prices for some, and errors are left out. The order of observations and
/// their repetition change nothing.
/// </summary>
public sealed record PriceTruth
{
    private const int Reduction = 30;
    private const int CertainAfterDays = 14;

    public required PriceStanding Standing { get; init; }

    /// <summary>The present price; null where nothing can be bought now.</summary>
    public decimal? Price { get; init; }

    /// <summary>Of one piece.</summary>
    public decimal? PerPiece { get; init; }

    /// <summary>Since when it stands.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Lowest of the 30 days before the present price (or, stepwise, before the reduction's first step) began; the present one once it is the usual price.</summary>
    public decimal? Low30 { get; init; }

    /// <summary>Lowest of the 90 days before the present price began.</summary>
    public decimal? Low90 { get; init; }

    public decimal? Low365 { get; init; }

    /// <summary>Lowest of all time before the present price began.</summary>
    public decimal? LowEver { get; init; }

    /// <summary>Share of the reduction's 30 days that is known, 0 to 1.</summary>
    public decimal Coverage { get; init; }

    /// <summary>Whole days between the first observation and now.</summary>
    public int DaysKnown { get; init; }

    /// <summary>The list price stands above everything that was ever asked before it appeared.</summary>
    public bool ListPriceRaised { get; init; }

    /// <summary>Instants at which a price began that is taken for an error.</summary>
    public IReadOnlyList<DateTimeOffset> SetAside { get; init; } = [];

    /// <summary>With less than two weeks of history nothing is certain.</summary>
    public bool IsConfident => DaysKnown >= CertainAfterDays && Standing != PriceStanding.Unknown;

    /// <summary>How far the price is below <see cref="Low30"/>, in basis points, rounded down; 0 when it is not below.</summary>
    public int TrueDiscountBp => Price is { } price && Low30 is > 0 and var low && price < low ? (int)((low - price) * 10_000 / low) : 0;

    /// <param name="observations">In any order.</param>
    /// <param name="now">Later ones are left out.</param>
    /// <param name="rule">How strict.</param>
    public static PriceTruth Of(IReadOnlyCollection<PriceObservation> observations, DateTimeOffset now, PriceTruthRule? rule = null)
    {
        rule ??= PriceTruthRule.Usual;
        var looks = PriceRun.Looks(observations, now);
        var runs = PriceRun.Of(looks, now, rule);
        var known = new PriceTruth
        {
            Standing = PriceStanding.Unknown,
            DaysKnown = runs.Count == 0 ? 0 : (int)(now - runs[0].From).TotalDays,
            ListPriceRaised = IsListRaised(looks),
            SetAside = [.. runs.Where(run => run.IsSetAside).Select(run => run.From)],
        };
        if (runs is not [.., var present] || !present.CanBuy)
        {
            return known;
        }
        var quantity = looks[^1].Quantity;
        known = known with { Price = present.PerPiece * quantity, PerPiece = present.PerPiece, Since = present.From };
        return present.IsSetAside ? known : Held(known, runs, now, quantity, rule);
    }

    private static PriceTruth Held(PriceTruth known, List<PriceRun> runs, DateTimeOffset now, decimal quantity, PriceTruthRule rule)
    {
        var began = Began(runs, runs.Count - 1);
        var since = runs[began].From;
        var from = rule.IsStepwise ? runs[FirstStep(runs, began)].From : since;
        decimal? Low(DateTimeOffset until, int? days) => runs
            .Where(run => run.Counts && run.Meets(days is { } some ? until.AddDays(-some) : DateTimeOffset.MinValue, until))
            .Min(run => (decimal?)(run.PerPiece * quantity));
        var first = runs[0].From;
        known = known with { Since = since, Coverage = Covered(first, from) };
        if (now - since >= TimeSpan.FromDays(Reduction) || (first == since && known.DaysKnown >= CertainAfterDays))
        {
            return known with
            {
                Standing = PriceStanding.AtLow,
                Coverage = 1,
                Low30 = known.Price,
                Low90 = Low(now, 90),
                Low365 = Low(now, 365),
                LowEver = Low(now, null),
            };
        }
        known = known with { Low30 = Low(from, Reduction), Low90 = Low(since, 90), Low365 = Low(since, 365), LowEver = Low(since, null) };
        if (known.Low30 is not { } low30 || from - first < rule.LeastHistory)
        {
            return known;
        }
        var price = known.Price!.Value;
        return known with
        {
            Standing = price < known.LowEver ? PriceStanding.AllTimeLow
                : price < known.Low90 ? PriceStanding.Low90
                : price < low30 ? PriceStanding.Low30
                : price == low30 ? PriceStanding.AtLow
                : PriceStanding.AboveLow,
        };
    }

    /// <summary>The first stretch of the same price, over what was out of stock or an error in between.</summary>
    private static int Began(List<PriceRun> runs, int at)
    {
        var first = at;
        for (var index = at - 1; index >= 0; index--)
        {
            if (runs[index].Counts)
            {
                if (runs[index].PerPiece != runs[at].PerPiece)
                {
                    break;
                }
                first = index;
            }
        }
        return first;
    }

    /// <summary>Where a reduction that only ever deepened began: its first step down from a price that had stood.</summary>
    private static int FirstStep(List<PriceRun> runs, int began)
    {
        var step = began;
        for (var index = began - 1; index >= 0; index--)
        {
            if (!runs[index].Counts)
            {
                continue;
            }
            if (runs[index].PerPiece <= runs[step].PerPiece)
            {
                break;
            }
            var start = Began(runs, index);
            if (start == 0 || runs[step].From - runs[start].From >= TimeSpan.FromDays(Reduction) || !runs[..start].Any(run => run.Counts && run.PerPiece > runs[start].PerPiece))
            {
                break;
            }
            (step, index) = (start, start);
        }
        return step;
    }

    private static decimal Covered(DateTimeOffset first, DateTimeOffset until) =>
        Math.Clamp((decimal)(until - first).Ticks / TimeSpan.FromDays(Reduction).Ticks, 0, 1);

    private static bool IsListRaised(IReadOnlyList<PriceObservation> looks)
    {
        if (looks is not [.., { ListPrice: { } list }])
        {
            return false;
        }
        var appeared = looks.Count - 1;
        while (appeared > 0 && looks[appeared - 1].ListPrice == list)
        {
            appeared--;
        }
        return appeared > 0 && list > looks.Take(appeared).Max(look => Math.Max(look.Price, look.ListPrice ?? 0));
    }
}
