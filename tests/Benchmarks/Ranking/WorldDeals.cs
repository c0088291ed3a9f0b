namespace Daogou.Benchmarks.Ranking;

/// <summary>Draws a month's deals.</summary>
internal static class WorldDeals
{
    private const int RepostsReach = 800;

    public static List<WorldDeal> Draw(WorldShape shape, DateTimeOffset start, WorldDraws draws)
    {
        var deals = new List<WorldDeal>();
        for (var hour = -36.0; hour < shape.Days * 24; hour += draws.Wait(24 / shape.DealsADay))
        {
            var old = deals.Count > 50 && draws.With(shape.Reposts) ? deals[draws.Between(Math.Max(0, deals.Count - RepostsReach), deals.Count)] : null;
            deals.Add(One(shape, start.AddHours(hour), 1000 + deals.Count, old, draws));
        }
        return deals;
    }

    private static WorldDeal One(WorldShape shape, DateTimeOffset at, long id, WorldDeal? old, WorldDraws draws)
    {
        var usual = old is null ? Math.Exp(4.4 + (draws.Normal() * 1.1)) : old.Price / (1 - old.TrueDiscount);
        var cut = draws.With(0.3) ? draws.Even() * 0.05 : Math.Min(0.75, (draws.Even() + draws.Even()) * 0.3);
        var price = Math.Max(0.5, Math.Round(usual * (1 - cut), 2));
        var truth = Math.Max(0, 1 - (price / usual));
        var life = Math.Max(2, draws.Wait(shape.LifeHours));
        var dies = at.AddHours(draws.With(shape.SilentDeaths) ? life * draws.Even() : life);
        return new WorldDeal(
            id, old?.Product ?? $"p{id}", old?.Category ?? draws.Below(shape.Categories), old?.Merchant ?? (int)(shape.Merchants * Math.Pow(draws.Even(), 1.5)), at, at.AddHours(life))
        {
            Price = price,
            TrueDiscount = truth,
            ClaimedDiscount = draws.With(shape.Inflated) ? Math.Min(0.95, truth + 0.22 + (draws.Even() * 0.3)) : truth,
            CommissionRate = 0.01 + (draws.Even() * 0.11),
            Quality = old?.Quality ?? draws.Normal() * shape.Quality,
            DiesAt = dies,
            SeenDeadAt = dies < at.AddHours(life) && draws.With(shape.CheckerSees) ? dies.AddHours(draws.Even() * 3) : null,
        };
    }
}
