using Daogou.Core.Ranking.Learning;
using Xunit;

namespace Daogou.Tests.Core.Ranking;

public sealed class SlatePickerTests
{
    private static readonly Dictionary<string, int> Nothing = [];

    [Fact]
    public void The_best_comes_first_and_five_of_six_are_sure()
    {
        var picker = new SlatePicker(new Draws(1));
        Assert.Equal(new Choice(1, 1, false), picker.Choose([Of("a", -3), Of("b", -2), Of("c", -4)], Nothing, 0, 6));
        Assert.Equal(1, picker.Choose([Of("a", -3), Of("b", -2)], Nothing, 4, 6).Propensity);
    }

    [Fact]
    public void A_category_that_stands_above_gives_way_and_the_more_so_the_less_is_known()
    {
        var picker = new SlatePicker(new Draws(1));
        var above = new Dictionary<string, int> { ["a"] = 1 };
        Assert.Equal(1, picker.Choose([Of("a", -3), Of("b", -3.04)], above, 0, 6).Index);
        Assert.Equal(0, picker.Choose([Of("a", -3), Of("b", -3.2)], above, 0, 6).Index);
        Assert.Equal(1, picker.Choose([Of("a", -3, 0.5), Of("b", -3.2)], above, 0, 6).Index);
    }

    [Fact]
    public void The_sixth_slot_tries_what_may_be_good_and_says_how_likely_that_was()
    {
        Appeal[] left = [Of("a", -3, 0.05), Of("b", -3.5, 0.6), Of("c", -7, 0.05)];
        var chosen = new int[3];
        var claimed = new double[3];
        for (ulong seed = 0; seed < 3000; seed++)
        {
            var choice = new SlatePicker(new Draws(seed)).Choose(left, Nothing, 5, 6);
            Assert.True(choice is { IsTrial: true, Propensity: > 0 and <= 1 });
            chosen[choice.Index]++;
            claimed[choice.Index] += choice.Propensity;
        }
        Assert.InRange(chosen[1], 300, 1500);
        Assert.Equal(0, chosen[2]);
        Assert.InRange(chosen[0] / 3000.0, (claimed[0] / Math.Max(1, chosen[0])) - 0.05, (claimed[0] / Math.Max(1, chosen[0])) + 0.05);
    }

    [Fact]
    public void Of_three_slots_the_last_tries_every_second_time_and_its_likelihood_says_so()
    {
        Appeal[] left = [Of("a", -3, 0.01), Of("b", -6, 0.01)];
        var choices = Enumerable.Range(0, 400).Select(seed => new SlatePicker(new Draws((ulong)seed)).Choose(left, Nothing, 2, 3)).ToList();
        Assert.InRange(choices.Count(choice => choice.IsTrial), 150, 250);
        Assert.All(choices, choice => Assert.Equal(1, choice.Propensity, 6));
    }

    [Fact]
    public void The_same_seed_chooses_the_same() => Assert.Equal(Ten(9), Ten(9));

    private static List<Choice> Ten(ulong seed)
    {
        var picker = new SlatePicker(new Draws(seed));
        return [.. Enumerable.Range(0, 10).Select(_ => picker.Choose([Of("a", -3, 0.5), Of("b", -3, 0.5), Of("c", -3, 0.5)], Nothing, 5, 6))];
    }

    private static Appeal Of(string category, double logOdds, double unknown = 0.01) => new(category, new Forecast(logOdds, unknown), unknown, 1);
}
