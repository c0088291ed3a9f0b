using System.Globalization;
using Daogou.Core.Outbound;

namespace Daogou.Crawler.Fetching;

/// <summary>What <c>Cache-Control</c> and <c>Expires</c> say (RFC 9111 §4.2.1), as far as it is a wish of when to come again.</summary>
internal static class Freshness
{
    public static TimeSpan? Of(Fetched answer)
    {
        foreach (var word in (answer.Header("Cache-Control") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (word.StartsWith("no-", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
            if (word.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase) && int.TryParse(word[8..].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }
        return Instant(answer.Header("Expires")) is { } expires && Instant(answer.Header("Date")) is { } date && expires > date ? expires - date : null;
    }

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
