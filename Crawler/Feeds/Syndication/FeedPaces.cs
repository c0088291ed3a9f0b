using System.Globalization;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>How often a feed wants to be asked.</summary>
internal static class FeedPaces
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    public static FeedPace Of(FeedNode channel)
    {
        var hours = Inside(channel, "skiphours").Select(node => int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour % 24 : -1);
        var days = Inside(channel, "skipdays").Select(node => Enum.TryParse<DayOfWeek>(node.Text, ignoreCase: true, out var day) && !char.IsDigit(node.Text[0]) ? day : (DayOfWeek?)null);
        return new FeedPace(Every(channel), [.. hours.Where(hour => hour >= 0).Distinct()], [.. days.OfType<DayOfWeek>().Distinct()]);
    }

    private static IEnumerable<FeedNode> Inside(FeedNode channel, string name) =>
        channel.Children.Where(child => child.Name == name).SelectMany(child => child.Children).Where(child => child.Name.Length > 0);

    private static TimeSpan? Every(FeedNode channel)
    {
        var ttl = Number(channel.Children.FirstOrDefault(child => child is { Name: "ttl", Space: FeedSpace.Plain })?.Text) is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var period = channel.Child(FeedSpace.Update, "updateperiod")?.Text.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => channel.Child(FeedSpace.Update, "updatefrequency") is null ? (TimeSpan?)null : TimeSpan.FromDays(1),
        };
        var every = period is { } given ? given / Math.Max(1, Number(channel.Child(FeedSpace.Update, "updatefrequency")?.Text) ?? 1) : (TimeSpan?)null;
        var longest = ttl > every || every is null ? ttl : every;
        return longest > Most ? Most : longest;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : null;
}
