using System.Globalization;
using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Ranking;
using SkiaSharp;

namespace Daogou.Bot.Pictures;

/// <summary>
/// An offer's price history as a PNG for chats: the verdict, steps, the 30-day low as a line, errors as hollow dots. Words that the machine's font
/// has no glyphs for are left out.
/// </summary>
public sealed class HistoryPicture(PictureFont font)
{
    private const int Width = 1000;
    private const int Height = 560;
    private const float Left = 128;
    private const float Right = 840;
    private const float Top = 158;
    private const float Bottom = 488;
    private static readonly SKColor Ink = new(0x16, 0x20, 0x2b);
    private static readonly SKColor Soft = new(0x5c, 0x6b, 0x7a);
    private static readonly SKColor Main = new(0x0f, 0x76, 0x6e);
    private static readonly SKColor Low = new(0xb4, 0x53, 0x09);
    private static readonly SKColor Red = new(0xb4, 0x23, 0x18);
    private static readonly SKColor Rule = new(0xdb, 0xe2, 0xe8);

    /// <summary>Null where this machine can draw none.</summary>
    public byte[]? Draw(PriceCurve curve, string title, string language)
    {
        if (font.Face is not { } face)
        {
            return null;
        }
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        var pen = new Pen(canvas, face);
        pen.Say(pen.Fit(title, 30, Width - 80), 40, 58, 30, Ink);
        pen.Say(pen.Fit(curve.In(language), 25, Width - 80, whole: true), 40, 104, 25, Tone(curve));
        Curve(canvas, pen, curve, language == "zh");
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Curve(SKCanvas canvas, Pen pen, PriceCurve curve, bool zh)
    {
        var counted = curve.Stretches.Where(stretch => !stretch.IsSetAside).ToList();
        var drawn = counted.Count > 0 ? counted : [.. curve.Stretches];
        var lowest = Math.Min(drawn.Min(stretch => stretch.PriceMinor), curve.Low30?.Minor ?? long.MaxValue);
        var highest = Math.Max(drawn.Max(stretch => stretch.PriceMinor), curve.Low30?.Minor ?? 0);
        var room = Math.Max(1, (highest - lowest) * 12 / 100);
        var (floor, ceiling) = (lowest - room, highest + room);
        var span = Math.Max(1, (curve.To - curve.From).TotalSeconds);
        float X(DateTimeOffset at) => Left + ((Right - Left) * (float)Math.Clamp((at - curve.From).TotalSeconds / span, 0, 1));
        float Y(long minor) => Top + ((Bottom - Top) * (1 - ((float)(Math.Clamp(minor, floor, ceiling) - floor) / (ceiling - floor))));

        foreach (var minor in new[] { highest, lowest }.Distinct())
        {
            pen.Line(Left, Right, Y(minor), Rule, 1.5f, [6, 7]);
            pen.Say(new Money(minor, curve.Currency).ToText(), Left - 14, Y(minor) + 8, 22, Soft, SKTextAlign.Right);
        }
        Fill(canvas, drawn, X, Y, X(curve.To));
        var low = curve.Low30 is { } known && known.Minor != curve.Present.PriceMinor ? known : (Money?)null;
        var start = X((curve.Since ?? curve.To).AddDays(-30) < curve.From ? curve.From : (curve.Since ?? curve.To).AddDays(-30));
        if (low is { } beneath)
        {
            pen.Line(start, Right, Y(beneath.Minor), Low, 2.5f, [12, 7]);
        }
        Steps(canvas, drawn, X, Y, X(curve.To));
        if (low is { } named)
        {
            var words = (zh ? "30天最低 " : "30-day low ") + named.ToText();
            pen.Say(pen.Fit(words, 21, 400, whole: true), start + 8, Y(named.Minor) + (curve.Present.PriceMinor < named.Minor ? -11 : 27), 21, Low, hasHalo: true);
        }
        foreach (var aside in curve.Stretches.Where(stretch => stretch.IsSetAside))
        {
            pen.Dot(X(aside.From), Y(aside.PriceMinor), 7, SKColors.White, Soft);
        }
        pen.Dot(X(curve.To), Y(curve.Present.PriceMinor), 8, Main, SKColors.White);
        pen.Say(new Money(curve.Present.PriceMinor, curve.Currency).ToText(), Right + 20, Y(curve.Present.PriceMinor) + 10, 28, Main);
        if (curve.Stretches.Any(stretch => stretch.IsSetAside))
        {
            var note = pen.Fit(zh ? "疑似标错，不计入" : "taken for an error, not counted", 20, 400, whole: true);
            pen.Dot(((Left + Right) / 2) - 150, Height - 35, 6, SKColors.White, Soft);
            pen.Say(note, ((Left + Right) / 2) - 134, Height - 28, 20, Soft);
        }
        pen.Say(Day(pen, curve.From, zh), Left, Height - 28, 21, Soft);
        pen.Say(Day(pen, curve.To, zh), Right, Height - 28, 21, Soft, SKTextAlign.Right);
    }

    private static void Steps(SKCanvas canvas, List<CurveStretch> drawn, Func<DateTimeOffset, float> x, Func<long, float> y, float end)
    {
        using var paint = new SKPaint { Color = Main, StrokeWidth = 4, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Round };
        using var path = Path(drawn, x, y, end);
        canvas.DrawPath(path, paint);
    }

    private static void Fill(SKCanvas canvas, List<CurveStretch> drawn, Func<DateTimeOffset, float> x, Func<long, float> y, float end)
    {
        using var path = Path(drawn, x, y, end);
        path.LineTo(end, Bottom + 6);
        path.LineTo(Left, Bottom + 6);
        path.Close();
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, Top), new SKPoint(0, Bottom), [Main.WithAlpha(60), Main.WithAlpha(6)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private static SKPath Path(List<CurveStretch> drawn, Func<DateTimeOffset, float> x, Func<long, float> y, float end)
    {
        var path = new SKPath();
        path.MoveTo(Left, y(drawn[0].PriceMinor));
        var at = y(drawn[0].PriceMinor);
        foreach (var stretch in drawn.Skip(1))
        {
            path.LineTo(x(stretch.From), at);
            at = y(stretch.PriceMinor);
            path.LineTo(x(stretch.From), at);
        }
        path.LineTo(end, at);
        return path;
    }

    private static string Day(Pen pen, DateTimeOffset at, bool zh) =>
        at.ToString(zh && pen.Has("月日") ? "M月d日" : "d MMM", CultureInfo.InvariantCulture);

    private static SKColor Tone(PriceCurve curve) => curve.Truth.Standing switch
    {
        PriceStanding.AllTimeLow or PriceStanding.Low90 or PriceStanding.Low30 => Main,
        PriceStanding.AboveLow => Red,
        PriceStanding.AtLow or PriceStanding.Unknown => Soft,
    };

    /// <summary>Draws with one face; never a glyph that it has not.</summary>
    private sealed class Pen(SKCanvas canvas, SKTypeface face)
    {
        public bool Has(string text) => face.ContainsGlyphs(text);

        /// <summary>What fits, without what has no glyph; with <paramref name="whole"/> nothing rather than a part of it.</summary>
        public string Fit(string text, float size, float room, bool whole = false)
        {
            var plain = new StringBuilder();
            foreach (var rune in text.EnumerateRunes())
            {
                if (face.GetGlyph(rune.Value) != 0)
                {
                    plain.Append(rune);
                }
                else if (whole)
                {
                    return "";
                }
            }
            using var font = new SKFont(face, size);
            var shown = plain.ToString();
            if (font.MeasureText(shown) <= room)
            {
                return shown;
            }
            while (shown.Length > 1 && font.MeasureText(shown + "…") > room)
            {
                shown = shown[..^(char.IsLowSurrogate(shown[^1]) ? 2 : 1)];
            }
            return shown.TrimEnd() + (Has("…") ? "…" : "");
        }

        public void Say(string text, float x, float y, float size, SKColor color, SKTextAlign align = SKTextAlign.Left, bool hasHalo = false)
        {
            if (text.Length == 0 || !Has(text))
            {
                return;
            }
            using var font = new SKFont(face, size) { Edging = SKFontEdging.Antialias };
            if (hasHalo)
            {
                using var halo = new SKPaint { Color = SKColors.White, IsStroke = true, StrokeWidth = 6, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
                canvas.DrawText(text, x, y, align, font, halo);
            }
            using var paint = new SKPaint { Color = color, IsAntialias = true };
            canvas.DrawText(text, x, y, align, font, paint);
        }

        public void Line(float from, float to, float y, SKColor color, float width, float[] dashes)
        {
            using var dash = SKPathEffect.CreateDash(dashes, 0);
            using var paint = new SKPaint { Color = color, StrokeWidth = width, IsStroke = true, IsAntialias = true, PathEffect = dash };
            canvas.DrawLine(from, y, to, y, paint);
        }

        public void Dot(float x, float y, float radius, SKColor fill, SKColor edge)
        {
            using var inside = new SKPaint { Color = fill, IsAntialias = true };
            using var around = new SKPaint { Color = edge, IsAntialias = true, IsStroke = true, StrokeWidth = 3 };
            canvas.DrawCircle(x, y, radius, inside);
            canvas.DrawCircle(x, y, radius, around);
        }
    }
}
