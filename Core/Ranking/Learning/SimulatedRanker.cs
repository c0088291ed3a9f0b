namespace Daogou.Core.Ranking.Learning;

/// <summary>What a slate is chosen for.</summary>
public enum SlateGoal
{
    Clicks = 1,
    Commission = 2,
}

/// <summary>One chosen offer.</summary>
public sealed record SlateItem(RankedOffer Offer, Choice Choice, Forecast Click);

/// <summary>
/// The ranker without storage, with a clock from outside: it knows offers, chooses slates, hears what came of them and learns. What members should
/// not be shown is left out first: what is dead or over or nearly so, what their group saw within seven days, a second offer of one product.
/// </summary>
public sealed class SimulatedRanker(TimeSpan halfLife, double priceUnit, ulong seed)
{
    private static readonly TimeSpan NotAgain = TimeSpan.FromDays(7);
    private static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(30);

    /// <summary>Learnt anew once so large a part is new.</summary>
    private const double NewShare = 0.01;
    private readonly Dictionary<long, (RankedOffer Offer, DateTimeOffset? Until)> _offers = [];
    private readonly HashSet<long> _dead = [];
    private readonly Dictionary<(string Group, string Product), (DateTimeOffset At, int Times)> _seen = [];
    private readonly Dictionary<(string Group, long Id), Shown> _shown = [];
    private readonly ClickModel _model = new(halfLife, priceUnit);
    private readonly SlatePicker _picker = new(new Draws(seed));
    private int _fresh;

    /// <param name="listedUntil">After it the offer is over; null when not known.</param>
    public void Know(RankedOffer offer, DateTimeOffset? listedUntil) => _offers[offer.Id] = (offer, listedUntil);

    public void Bury(long id) => _dead.Add(id);

    public RankedOffer? Find(long id) => _offers.TryGetValue(id, out var known) ? known.Offer : null;

    public IReadOnlyList<SlateItem> Slate(string group, DateTimeOffset now, IEnumerable<long> candidates, int slots, SlateGoal goal)
    {
        if (_fresh > _model.Count * NewShare)
        {
            _model.Fit(now);
            _fresh = 0;
        }
        var open = candidates.Distinct().Order().Select(id => Contend(group, id, now, goal)).OfType<Contender>().ToList();
        var slate = new List<SlateItem>();
        var categories = new Dictionary<string, int>(StringComparer.Ordinal);
        while (slate.Count < slots && open.Count > 0)
        {
            var choice = _picker.Choose(open.ConvertAll(contender => contender.Appeal), categories, slate.Count, slots);
            var (offer, appeal, showing) = open[choice.Index];
            showing = showing with { Slot = slate.Count, OfCategory = categories.GetValueOrDefault(offer.Category) };
            slate.Add(new SlateItem(offer, choice, appeal.Click));
            open.RemoveAll(contender => contender.Offer.Product == offer.Product);
            categories[offer.Category] = showing.OfCategory + 1;
            _shown[(group, offer.Id)] = new Shown(offer, showing);
            _seen[(group, offer.Product)] = (now, showing.TimesShown + 1);
        }
        return slate;
    }

    /// <summary>
    /// What came of a showing. Told again with as many impressions it is the later count of the same and takes its place; with others it is added.
    /// Of an offer that was not in a slate of ours it is taken as shown then.
    /// </summary>
    public bool Hear(string group, DateTimeOffset now, long id, int slot, double impressions, double clicks, double orders)
    {
        if (!_shown.TryGetValue((group, id), out var shown))
        {
            if (Find(id) is not { } offer)
            {
                return false;
            }
            var (_, times) = _seen.GetValueOrDefault((group, offer.Product));
            _shown[(group, id)] = shown = new Shown(offer, new Showing(group, now, slot, times));
            _seen[(group, offer.Product)] = (now, times + 1);
        }
        _fresh++;
        if (shown.Lesson is { } lesson)
        {
            var isLaterCount = impressions == shown.Impressions && clicks >= shown.Clicks && orders >= shown.Orders;
            shown.Count(isLaterCount ? impressions : shown.Impressions + impressions, isLaterCount ? clicks : shown.Clicks + clicks, isLaterCount ? orders : shown.Orders + orders);
            lesson.Say(shown.Outcome);
        }
        else
        {
            shown.Count(impressions, clicks, orders);
            shown.Lesson = _model.Learn(shown.Offer, shown.Showing with { Slot = slot }, shown.Outcome);
        }
        return true;
    }

    private Contender? Contend(string group, long id, DateTimeOffset now, SlateGoal goal)
    {
        if (!_offers.TryGetValue(id, out var known) || _dead.Contains(id) || known.Until - now < LeastLeft)
        {
            return null;
        }
        var (seenAt, times) = _seen.GetValueOrDefault((group, known.Offer.Product));
        if (times > 0 && now - seenAt <= NotAgain)
        {
            return null;
        }
        var (offer, learnt) = (known.Offer, _model.Learnt);
        var showing = new Showing(group, now, TimesShown: times);
        var worth = goal == SlateGoal.Commission ? learnt.Order(offer, group).Typical * offer.CommissionRate * offer.Price : 1;
        return new Contender(offer, new Appeal(offer.Category, learnt.Click(offer, showing), learnt.Unknown(offer, group), worth), showing);
    }

    private sealed record Contender(RankedOffer Offer, Appeal Appeal, Showing Showing);

    private sealed record Shown(RankedOffer Offer, Showing Showing)
    {
        public Lesson? Lesson { get; set; }

        public double Impressions { get; private set; }

        public double Clicks { get; private set; }

        public double Orders { get; private set; }

        public Outcome Outcome => new(Impressions, Clicks, Clicks, Orders);

        public void Count(double impressions, double clicks, double orders) => (Impressions, Clicks, Orders) = (impressions, clicks, orders);
    }
}
