namespace Daogou.Api.Demo.Market;

/// <summary>Product pictures, drawn when asked for: a coloured studio background, a soft shadow, the thing itself.</summary>
public static class Pictures
{
    /// <summary>The SVG document of an item's picture, 600 × 600.</summary>
    public static string Of(Shop shop, Item item)
    {
        var turn = item.Sku.Sum(c => c * 7) % 360;
        var hue = (shop.Hue + (turn % 120) - 60 + 360) % 360;
        var things = (hue + 150 + (turn % 90)) % 360;
        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 400 400" role="img">
              <defs>
                <radialGradient id="room" cx="50%" cy="38%" r="75%">
                  <stop offset="0" stop-color="hsl({{hue}} 48% 94%)"/><stop offset="1" stop-color="hsl({{hue}} 38% 80%)"/>
                </radialGradient>
                <linearGradient id="a" x1="0" y1="0" x2="1" y2="1">
                  <stop offset="0" stop-color="hsl({{things}} 52% 58%)"/><stop offset="1" stop-color="hsl({{things}} 50% 40%)"/>
                </linearGradient>
                <linearGradient id="b" x1="0" y1="0" x2="1" y2="1">
                  <stop offset="0" stop-color="hsl({{things}} 30% 30%)"/><stop offset="1" stop-color="hsl({{things}} 34% 18%)"/>
                </linearGradient>
                <linearGradient id="c" x1="0" y1="0" x2="0" y2="1">
                  <stop offset="0" stop-color="#fffdf8"/><stop offset="1" stop-color="hsl({{hue}} 24% 86%)"/>
                </linearGradient>
                <linearGradient id="w" x1="0" y1="0" x2="1" y2="1">
                  <stop offset="0" stop-color="#d9a46a"/><stop offset="1" stop-color="#9c6a38"/>
                </linearGradient>
                <filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="9"/></filter>
              </defs>
              <rect width="400" height="400" fill="url(#room)"/>
              <rect y="302" width="400" height="98" fill="hsl({{hue}} 34% 74%)" opacity=".55"/>
              <ellipse cx="200" cy="322" rx="118" ry="15" fill="hsl({{hue}} 40% 22%)" opacity=".38" filter="url(#soft)"/>
              <g stroke-linecap="round" stroke-linejoin="round">{{Drawings.Of(item.Drawing)}}</g>
            </svg>
            """;
    }
}
