using System.Text;

namespace Daogou.Core.Urls;

/// <summary>RFC 3492 for one label, without the <c>xn--</c>.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int LongestLabel = 2_000;

    public static string? Encode(string label)
    {
        var points = label.EnumerateRunes().Select(rune => rune.Value).ToArray();
        if (points.Length > LongestLabel)
        {
            return null;
        }
        var output = new StringBuilder();
        foreach (var point in points.Where(point => point < 0x80))
        {
            output.Append((char)point);
        }
        var (basic, handled) = (output.Length, output.Length);
        if (basic > 0)
        {
            output.Append('-');
        }
        long delta = 0;
        var (n, bias) = (0x80, 72);
        while (handled < points.Length)
        {
            var next = points.Where(point => point >= n).Min();
            delta += (next - n) * (long)(handled + 1);
            n = next;
            foreach (var point in points)
            {
                delta += point < n ? 1 : 0;
                if (point == n)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    public static string? Decode(string text)
    {
        if (text.Length > LongestLabel)
        {
            return null;
        }
        var hyphen = text.LastIndexOf('-');
        var output = text[..Math.Max(0, hyphen)].Select(c => (int)c).ToList();
        var (n, bias, i, at) = (0x80, 72, 0L, hyphen + 1);
        while (at < text.Length)
        {
            var (old, weight) = (i, 1L);
            for (var k = Base; ; k += Base)
            {
                if (at >= text.Length || Digit(text[at++]) is not (>= 0 and var digit) || weight > int.MaxValue)
                {
                    return null;
                }
                i += digit * weight;
                var threshold = Math.Clamp(k - bias, TMin, TMax);
                if (digit < threshold)
                {
                    break;
                }
                weight *= Base - threshold;
            }
            bias = Adapt(i - old, output.Count + 1, old == 0);
            if (i / (output.Count + 1) > 0x10FFFF - n)
            {
                return null;
            }
            n += (int)(i / (output.Count + 1));
            i %= output.Count + 1;
            if (!Rune.IsValid(n))
            {
                return null;
            }
            output.Insert((int)i++, n);
        }
        return string.Concat(output.Select(char.ConvertFromUtf32));
    }

    private static void AppendNumber(StringBuilder output, long number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold)
            {
                output.Append(Letter((int)number));
                return;
            }
            output.Append(Letter((int)(threshold + ((number - threshold) % (Base - threshold)))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / points;
        var k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }
        return k + (int)((Base - TMin + 1) * delta / (delta + 38));
    }

    private static char Letter(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' + 26 : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' : -1;
}
