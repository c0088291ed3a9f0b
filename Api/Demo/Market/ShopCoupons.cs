using Daogou.Core.Amounts;

namespace Daogou.Api.Demo.Market;

/// <summary>A coupon of one of the shops.</summary>
/// <param name="Off">An amount in the shop's currency, or a share of the sum when <paramref name="IsPercent"/>.</param>
/// <param name="ByClaim">Handed out on a claim page instead of being printed in the feed.</param>
public sealed record ShopCoupon(
    string Id, string Shop, string Code, string Zh, string En, decimal Off, bool IsPercent, decimal Threshold, string? CategoryZh, string? CategoryEn, bool ByClaim)
{
    /// <summary>What it takes off this sum; null when its conditions are not met.</summary>
    public Money? Reduction(Shop shop, Item item, Money sum)
    {
        var threshold = Money.FromDecimal(Threshold, shop.Currency)!.Value;
        if (Shop != shop.Key || sum < threshold || (CategoryZh is not null && CategoryZh != item.CategoryZh))
        {
            return null;
        }
        return IsPercent ? new Rate((int)(Off * 100)).Of(sum) : Money.FromDecimal(Off, shop.Currency);
    }
}

public static class ShopCoupons
{
    public static IReadOnlyList<ShopCoupon> All { get; } =
    [
        new("C-101", "shanlan", "SHANLAN30", "满200减30", "¥30 off ¥200", 30, false, 200, null, null, false),
        new("C-102", "shanlan", "TEA15", "茶饮85折", "15% off tea", 15, true, 60, "茶饮", "Tea", false),
        new("C-103", "shanlan", "SLEEP25", "家纺满150减25（领券）", "¥25 off ¥150 of bedding (claim)", 25, false, 150, "家纺", "Bedding", true),
        new("C-201", "lumo", "LUMO10", "全场满60美元减10", "$10 off $60", 10, false, 60, null, null, false),
        new("C-202", "lumo", "DESK12", "办公品类88折", "12% off Desk", 12, true, 40, "办公", "Desk", false),
        new("C-301", "shiye", "WEEKEND50", "满400减50", "¥50 off ¥400", 50, false, 400, null, null, false),
        new("C-302", "shiye", "CAMP8", "露营92折", "8% off camping", 8, true, 100, "露营", "Camping", false),
    ];

    public static ShopCoupon? ByCode(string shop, string? code) =>
        All.FirstOrDefault(coupon => coupon.Shop == shop && string.Equals(coupon.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));
}
