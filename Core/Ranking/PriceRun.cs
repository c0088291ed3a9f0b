namespace Daogou.Core.Ranking;

/// <summary>One price for a stretch of time.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; now for the last.</param>
/// <param name="PerPiece">What one piece came to.</param>
/// <param name="CanBuy">It was in stock.</param>
internal sealed record PriceRun(DateTimeOffset From, DateTimeOffset To, decimal PerPiece, bool CanBuy)
{
    /// <summary>An error of whoever typed it.</summary>
    public bool IsSetAside { get; init; }

    public bool Counts => CanBuy && !IsSetAside;

    public bool Meets(DateTimeOffset from, DateTimeOffset to) => From < to && (To > from || From >= from);

    /// <summary>
    /// What everybody could see up to now, oldest first. Order and repetition change nothing; of several at one instant the cheapest that could be
    /// bought counts.
    /// </summary>
    public static IReadOnlyList<PriceObservation> Looks(IEnumerable<PriceObservation> observations, DateTimeOffset now) =>
    [
        .. observations.Where(look => look.At <= now && look is { IsForSome: false, Quantity: > 0, Price: > 0 })
            .GroupBy(look => look.At)
            .OrderBy(group => group.Key)
            .Select(group => group.OrderByDescending(look => look.InStock).ThenBy(look => look.PerPiece).ThenBy(look => look.Quantity).ThenBy(look => look.ListPrice).First()),
    ];

    /// <summary>The looks as stretches.</summary>
    public static List<PriceRun> Of(IEnumerable<PriceObservation> looks, DateTimeOffset now, PriceTruthRule rule)
    {
        var runs = new List<PriceRun>();
        foreach (var look in looks)
        {
            if (runs is [.., var last] && last.CanBuy == look.InStock && (last.PerPiece == look.PerPiece || !look.InStock))
            {
                continue;
            }
            if (runs.Count > 0)
            {
                runs[^1] = runs[^1] with { To = look.At };
            }
            runs.Add(new PriceRun(look.At, now, look.PerPiece, look.InStock));
        }
        return SetAside(runs, rule);
    }

    /// <summary>A stretch many times off what was usual, and short, is an error; the present one is so until it has stood a while.</summary>
    private static List<PriceRun> SetAside(List<PriceRun> runs, PriceTruthRule rule)
    {
        if (Usual(runs) is not { } usual)
        {
            return runs;
        }
        return [.. runs.Select(run => run with
        {
            IsSetAside = run.CanBuy && run.To - run.From < rule.ErrorsLast && (run.PerPiece >= usual * rule.Implausible || run.PerPiece * rule.Implausible <= usual),
        })];
    }

    /// <summary>The price below and above which it stood for the same time; null where nothing stood for a day.</summary>
    private static decimal? Usual(List<PriceRun> runs)
    {
        var bought = runs.Where(run => run.CanBuy).OrderBy(run => run.PerPiece).ToList();
        var all = bought.Aggregate(TimeSpan.Zero, (sum, run) => sum + (run.To - run.From));
        if (all < TimeSpan.FromDays(1))
        {
            return null;
        }
        var passed = TimeSpan.Zero;
        return bought.First(run => (passed += run.To - run.From) * 2 >= all).PerPiece;
    }
}
