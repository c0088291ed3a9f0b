using Daogou.Core.Ranking.Learning;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Ranking;

public sealed class ShrunkLogitTests
{
    private static readonly EffectFamily Start = new("start", -3, 2);
    private static readonly EffectFamily Shops = new("shop", 0, 0.5) { LearnsSpread = true };
    private static readonly DateTimeOffset Now = A.Monday;

    [Fact]
    public void Before_anything_was_seen_it_says_what_was_believed()
    {
        var forecast = new ShrunkLogit(TimeSpan.FromDays(10)).Table.Forecast([new(Start, ""), new(Shops, "a")]);
        Assert.Equal(-3, forecast.LogOdds, 9);
        Assert.Equal(4.25, forecast.Variance, 9);
    }

    [Fact]
    public void Much_evidence_is_believed_and_little_is_held_near_what_is_usual()
    {
        var model = new ShrunkLogit(TimeSpan.FromDays(10));
        for (var shop = 0; shop < 10; shop++)
        {
            model.Add(Now, 5000, 250, [new(Start, ""), new(Shops, "usual" + shop)]);
        }
        model.Add(Now, 20_000, 2_000, [new(Start, ""), new(Shops, "good")]);
        model.Add(Now, 20, 2, [new(Start, ""), new(Shops, "new")]);
        model.Fit(Now);
        Assert.InRange(Chance(model, "good"), 0.095, 0.102);
        Assert.InRange(Chance(model, "new"), 0.05, 0.075);
        Assert.InRange(Chance(model, "usual3"), 0.048, 0.052);
    }

    [Fact]
    public void What_a_place_adds_is_not_put_down_to_what_stood_there()
    {
        var slots = new EffectFamily("slot", 0, 0.5);
        var model = new ShrunkLogit(TimeSpan.FromDays(10));
        var draws = new Draws(3);
        for (var round = 0; round < 400; round++)
        {
            // a stands first nine times in ten, and the first place doubles what is clicked.
            var isFirst = draws.Even() < 0.9;
            model.Add(Now, 200, isFirst ? 20 : 10, [new(Start, ""), new(slots, isFirst ? "0" : "1"), new(Shops, "a")]);
            model.Add(Now, 200, isFirst ? 10 : 20, [new(Start, ""), new(slots, isFirst ? "1" : "0"), new(Shops, "b")]);
        }
        model.Fit(Now);
        Assert.Equal(model.Table.Of(new(Shops, "a")).Weight, model.Table.Of(new(Shops, "b")).Weight, 0.02);
    }

    [Fact]
    public void A_robot_that_clicks_a_hundred_times_moves_little()
    {
        Assert.InRange(Chance(With(0), "shop7"), 0.04, 0.06);
        Assert.InRange(Chance(With(100), "shop7"), 0.04, 0.09);

        static ShrunkLogit With(double robots)
        {
            var model = new ShrunkLogit(TimeSpan.FromDays(10));
            for (var at = 0; at < 200; at++)
            {
                model.Add(Now, 100, 5 + (at == 107 ? Math.Min(95, robots) : 0), [new(Start, ""), new(Shops, "shop" + (at % 20))]);
            }
            model.Fit(Now);
            return model;
        }
    }

    [Fact]
    public void Trials_in_any_order_teach_the_same()
    {
        var trials = Enumerable.Range(0, 60).Select(at => (Tries: 100.0, Hits: at % 7.0, Shop: "s" + (at % 9))).ToList();
        Assert.Equal(Taught(trials), Taught([.. trials.AsEnumerable().Reverse()]), 1e-6);

        static double Taught(List<(double Tries, double Hits, string Shop)> trials)
        {
            var model = new ShrunkLogit(TimeSpan.FromDays(10));
            trials.ForEach(trial => model.Add(Now, trial.Tries, trial.Hits, [new(Start, ""), new(Shops, trial.Shop)]));
            for (var fit = 0; fit < 20; fit++)
            {
                model.Fit(Now);
            }
            return Chance(model, "s3");
        }
    }

    [Fact]
    public void Old_trials_weigh_less_and_the_oldest_are_let_go()
    {
        var model = new ShrunkLogit(TimeSpan.FromDays(2));
        model.Add(Now.AddDays(-11), 10_000, 5_000, [new(Start, ""), new(Shops, "a")]);
        model.Add(Now.AddDays(-8), 1_000, 500, [new(Start, ""), new(Shops, "a")]);
        model.Add(Now, 1_000, 50, [new(Start, ""), new(Shops, "a")]);
        model.Fit(Now);
        Assert.Equal(2, model.Count);
        Assert.InRange(Chance(model, "a"), 0.05, 0.09);
    }

    [Fact]
    public void What_a_trial_came_to_can_be_said_again()
    {
        var model = new ShrunkLogit(TimeSpan.FromDays(2));
        var trial = model.Add(Now, 1_000, 0, [new(Start, "")]);
        trial.Say(1_000, 100);
        model.Fit(Now);
        Assert.InRange(model.Table.Forecast([new(Start, "")]).Typical, 0.095, 0.105);
    }

    private static double Chance(ShrunkLogit model, string shop) => model.Table.Forecast([new(Start, ""), new(Shops, shop)]).Typical;
}
