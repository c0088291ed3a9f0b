using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>Numbered because it is kept with what it explains; never renumber.</summary>
public enum PriceStepKind
{
    ListPrice = 1,
    SalePrice = 2,
    Coupon = 3,
    Paid = 4,
    Rebate = 5,
}

/// <summary>One line of the reckoning; what a coupon takes off and a rebate gives back is below zero.</summary>
public sealed record PriceStep(PriceStepKind Kind, Money Amount, string Zh, string En)
{
    public string In(string language) => language == "zh" ? Zh : En;
}

/// <summary>The reckoning as people see it: list price, sale price, promotion, shop's coupon, platform's, what is paid, the rebate. Always in this order.</summary>
public static class PriceSteps
{
    /// <param name="rebate">What is expected back of what is paid; null for none.</param>
    public static IReadOnlyList<PriceStep> Of(Deal deal, CouponOffer? offer, Money? rebate = null)
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
            steps.AddRange(offer.Cuts.Select(Of));
            steps.Add(new PriceStep(PriceStepKind.Paid, offer.PriceAfter, $"到手 {offer.PriceAfter.ToText()}", $"you pay {offer.PriceAfter.ToText()}"));
        }
        steps.AddRange(Back(rebate));
        return steps;
    }

    /// <summary>The same for several pieces.</summary>
    public static IReadOnlyList<PriceStep> Of(Reckoning many, Money? rebate = null)
    {
        var piece = new Money(many.Full.Minor / many.Pieces, many.Full.Currency);
        return
        [
            new PriceStep(PriceStepKind.SalePrice, many.Full, $"售价 {piece.ToText()} × {many.Pieces} = {many.Full.ToText()}", $"price {piece.ToText()} × {many.Pieces} = {many.Full.ToText()}"),
            .. many.Cuts.Select(Of),
            new PriceStep(
                PriceStepKind.Paid, many.Paid, $"到手 {many.Paid.ToText()}，每件 {many.PerPiece.ToText()}", $"you pay {many.Paid.ToText()}, {many.PerPiece.ToText()} each"),
            .. Back(rebate),
        ];
    }

    private static PriceStep Of(PriceCut cut)
    {
        var (zh, en) = CouponRules.Name(cut.Coupon);
        return new PriceStep(PriceStepKind.Coupon, -cut.Off, $"{zh} -{cut.Off.ToText()}", $"{en} -{cut.Off.ToText()}");
    }

    private static IEnumerable<PriceStep> Back(Money? rebate) =>
        rebate is { } back ? [new PriceStep(PriceStepKind.Rebate, -back, $"预计返利 -{back.ToText()}（估算）", $"rebate about -{back.ToText()} (estimated)")] : [];
}
