using System.Globalization;
using System.Text;
using Daogou.Bot.Deals;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Texts;

/// <summary>A deal in words: the caption of a picture, or a line of a list.</summary>
internal static class DealTexts
{
    private const int LongestTitle = 90;
    private const int LongestLineTitle = 48;

    /// <summary>Some six short lines: what, how much, with which coupon, what comes back, why, until when.</summary>
    public static string Caption(DealView view, DateTimeOffset now, string zone, string language)
    {
        var text = new StringBuilder();
        if (view.IsOver(now))
        {
            return text.Append(Html.Struck(Titles.Short(view.Deal.Title, LongestTitle)))
                .Append('\n').Append(Ended(view, now, zone, language)).ToString();
        }
        text.Append(Html.Bold(Titles.Short(view.Deal.Title, LongestTitle)));
        Append(text, PriceLine(view));
        Append(text, CouponLine(view, language));
        Append(text, CouponVoteTexts.Verified(view, now, language));
        Append(text, ManyLine(view, language));
        Append(text, RebateLine(view, language));
        Append(text, WhyLine(view.Score, language));
        if (view.Deal.EndsAt is { } ends && ends - now < TimeSpan.FromDays(3))
        {
            Append(text, Words.In(language, $"⏳ 还剩 {When.Span(ends - now, language)}", $"⏳ {When.Span(ends - now, language)} left"));
        }
        Append(text, ShareText(view.ShareText, language) is { Length: > 0 } share ? share.TrimEnd('\n') : null);
        Append(text, view.NoLink is { } why ? "ℹ️ " + Html.Text(why) : null);
        return text.Append("\n\n").Append(Disclosure([view.Disclosure], language)).ToString();
    }

    /// <summary>One deal of a list: the title leads through the tracked link, the numbers stand below.</summary>
    public static string Line(int number, DealView view, DateTimeOffset now, string zone, string language)
    {
        var title = Titles.Short(view.Deal.Title, LongestLineTitle);
        var head = string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        if (view.IsOver(now))
        {
            return $"{head}{Html.Struck(title)}\n{Ended(view, now, zone, language)}";
        }
        var text = new StringBuilder(head).Append(view.Buy is { } buy ? Html.Link(title, buy) : Html.Text(title));
        var why = view.Score?.BestWhy(language) is { Length: > 0 } words ? " · " + Html.Text(words) : "";
        Append(text, PriceLine(view) is { } price ? price + why : null);
        Append(text, CouponLine(view, language));
        return text.ToString();
    }

    /// <summary>A line with the share text to copy; empty where there is none.</summary>
    public static string ShareText(string? text, string language) => text is null
        ? ""
        : Words.In(language, $"📋 复制口令，打开 App 下单：{Html.Code(text)}\n", $"📋 Copy this 口令 and open the shop's app: {Html.Code(text)}\n");

    public static string Disclosure(IEnumerable<string> programmes, string language)
    {
        var own = programmes.Where(words => words.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var house = Words.In(language, "含推广链接，购买后我们可能获得佣金。", "Affiliate links: we may earn a commission.");
        return $"<i>{Html.Text(own.Count == 0 ? house : string.Join(" ", own))}</i>";
    }

    private static string Ended(DealView view, DateTimeOffset now, string zone, string language) =>
        Words.In(language, $"已结束 {When.Clock(view.EndedAt(now), zone)}", $"ended {When.Clock(view.EndedAt(now), zone)}");

    private static string? PriceLine(DealView view)
    {
        if (view.Deal.Price is not { } price)
        {
            return null;
        }
        var list = view.ListPrice is { } above ? "  " + Html.Struck(above.ToText()) : "";
        var off = view.Discount.BasisPoints >= 100 ? string.Create(CultureInfo.InvariantCulture, $"  −{view.Discount.BasisPoints / 100}%") : "";
        return Html.Bold((view.Coupon?.PriceAfter ?? price).ToText()) + list + off;
    }

    private static string? CouponLine(DealView view, string language)
    {
        if (view.Coupon is not { } offer || view.Deal.Price is not { } price)
        {
            return null;
        }
        var sum = Html.Text(string.Join(" − ", offer.Cuts.Select(cut => cut.Off.ToText()).Prepend(price.ToText())));
        if (offer.Coupon is { Code: null or "", ClaimUrl: null or "" })
        {
            return $"🎟 {Html.Text(Titles.Short(offer.Coupon.Title, LongestLineTitle))} ({sum})";
        }
        return offer.Coupon.Code is { Length: > 0 } code
            ? Words.In(language, $"🎟 券码 {Html.Code(code)}（{sum}）", $"🎟 Code {Html.Code(code)} ({sum})")
            : Words.In(language, $"🎟 先领券再下单（{sum}）", $"🎟 Claim the coupon first ({sum})");
    }

    /// <summary>How many to take for the lowest price of one, and by which steps.</summary>
    private static string? ManyLine(DealView view, string language)
    {
        if (view.Many is not { } many)
        {
            return null;
        }
        var each = Html.Bold(many.PerPiece.ToText());
        var how = Html.Text(string.Join(language == Words.Chinese ? "，" : ", ", PriceSteps.Of(many).Select(step => step.In(language))));
        return Words.In(language, $"🧮 买 {many.Pieces} 件最划算，每件 {each}：{how}", $"🧮 Cheapest for {many.Pieces}, {each} each: {how}");
    }

    private static string? RebateLine(DealView view, string language) =>
        view.Rebate is { } rebate
            ? Words.In(language, $"💰 预计返利 {Html.Bold(rebate.ToText())}（估算）", $"💰 Rebate about {Html.Bold(rebate.ToText())} (estimated)")
            : null;

    private static string? WhyLine(DealScore? score, string language) =>
        score?.BestWhy(language) is { Length: > 0 } why ? "👍 " + Html.Text(why) : null;

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            text.Append('\n').Append(line);
        }
    }
}
