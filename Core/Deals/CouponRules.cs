using System.Text.Json;

namespace Daogou.Core.Deals;

/// <summary>A coupon's conditions as a rule that can be reckoned with, and back into the book.</summary>
public static class CouponRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write(PriceRule rule) => JsonSerializer.Serialize(rule, Json);

    public static PriceRule Of(Coupon coupon) => coupon.Kind switch
    {
        CouponKind.AmountOff => One(new PriceTier(coupon.ThresholdMinor ?? 0, 0, coupon.AmountMinor ?? 0, 0)),
        CouponKind.PercentOff => One(new PriceTier(coupon.ThresholdMinor ?? 0, 0, 0, coupon.PercentBp ?? 0)),
        CouponKind.Rule => JsonSerializer.Deserialize<PriceRule>(coupon.Rule ?? "", Json) is { } rule ? Above(rule, coupon.ThresholdMinor ?? 0) : throw new InvalidDataException($"Coupon {coupon.Id} has no rule."),
    };

    private static PriceRule One(PriceTier tier) => new(PriceRuleKind.Off, [tier]);

    /// <summary>A least amount that stands beside the rule holds for all of it; 每满 counts by its own.</summary>
    private static PriceRule Above(PriceRule rule, long least) =>
        least == 0 || rule.Kind == PriceRuleKind.OffForEach ? rule : rule with { Tiers = [.. rule.Tiers.Select(tier => tier with { LeastMinor = Math.Max(tier.LeastMinor, least) })] };

    /// <summary>What the rule is called where the coupon has no code to name: 定金膨胀, 满减 and the like are said in the shop's own words.</summary>
    public static (string Zh, string En) Name(Coupon coupon) => coupon switch
    {
        { Code: { Length: > 0 } code } => ($"优惠码 {code}", $"code {code}"),
        { Layer: PriceLayer.Promotion } => (coupon.Title, coupon.Title),
        { Layer: PriceLayer.PlatformCoupon } => ("平台券", "platform coupon"),
        _ => ("领券", "coupon"),
    };
}
