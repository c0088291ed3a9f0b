using System.Globalization;
using System.Text.Json;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Crawler.Inspect;

/// <summary>
/// <c>rank simulate</c>: a world outside drives the real ranker with its own clock. One line in, one out: <c>world</c>, <c>deals</c>, <c>dead</c>,
/// <c>slate</c>, <c>feedback</c> (docs/ranking.md has the shapes). It has a memory, unlike other inspections: one for each stream.
/// </summary>
public sealed class RankStream(ulong seed, TimeSpan halfLife) : IInspection
{
    private const int MostAtOnce = 200_000;
    private const int MostDeals = 2_000_000;
    private const int MostSlots = 100;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, RankedDeal> _deals = [];
    private readonly Dictionary<string, double> _members = new(StringComparer.Ordinal);
    private SimulatedRanker? _ranker;
    private double _unit;
    private double _mostClaimed;

    public string Kind => "rank";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new InspectionException("The line is not a JSON object.");
        }
        lock (_lock)
        {
            return InspectionLine.Required(line, "op") switch
            {
                "world" => World(line),
                "deals" => Deals(line),
                "dead" => Dead(line),
                "slate" => Slate(line),
                "feedback" => Feedback(line),
                var other => throw new InspectionException($"\"op\" is \"{other}\"; accepts world, deals, dead, slate or feedback."),
            };
        }
    }

    private object World(JsonElement line)
    {
        _numbers.Clear();
        _deals.Clear();
        _members.Clear();
        (_ranker, _unit, _mostClaimed) = (null, 0, 0);
        foreach (var group in line.TryGetProperty("groups", out _) ? JsonFields.List(line, "groups", MostAtOnce) : [])
        {
            _members[JsonFields.RequiredId(group, "id")] = JsonFields.Number(group, "members") ?? 0;
        }
        return Ok();
    }

    private object Deals(JsonElement line)
    {
        var now = JsonFields.RequiredInstant(line, "now");
        var (read, refused) = (new List<RankedDeal>(), new List<object>());
        foreach (var (at, entry) in JsonFields.List(line, "deals", MostAtOnce).Index())
        {
            try
            {
                read.Add(RankedDeal.Read(entry, now));
            }
            catch (InspectionException e)
            {
                refused.Add(new { at, error = e.Message });
            }
        }
        if (_deals.Count + read.Count > MostDeals)
        {
            throw new InspectionException($"More than {MostDeals:N0} deals.");
        }
        if (_unit == 0 && read.Count > 0)
        {
            _unit = Math.Exp(read.Average(deal => Math.Log(deal.Price)));
        }
        foreach (var deal in read)
        {
            var number = Number(deal.Id);
            _deals[number] = deal;
            _mostClaimed = Math.Max(_mostClaimed, deal.Claimed ?? 0);
            Ranker.Know(deal.Offer(number, _unit), deal.ListedUntil);
        }
        return refused.Count == 0 ? Ok() : new { ok = true, refused };
    }

    private object Dead(JsonElement line)
    {
        foreach (var id in JsonFields.List(line, "ids", MostAtOnce))
        {
            Ranker.Bury(Number(JsonFields.Id(id, "ids")));
        }
        return Ok();
    }

    private object Slate(JsonElement line)
    {
        var slots = (int)(JsonFields.Number(line, "k") ?? throw new InspectionException("\"k\" is missing; give how many are to be chosen."));
        if (slots is < 0 or > MostSlots)
        {
            throw new InspectionException($"\"k\" is {slots}; accepts 0 to {MostSlots}.");
        }
        var goal = InspectionLine.Optional(line, "objective") switch
        {
            null or "clicks" => SlateGoal.Clicks,
            "commission" => SlateGoal.Commission,
            var other => throw new InspectionException($"\"objective\" is \"{other}\"; accepts clicks or commission."),
        };
        var candidates = JsonFields.List(line, "candidates", MostAtOnce).Select(id => _numbers.GetValueOrDefault(JsonFields.Id(id, "candidates"), -1)).Where(number => number >= 0);
        var slate = Ranker.Slate(JsonFields.RequiredId(line, "group"), JsonFields.RequiredInstant(line, "now"), candidates, slots, goal);
        return new
        {
            slate = slate.Select(item => new
            {
                id = _deals[item.Offer.Id].Raw,
                p = Math.Round(item.Choice.Propensity, 6),
                reason = Reason(item),
                shownDiscount = _deals[item.Offer.Id].Shown(_mostClaimed > 1),
                click = Math.Round(item.Click.Chance, 6),
                trial = item.Choice.IsTrial,
            }),
        };
    }

    private object Feedback(JsonElement line)
    {
        var group = JsonFields.RequiredId(line, "group");
        var now = JsonFields.RequiredInstant(line, "now");
        var refused = new List<object>();
        foreach (var (at, entry) in JsonFields.List(line, "shown", MostAtOnce).Index())
        {
            try
            {
                var id = JsonFields.RequiredId(entry, "id");
                var (clicks, orders) = (Count(entry, "clicks") ?? 0, Count(entry, "orders") ?? 0);
                var impressions = Count(entry, "impressions") ?? _members.GetValueOrDefault(group);
                if (!_numbers.TryGetValue(id, out var number) || !Ranker.Hear(group, now, number, (int)Math.Min(MostSlots, Count(entry, "slot") ?? 0), impressions, clicks, orders))
                {
                    refused.Add(new { at, error = $"There is no deal {id}." });
                }
            }
            catch (InspectionException e)
            {
                refused.Add(new { at, error = e.Message });
            }
        }
        return refused.Count == 0 ? Ok() : new { ok = true, refused };
    }

    private SimulatedRanker Ranker => _ranker ??= new SimulatedRanker(halfLife, 1, seed);

    private static object Ok() => new { ok = true };

    private long Number(string id)
    {
        if (!_numbers.TryGetValue(id, out var number))
        {
            _numbers[id] = number = _numbers.Count;
        }
        return number;
    }

    private static double? Count(JsonElement entry, string name) =>
        JsonFields.Number(entry, name) is not { } count ? null
        : count is >= 0 and < 1e12 ? count
        : throw new InspectionException($"\"{name}\" is not a count from 0 up.");

    private static string Reason(SlateItem item)
    {
        var discount = Math.Round(item.Offer.TrueDiscount * 100);
        var price = discount >= 1 ? $"{discount.ToString(CultureInfo.InvariantCulture)} % below its 30-day low" : "no discount proven";
        var click = $"about {Math.Round(item.Click.Chance * 100, 1).ToString(CultureInfo.InvariantCulture)} of 100 here are expected to open it";
        return item.Choice.IsTrial ? $"{price}; tried to learn; {click}" : $"{price}; {click}";
    }
}
