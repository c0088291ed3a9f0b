using System.Globalization;
using CsCheck;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

public sealed class DigestSlotsTests
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromHours(4);

    [Theory]
    [InlineData("2026-11-02T00:59:59Z", null)]
    [InlineData("2026-11-02T01:00:00Z", "2026-11-02")]
    [InlineData("2026-11-02T04:59:59Z", "2026-11-02")]
    [InlineData("2026-11-02T05:00:00Z", null)]
    public void A_slot_is_due_at_its_local_hour_and_for_four_hours_after(string now, string? slot) =>
        Assert.Equal(slot, DigestSlots.Due(Group(), At(now), CatchUp)?.Slot);

    [Fact]
    public void An_hour_that_the_clocks_skip_comes_at_the_first_moment_after_it()
    {
        // In Berlin 2026-03-29 has no 02:00 to 03:00.
        var group = Group() with { Zone = "Europe/Berlin", DigestMinute = 150 };
        Assert.Null(DigestSlots.Due(group, At("2026-03-29T00:59:59Z"), CatchUp));
        Assert.Equal(("2026-03-29", At("2026-03-29T01:00:00Z")), DigestSlots.Due(group, At("2026-03-29T01:00:00Z"), CatchUp));
    }

    [Fact]
    public void An_hour_that_comes_twice_is_used_once_the_first_time()
    {
        // In Berlin 2026-10-25 has 02:30 twice, at 00:30 and 01:30 UTC.
        var group = Group() with { Zone = "Europe/Berlin", DigestMinute = 150 };
        Assert.Equal(("2026-10-25", At("2026-10-25T00:30:00Z")), DigestSlots.Due(group, At("2026-10-25T00:30:00Z"), CatchUp));
        Assert.Equal(("2026-10-25", At("2026-10-25T00:30:00Z")), DigestSlots.Due(group, At("2026-10-25T01:30:00Z"), CatchUp));
    }

    [Fact]
    public void Quiet_hours_move_a_digest_to_their_end_also_over_midnight()
    {
        var group = Group() with { DigestMinute = 1410, QuietFrom = 1320, QuietTo = 480 };
        Assert.Null(DigestSlots.Due(group, At("2026-11-02T15:30:00Z"), CatchUp));
        Assert.Equal(("2026-11-02", At("2026-11-03T00:00:00Z")), DigestSlots.Due(group, At("2026-11-03T00:10:00Z"), CatchUp));
        Assert.True(DigestSlots.IsQuiet(group, At("2026-11-02T15:30:00Z")));
        Assert.False(DigestSlots.IsQuiet(group, At("2026-11-03T00:00:00Z")));
    }

    [Fact]
    public void A_group_without_an_hour_a_known_zone_or_our_presence_gets_none()
    {
        var now = At("2026-11-02T01:00:00Z");
        Assert.Null(DigestSlots.Due(Group() with { DigestMinute = null }, now, CatchUp));
        Assert.Null(DigestSlots.Due(Group() with { Zone = "Mars/Olympus" }, now, CatchUp));
        Assert.Null(DigestSlots.Due(Group() with { State = GroupState.Paused }, now, CatchUp));
    }

    [Fact]
    public void Every_local_day_of_a_year_has_exactly_one_slot_in_every_zone() =>
        Gen.Select(Gen.OneOf("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia"), Gen.Int[0, 1439]).Sample(
            (zone, minute) =>
            {
                var group = Group() with { Zone = zone, DigestMinute = minute };
                var slots = new List<string>();
                for (var now = At("2026-01-01T12:00:00Z"); now < At("2027-01-01T12:00:00Z"); now += TimeSpan.FromMinutes(30))
                {
                    if (DigestSlots.Due(group, now, CatchUp) is { } due && !slots.Contains(due.Slot))
                    {
                        slots.Add(due.Slot);
                    }
                }
                return slots.Count is 365 or 366 && slots.Zip(slots.Skip(1)).All(pair => Day(pair.First).AddDays(1) == Day(pair.Second));
            },
            iter: 20);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
