using Daogou.Api.Demo;
using Xunit;

namespace Daogou.Tests.Api.Demo;

public sealed class PushedClockTests
{
    [Fact]
    public void Pushing_moves_business_time_and_nothing_moves_it_back()
    {
        var clock = new PushedClock(TimeSpan.Zero);
        var before = clock.GetUtcNow();

        clock.Push(TimeSpan.FromDays(7));

        Assert.InRange(clock.GetUtcNow() - before, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Push(TimeSpan.FromHours(-1)));
    }

    [Fact]
    public void A_kept_folder_goes_on_at_the_time_where_it_stood()
    {
        var folder = Directory.CreateTempSubdirectory("daogou-clock-").FullName;
        try
        {
            PushedClock.Open(folder, TimeSpan.FromDays(-14)).Push(TimeSpan.FromDays(20));

            Assert.Equal(TimeSpan.FromDays(6), PushedClock.Open(folder, TimeSpan.Zero).Offset);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
