using System.Globalization;
using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Ranking;

namespace Daogou.Api.Pages;

/// <summary>
/// The price of an offer over time as an inline SVG: steps, because a price holds until the next one; the 30-day low that a reduction is reckoned
/// from as a line; what was taken for an error as hollow dots; the verdict above it.
/// </summary>
internal static class PriceChart
{
    private const int Width = 920;
    private const int Height = 250;
    private const int Left = 78;
    private const int Right = 18;
    private const int Top = 44;
    private const int Bottom = 34;

    public static string Draw(PriceCurve curve, bool zh)
    {
        var (from, now) = (curve.From, curve.To);
        var span = Math.Max(1, (now - from).TotalSeconds);
        var counted = curve.Stretches.Where(stretch => !stretch.IsSetAside).ToList();
        var drawn = counted.Count > 0 ? counted : [.. curve.Stretches];
        var lowest = Math.Min(drawn.Min(stretch => stretch.PriceMinor), curve.Low30?.Minor ?? long.MaxValue);
        var highest = Math.Max(drawn.Max(stretch => stretch.PriceMinor), curve.Low30?.Minor ?? 0);
        var room = Math.Max(1, (highest - lowest) * 12 / 100);
        var (floor, ceiling) = (lowest - room, highest + room);

        double X(DateTimeOffset at) => Left + ((Width - Left - Right) * Math.Clamp((at - from).TotalSeconds / span, 0, 1));
        // An error may lie far outside; it is drawn at the edge.
        double Y(long minor) => Top + ((Height - Top - Bottom) * (1 - ((double)(Math.Clamp(minor, floor, ceiling) - floor) / (ceiling - floor))));

        var line = new StringBuilder($"M{N(X(from))} {N(Y(drawn[0].PriceMinor))}");
        foreach (var stretch in drawn.Skip(1))
        {
            line.Append(CultureInfo.InvariantCulture, $" H{N(X(stretch.From))} V{N(Y(stretch.PriceMinor))}");
        }
        line.Append(CultureInfo.InvariantCulture, $" H{N(X(now))}");
        var area = $"{line} V{Height - Bottom} H{N(X(from))} Z";
        var last = curve.Present;
        var verdict = curve.In(zh ? "zh" : "en");
        var label = (zh
            ? $"价格走势：最低 {Price(lowest)}，最高 {Price(highest)}，现在 {Price(last.PriceMinor)}。"
            : $"Price history: lowest {Price(lowest)}, highest {Price(highest)}, now {Price(last.PriceMinor)}. ") + verdict;
        var marks = string.Concat((lowest == highest ? [lowest] : new[] { highest, lowest }).Select(minor => $"""
            <line x1="{Left}" x2="{Width - Right}" y1="{N(Y(minor))}" y2="{N(Y(minor))}" stroke="#dbe2e8" stroke-dasharray="4 5"/>
            <text x="{Left - 10}" y="{N(Y(minor) + 5)}" text-anchor="end">{PublicPage.Text(Price(minor))}</text>
            """));
        return $"""
            <svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{PublicPage.Text(label)}" font-size="14" fill="#5c6b7a">
            <defs><linearGradient id="under" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0f766e" stop-opacity=".22"/><stop offset="1" stop-color="#0f766e" stop-opacity=".02"/></linearGradient></defs>
            <text x="{Left}" y="20" font-size="15" font-weight="650" fill="{Tone(curve)}">{PublicPage.Text(verdict)}</text>
            {marks}
            <path d="{area}" fill="url(#under)"/>{Low30()}<path d="{line}" fill="none" stroke="#0f766e" stroke-width="2.5" stroke-linejoin="round"/>
            {string.Concat(curve.Stretches.Where(stretch => stretch.IsSetAside).Select(Aside))}
            <circle cx="{N(X(now))}" cy="{N(Y(last.PriceMinor))}" r="5" fill="#0f766e" stroke="#fff" stroke-width="2"/>
            <text x="{Left}" y="{Height - 10}">{Day(from)}</text><text x="{Width - Right}" y="{Height - 10}" text-anchor="end">{Day(now)}</text>
            </svg>
            """;

        string Low30()
        {
            if (curve.Low30 is not { } low || low.Minor == last.PriceMinor)
            {
                return "";
            }
            var start = X((curve.Since ?? now).AddDays(-30) < from ? from : (curve.Since ?? now).AddDays(-30));
            var words = PublicPage.Text((zh ? "30天最低 " : "30-day low ") + low.ToText());
            // The words stand where the line is not.
            return $"""
                <line class="low30" x1="{N(start)}" x2="{Width - Right}" y1="{N(Y(low.Minor))}" y2="{N(Y(low.Minor))}" stroke="#b45309" stroke-width="1.5" stroke-dasharray="7 4"/>
                <text x="{N(start + 6)}" y="{N(Y(low.Minor) + (last.PriceMinor < low.Minor ? -7 : 17))}" fill="#b45309" stroke="#fff" stroke-width="4" paint-order="stroke">{words}</text>
                """;
        }

        string Aside(CurveStretch stretch) => $"""
            <circle class="aside" cx="{N(X(stretch.From))}" cy="{N(Y(stretch.PriceMinor))}" r="4.5" fill="#fff" stroke="#8a97a5" stroke-width="1.5" stroke-dasharray="2 2"><title>{PublicPage.Text($"{Day(stretch.From)} {Price(stretch.PriceMinor)}: {(zh ? "疑似标错，不计入" : "taken for an error, not counted")}")}</title></circle>
            """;

        string Price(long minor) => new Money(minor, curve.Currency).ToText();
        string Day(DateTimeOffset at) => at.ToString(zh ? "M月d日" : "d MMM", CultureInfo.InvariantCulture);
    }

    private static string Tone(PriceCurve curve) => curve.Truth.Standing switch
    {
        PriceStanding.AllTimeLow or PriceStanding.Low90 or PriceStanding.Low30 => "#0f766e",
        PriceStanding.AboveLow => "#b42318",
        PriceStanding.AtLow or PriceStanding.Unknown => "#5c6b7a",
    };

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
