using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>What a coupon takes off, and the least to spend when the same words name it.</summary>
internal sealed partial record CouponValue(CouponKind Kind, Money? Amount, int? PercentBp, Money? Threshold)
{
    /// <summary>The offer as a rule, when the words are one.</summary>
    public PriceRule? Rule { get; init; }

    /// <summary>Of the rule's amounts; null when it has none.</summary>
    public string? Currency { get; init; }

    /// <summary>Reads <c>20 CNY</c>, <c>$10 off</c>, <c>15%</c>, <c>8.5折</c> (15 % off), <c>满100减20</c> and what <see cref="PriceRuleReader"/> reads; null for anything else.</summary>
    /// <param name="isLoose">Also words around an amount are read over; a title is read to the letter or not at all.</param>
    public static CouponValue? Read(string? text, string? currency, bool isLoose = true)
    {
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Trim();
        if (PriceRuleReader.Read(Prefix().Replace(plain, ""), currency) is var (rule, own))
        {
            var amountCurrency = own.Length > 0 ? own : null;
            return rule is { Kind: PriceRuleKind.Off, Tiers: [{ LeastPieces: 0, AmountMinor: > 0 } tier] } && amountCurrency is not null
                ? new CouponValue(CouponKind.AmountOff, new Money(tier.AmountMinor, amountCurrency), null, new Money(tier.LeastMinor, amountCurrency)) { Rule = rule }
                : new CouponValue(CouponKind.Rule, null, null, null) { Rule = rule, Currency = amountCurrency };
        }
        if (!isLoose)
        {
            return null;
        }
        if (Percent().Match(plain) is { Success: true } percent)
        {
            return PercentOff(Number(percent) * 100);
        }
        if (Folds().Match(plain) is { Success: true } folds)
        {
            // Eight folds means that eight tenths are paid.
            return PercentOff(Rate.Whole - (Number(folds) * 1000));
        }
        if (Full().Match(plain) is { Success: true } full)
        {
            return AmountOff(full.Groups["off"].Value, currency) is { } off && PriceText.Read(full.Groups["least"].Value, off.Amount!.Value.Currency).Price is { } least
                ? off with { Threshold = least }
                : null;
        }
        return AmountOff(plain, currency);
    }

    private static CouponValue? PercentOff(decimal basisPoints) =>
        basisPoints is > 0 and <= Rate.Whole && basisPoints == decimal.Truncate(basisPoints)
            ? new CouponValue(CouponKind.PercentOff, null, (int)basisPoints, null)
            : null;

    private static CouponValue? AmountOff(string text, string? currency) =>
        PriceText.Read(text, currency).Price is { Minor: > 0 } amount ? new CouponValue(CouponKind.AmountOff, amount, null, null) : null;

    private static decimal Number(Match match) => decimal.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(平台券|平台|店铺券|店铺|跨店)\s*[:：]?\s*", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^[^0-9]*(?<number>[0-9]{1,3}(\.[0-9]{1,2})?)\s*%[^0-9]*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^[^0-9]*(?<number>[0-9](\.[0-9]{1,2})?)\s*折[^0-9]*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Folds();

    [GeneratedRegex(@"^满\s*(?<least>[^减]+)减\s*(?<off>.+)$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Full();
}
