using System.Globalization;
using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;

namespace Daogou.Api.Pages;

/// <summary>The price of an offer over time as an inline SVG: steps, because a price holds until the next one.</summary>
internal static class PriceChart
{
    private const int Width = 920;
    private const int Height = 230;
    private const int Left = 78;
    private const int Right = 18;
    private const int Top = 22;
    private const int Bottom = 34;

    public static string Draw(IReadOnlyList<PricePoint> points, string currency, DateTimeOffset now, bool zh)
    {
        if (points is [])
        {
            return "";
        }
        var from = points[0].At;
        var span = Math.Max(1, (now - from).TotalSeconds);
        var lowest = points.Min(point => point.PriceMinor);
        var highest = points.Max(point => point.PriceMinor);
        var room = Math.Max(1, (highest - lowest) * 12 / 100);
        var (floor, ceiling) = (lowest - room, highest + room);

        double X(DateTimeOffset at) => Left + ((Width - Left - Right) * Math.Clamp((at - from).TotalSeconds / span, 0, 1));
        double Y(long minor) => Top + ((Height - Top - Bottom) * (1 - ((double)(minor - floor) / (ceiling - floor))));

        var line = new StringBuilder($"M{N(X(from))} {N(Y(points[0].PriceMinor))}");
        foreach (var point in points.Skip(1))
        {
            line.Append(CultureInfo.InvariantCulture, $" H{N(X(point.At))} V{N(Y(point.PriceMinor))}");
        }
        var last = points[^1];
        line.Append(CultureInfo.InvariantCulture, $" H{N(X(now))}");
        var area = $"{line} V{Height - Bottom} H{N(X(from))} Z";
        var label = zh
            ? $"价格走势：最低 {Price(lowest)}，最高 {Price(highest)}，现在 {Price(last.PriceMinor)}"
            : $"Price history: lowest {Price(lowest)}, highest {Price(highest)}, now {Price(last.PriceMinor)}";
        var marks = string.Concat((lowest == highest ? [lowest] : new[] { highest, lowest }).Select(minor => $"""
            <line x1="{Left}" x2="{Width - Right}" y1="{N(Y(minor))}" y2="{N(Y(minor))}" stroke="#dbe2e8" stroke-dasharray="4 5"/>
            <text x="{Left - 10}" y="{N(Y(minor) + 5)}" text-anchor="end">{PublicPage.Text(Price(minor))}</text>
            """));
        return $"""
            <svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{PublicPage.Text(label)}" font-size="14" fill="#5c6b7a">
            <defs><linearGradient id="under" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0f766e" stop-opacity=".22"/><stop offset="1" stop-color="#0f766e" stop-opacity=".02"/></linearGradient></defs>
            {marks}
            <path d="{area}" fill="url(#under)"/><path d="{line}" fill="none" stroke="#0f766e" stroke-width="2.5" stroke-linejoin="round"/>
            <circle cx="{N(X(now))}" cy="{N(Y(last.PriceMinor))}" r="5" fill="#0f766e" stroke="#fff" stroke-width="2"/>
            <text x="{Left}" y="{Height - 10}">{Day(from)}</text><text x="{Width - Right}" y="{Height - 10}" text-anchor="end">{Day(now)}</text>
            </svg>
            """;

        string Price(long minor) => new Money(minor, currency).ToText();
        string Day(DateTimeOffset at) => at.ToString(zh ? "M月d日" : "d MMM", CultureInfo.InvariantCulture);
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
