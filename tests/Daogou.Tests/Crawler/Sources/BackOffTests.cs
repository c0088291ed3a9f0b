using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class BackOffTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    [Fact]
    public void Each_failure_waits_longer_up_to_a_day()
    {
        var rung = 0;
        var waits = new List<TimeSpan>();
        for (var failure = 0; failure < 12; failure++)
        {
            rung = BackOff.AfterFailure(rung, Long);
            waits.Add(BackOff.Next(A.Monday, rung, null) - A.Monday);
        }
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMinutes(1), waits[0]);
        Assert.Equal(TimeSpan.FromHours(24), waits[^1]);
    }

    [Fact]
    public void A_success_comes_down_one_rung_so_that_a_flapping_source_does_not_start_over()
    {
        Assert.Equal(3, BackOff.AfterSuccess(4));
        Assert.Equal(0, BackOff.AfterSuccess(0));
    }

    [Fact]
    public void Shortly_after_the_start_the_ladder_is_not_climbed_high()
    {
        var rung = 0;
        for (var failure = 0; failure < 10; failure++)
        {
            rung = BackOff.AfterFailure(rung, TimeSpan.FromMinutes(14));
        }
        Assert.Equal(2, rung);
        Assert.Equal(7, BackOff.AfterFailure(7, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_server_may_ask_for_longer_but_not_for_ever()
    {
        Assert.Equal(TimeSpan.FromHours(2), BackOff.Next(A.Monday, 1, TimeSpan.FromHours(2)) - A.Monday);
        Assert.Equal(TimeSpan.FromMinutes(1), BackOff.Next(A.Monday, 1, TimeSpan.FromSeconds(-5)) - A.Monday);
        Assert.Equal(TimeSpan.FromHours(24), BackOff.Next(A.Monday, 1, TimeSpan.FromDays(365)) - A.Monday);
    }
}
