namespace Daogou.Benchmarks.Ranking;

/// <summary>
/// A month with true chances that no policy sees: groups of unequal size with tastes, deals that come, are posted again, boast and die, clicks that fall
/// with the slot, with repetition and with dead links, orders that follow the true discount, members who leave over bad slots.
/// </summary>
internal sealed class RankWorld
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly WorldShape _shape;
    private readonly int _seed;
    private readonly double[][] _tastes;
    private readonly double[][] _laterTastes;
    private readonly double[] _categories;
    private readonly double[] _merchants;
    private readonly double[] _orderCategories;
    private readonly double[] _members;
    private readonly List<WorldDeal> _deals;
    private readonly Dictionary<long, WorldDeal> _byId;

    public RankWorld(WorldShape shape, int seed)
    {
        var draws = new WorldDraws(seed);
        (_shape, _seed) = (shape, seed);
        _tastes = [.. Enumerable.Range(0, shape.Groups).Select(_ => draws.Normals(shape.Categories, shape.Taste))];
        _laterTastes = shape.Drifts ? [.. Enumerable.Range(0, shape.Groups).Select(_ => draws.Normals(shape.Categories, shape.Taste))] : _tastes;
        _categories = draws.Normals(shape.Categories, shape.CategorySpread);
        _merchants = draws.Normals(shape.Merchants, shape.MerchantSpread);
        _orderCategories = draws.Normals(shape.Categories, 0.3);
        _members = [.. Enumerable.Range(0, shape.Groups).Select(group => group == 0 && shape.HasTinyGroup ? 20 : Math.Max(20, Math.Round(shape.MembersMedian * Math.Exp(draws.Normal() * shape.MembersSpread))))];
        _deals = WorldDeals.Draw(shape, Start, draws);
        _byId = _deals.ToDictionary(deal => deal.Id);
    }

    /// <summary>The best that is possible without a bad slot, by someone who knows the chances.</summary>
    public WorldScore Oracle(bool forCommission) => Run(new CleanOracle(this, forCommission));

    /// <summary>The month under a policy. Every policy meets the same deals; clicks are drawn anew from the same seed.</summary>
    public WorldScore Run(ISlatePolicy policy)
    {
        var draws = new WorldDraws((_seed * 7919) + 13);
        var members = _members.ToArray();
        var seen = new Dictionary<(int, string), (DateTimeOffset At, int Times)>();
        var waiting = new List<(int Group, List<WorldReport> Reports)>();
        var (open, reported, next) = (new List<WorldDeal>(), new HashSet<long>(), 0);
        double clicks = 0, commission = 0, bad = 0, slots = 0;
        foreach (var (now, group) in Slates())
        {
            if (waiting.Count > 0 && (!_shape.IsOneHour || group == 0))
            {
                waiting.ForEach(told => policy.Feedback(told.Group, now, told.Reports));
                waiting.Clear();
            }
            var fresh = _deals.Skip(next).TakeWhile(deal => deal.PostedAt <= now).ToList();
            next += fresh.Count;
            open.AddRange(fresh);
            policy.Deals(fresh);
            policy.Dead([.. open.Where(deal => deal.SeenDeadAt <= now && reported.Add(deal.Id)).Select(deal => deal.Id)]);
            open.RemoveAll(deal => deal.ListedUntil.AddHours(6) < now);
            var reports = new List<WorldReport>();
            var badHere = 0;
            foreach (var (slot, (id, printed)) in policy.Slate(group, now, open, _shape.Slots).Index())
            {
                var deal = _byId[id];
                var (lastAt, times) = seen.GetValueOrDefault((group, deal.Product));
                var isRepeat = times > 0 && now - lastAt < Week;
                var isDead = IsDead(deal, now);
                badHere += isRepeat || isDead || printed - deal.TrueDiscount > 0.2 ? 1 : 0;
                var readers = (int)(members[group] * 0.5);
                var chance = ClickChance(deal, group, now) * Math.Pow(_shape.SlotFall, slot) * (isRepeat ? 0.4 : 1) * (isDead ? _shape.DeadClicks : 1);
                if (!isDead)
                {
                    clicks += readers * chance;
                    commission += readers * chance * Commission(deal);
                }
                var clicked = draws.Binomial(readers, chance);
                var ordered = isDead ? 0 : draws.Binomial(clicked, OrderChance(deal));
                var robots = _shape.HasRobots && deal.Merchant == 1 && draws.With(0.3) ? draws.Between(5, 40) : 0;
                reports.Add(new WorldReport(id, slot, readers, Math.Min(readers, clicked + robots), ordered));
                seen[(group, deal.Product)] = (now, times + 1);
                slots++;
            }
            bad += badHere;
            members[group] *= Math.Pow(1 - _shape.LeaveForBad, badHere) * (1 - _shape.LeaveAnyway);
            waiting.Add((group, reports));
        }
        return new WorldScore(clicks, commission, bad / Math.Max(1, slots), members.Sum() / _members.Sum());
    }

    public double ClickChance(WorldDeal deal, int group, DateTimeOffset now)
    {
        var tastes = now > Start.AddDays(_shape.Days / 2.0) ? _laterTastes : _tastes;
        return Chance(
            _shape.BaseRate,
            _categories[deal.Category] + tastes[group][deal.Category] + _merchants[deal.Merchant] + deal.Quality
                + (_shape.DiscountWeight * (deal.TrueDiscount - 0.2)) + (_shape.PriceWeight * (Math.Log(deal.Price) - 4.2)));
    }

    /// <summary>What a click is expected to earn.</summary>
    public double Commission(WorldDeal deal) => OrderChance(deal) * deal.CommissionRate * deal.Price;

    public bool IsDead(WorldDeal deal, DateTimeOffset now)
    {
        var blackout = Start.AddDays(_shape.Days * 0.4);
        return deal.DiesAt <= now || (_shape.MerchantDies && deal.Merchant == 0 && now >= blackout && now < blackout.AddDays(1));
    }

    private double OrderChance(WorldDeal deal) => Chance(
        _shape.OrderRate,
        _orderCategories[deal.Category] + (_shape.OrderDiscountWeight * (deal.TrueDiscount - 0.2)) + (_shape.OrderPriceWeight * (Math.Log(deal.Price) - 4.2)));

    private static double Chance(double rate, double logOdds) => 1 / (1 + Math.Exp(-(Math.Log(rate / (1 - rate)) + logOdds)));

    private List<(DateTimeOffset Now, int Group)> Slates() =>
    [
        .. (from day in Enumerable.Range(0, _shape.Days)
            from slate in Enumerable.Range(0, _shape.SlatesADay)
            from slot in Enumerable.Range(0, _shape.Groups)
            let hour = _shape.IsOneHour ? 9 : 7 + (slot * 7 % 14)
            select (Now: Start.AddDays(day).AddHours(hour + (slate * 24.0 / _shape.SlatesADay)), Group: slot)).OrderBy(slate => slate.Now).ThenBy(slate => slate.Group),
    ];

    private sealed class CleanOracle(RankWorld world, bool forCommission) : ISlatePolicy
    {
        private readonly Dictionary<(int, string), DateTimeOffset> _shown = [];

        public void Deals(IReadOnlyList<WorldDeal> deals)
        {
        }

        public void Dead(IReadOnlyList<long> ids)
        {
        }

        public void Feedback(int group, DateTimeOffset now, IReadOnlyList<WorldReport> shown)
        {
        }

        public IReadOnlyList<(long Id, double Printed)> Slate(int group, DateTimeOffset now, IReadOnlyList<WorldDeal> candidates, int slots)
        {
            var slate = candidates
                .Where(deal => !world.IsDead(deal, now) && !(_shown.TryGetValue((group, deal.Product), out var at) && now - at < Week))
                .OrderByDescending(deal => world.ClickChance(deal, group, now) * (forCommission ? world.Commission(deal) : 1))
                .DistinctBy(deal => deal.Product).Take(slots).ToList();
            slate.ForEach(deal => _shown[(group, deal.Product)] = now);
            return [.. slate.Select(deal => (deal.Id, deal.TrueDiscount))];
        }
    }
}
