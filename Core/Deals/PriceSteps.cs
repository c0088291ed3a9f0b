using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>Numbered because it is kept with what it explains; never renumber.</summary>
public enum PriceStepKind
{
    ListPrice = 1,
    SalePrice = 2,
    Coupon = 3,
    Paid = 4,
}

/// <summary>One line of the reckoning; a coupon's amount is below zero.</summary>
public sealed record PriceStep(PriceStepKind Kind, Money Amount, string Zh, string En);

/// <summary>The reckoning as people see it: list price, sale price, coupon, what is paid. Always in this order.</summary>
public static class PriceSteps
{
    public static IReadOnlyList<PriceStep> Of(Deal deal, CouponOffer? offer)
    {
        if (deal.Price is not { } price)
        {
            return [];
        }
        var steps = new List<PriceStep>(4);
        if (deal.ListPrice is { } list && list > price)
        {
            steps.Add(new PriceStep(PriceStepKind.ListPrice, list, $"标价 {list.ToText()}", $"list price {list.ToText()}"));
        }
        steps.Add(new PriceStep(PriceStepKind.SalePrice, price, $"售价 {price.ToText()}", $"price {price.ToText()}"));
        if (offer is not null)
        {
            var how = offer.Coupon.Code is { } code ? (Zh: $"优惠码 {code}", En: $"code {code}") : (Zh: "领券", En: "coupon");
            steps.Add(new PriceStep(PriceStepKind.Coupon, -offer.Saved, $"{how.Zh} -{offer.Saved.ToText()}", $"{how.En} -{offer.Saved.ToText()}"));
            steps.Add(new PriceStep(PriceStepKind.Paid, offer.PriceAfter, $"到手 {offer.PriceAfter.ToText()}", $"you pay {offer.PriceAfter.ToText()}"));
        }
        return steps;
    }
}
