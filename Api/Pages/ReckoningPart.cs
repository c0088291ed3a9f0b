using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Rebates;
using static Daogou.Api.Pages.PublicPage;

namespace Daogou.Api.Pages;

/// <summary>How the price is made up, step by step, for one piece and for the number at which one comes cheapest.</summary>
internal static class ReckoningPart
{
    /// <summary>Below this belief the page warns.</summary>
    private const int Doubtful = 5_000;

    public static string Of(Deal deal, CouponOffer? offer, Reckoning? many, Programme? programme, RebateOptions rebates, bool zh)
    {
        var rebate = programme is not null && (offer?.PriceAfter ?? deal.Price) is { } paid ? RebateEstimate.For(programme, paid, rebates) : null;
        var one = PriceSteps.Of(deal, offer, rebate);
        var several = many is null ? "" : $"<h3>{Title(many, zh)}</h3>{List(PriceSteps.Of(many, programme is null ? null : RebateEstimate.For(programme, many.Paid, rebates)), zh)}";
        return (one.Count > 1 ? List(one, zh) : "") + several;
    }

    /// <summary>When somebody last used it, or that several could not.</summary>
    public static string Verified(Coupon coupon, DateTimeOffset now, bool zh) =>
        coupon.TrustBp(now) < Doubtful ? Note(zh ? "有人反映这张券用不了" : "Some say it does not work")
        : coupon.VerifiedAt is { } at ? Note(Ago(Math.Max(0, (long)(now - at).TotalHours), zh))
        : "";

    private static string Ago(long hours, bool zh) => hours switch
    {
        0 => zh ? "不到 1 小时前验证有效" : "Verified less than an hour ago",
        1 => zh ? "1 小时前验证有效" : "Verified 1 hour ago",
        < 48 => zh ? $"{Number(hours)} 小时前验证有效" : $"Verified {Number(hours)} hours ago",
        _ => zh ? $"{Number(hours / 24)} 天前验证有效" : $"Verified {Number(hours / 24)} days ago",
    };

    private static string Title(Reckoning many, bool zh) => zh ? $"买 {Number(many.Pieces)} 件最划算" : $"Cheapest when you take {Number(many.Pieces)}";

    private static string List(IReadOnlyList<PriceStep> steps, bool zh) =>
        $"<ol class=\"steps\">{string.Concat(steps.Select(step => $"<li class=\"{Class(step.Kind)}\">{Text(step.In(zh ? "zh" : "en"))}</li>"))}</ol>";

    private static string Class(PriceStepKind kind) => kind switch
    {
        PriceStepKind.ListPrice => "was",
        PriceStepKind.SalePrice => "sale",
        PriceStepKind.Coupon => "cut",
        PriceStepKind.Paid => "paid",
        PriceStepKind.Rebate => "back",
    };

    private static string Note(string words) => $"<br><small class=\"soft\">{Text(words)}</small>";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
