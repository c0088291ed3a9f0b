using System.Globalization;
using Daogou.Core.Members;

namespace Daogou.Core.Ranking;

/// <summary>When a group's digest is due: once for each local day, whatever the clocks of its zone do. Pure.</summary>
public static class DigestSlots
{
    /// <summary>The slot that is due now: its name for ever (<c>2026-11-22</c>) and its instant; null when none is.</summary>
    public static (string Slot, DateTimeOffset At)? Due(Group group, DateTimeOffset now, TimeSpan catchUp)
    {
        if (group is not { State: GroupState.Active, DigestMinute: { } minute } || Zone(group.Zone) is not { } zone)
        {
            return null;
        }
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // Yesterday's slot may lie after midnight, moved there by quiet hours.
        foreach (var day in new[] { today, today.AddDays(-1) })
        {
            var at = AfterQuiet(group, zone, Instant(zone, day, minute));
            if (at <= now && now - at < catchUp)
            {
                return (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), at);
            }
        }
        return null;
    }

    /// <summary>The name of today's slot.</summary>
    public static string Today(Group group, DateTimeOffset now) =>
        DateOnly.FromDateTime(Zone(group.Zone) is { } zone ? TimeZoneInfo.ConvertTime(now, zone).DateTime : now.UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether the group's quiet hours hold at this instant.</summary>
    public static bool IsQuiet(Group group, DateTimeOffset now) =>
        group is { QuietFrom: { } from, QuietTo: { } to } && from != to && Zone(group.Zone) is { } zone
        && Minute(TimeZoneInfo.ConvertTime(now, zone)) is var minute
        && (from < to ? minute >= from && minute < to : minute >= from || minute < to);

    public static TimeZoneInfo? Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>The local minute as an instant: a skipped one is the first valid after it, a repeated one its first time.</summary>
    public static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly day, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(minute / 60, minute % 60), DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTimeOffset AfterQuiet(Group group, TimeZoneInfo zone, DateTimeOffset at)
    {
        if (!IsQuiet(group, at))
        {
            return at;
        }
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return Instant(zone, Minute(local) < group.QuietTo!.Value ? day : day.AddDays(1), group.QuietTo.Value);
    }

    private static int Minute(DateTimeOffset local) => (local.Hour * 60) + local.Minute;
}
