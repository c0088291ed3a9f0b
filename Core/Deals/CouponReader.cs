using Daogou.Core.Amounts;
using Daogou.Core.Urls;

namespace Daogou.Core.Deals;

/// <summary>A believed coupon before it has an id.</summary>
public sealed record CouponDraft
{
    public required string Key { get; init; }

    public required string Merchant { get; init; }

    public required string Title { get; init; }

    public string? Code { get; init; }

    public string? ClaimUrl { get; init; }

    public required CouponKind Kind { get; init; }

    public long? AmountMinor { get; init; }

    public int? PercentBp { get; init; }

    public long? ThresholdMinor { get; init; }

    public string? Currency { get; init; }

    public required CouponScope Scope { get; init; }

    public required IReadOnlyList<string> ScopeValues { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public PriceLayer Layer { get; init; } = PriceLayer.ShopCoupon;

    /// <summary>JSON of a <see cref="PriceRule"/>.</summary>
    public string? Rule { get; init; }

    public long? StockLeft { get; init; }
}

/// <summary>Turns the source's words about a coupon into a coupon that can be reckoned with.</summary>
internal static class CouponReader
{
    public static Reading Read(FeedItem item, CouponWords words, SourceTerms source, DateTimeOffset now)
    {
        var claim = CanonicalUrl.Read(words.ClaimUrl, source.AllowedHosts).Url;
        var currency = item.Currency?.Trim().ToUpperInvariant() is { Length: 3 } own ? own : source.Currency;
        var needsNothing = string.IsNullOrWhiteSpace(words.Code) && claim is null;
        // What needs neither a code nor a claim is a promotion when its words are an offer, else a row that lacks its code.
        var value = CouponValue.Read(string.IsNullOrWhiteSpace(words.Value) ? item.Title : words.Value, currency, isLoose: !string.IsNullOrWhiteSpace(words.Value));
        if (needsNothing && value is not { Rule: not null })
        {
            return Reading.Refused(Refusal.MissingCouponCode, "neither a code nor a claim link");
        }
        if (value is null)
        {
            return Reading.Refused(Refusal.BrokenCouponValue, $"'{DealReader.Cut(words.Value, 120)}' is neither an amount nor a percentage off");
        }
        var threshold = value.Threshold;
        if (words.Threshold is { Length: > 0 } && !IsZero(words.Threshold))
        {
            (threshold, var fault) = PriceText.Read(words.Threshold, value.Amount?.Currency ?? currency);
            if (fault != PriceFault.None)
            {
                return Reading.Refused(Refusal.BrokenCouponValue, $"threshold '{DealReader.Cut(words.Threshold, 120)}' is not an amount");
            }
        }
        if (threshold is { } least && value.Amount is { } off && least.Currency != off.Currency)
        {
            return Reading.Refused(Refusal.BrokenCouponValue, $"{off} off from {least}: two currencies");
        }
        var (from, to) = Window(item);
        var starts = from is { Length: > 0 } ? DealReader.Instant(from) : null;
        var ends = to is { Length: > 0 } ? DealReader.End(to) : null;
        if ((from is { Length: > 0 } && starts is null) || (to is { Length: > 0 } && ends is null))
        {
            return Reading.Refused(Refusal.BrokenDate, $"window '{DealReader.Cut(from, 120)}' to '{DealReader.Cut(to, 120)}'");
        }
        if (ends <= now)
        {
            return Reading.Refused(Refusal.AlreadyOver, $"ended {ends:u}");
        }
        var merchant = DealReader.MerchantOf(item, source, claim ?? CanonicalUrl.Read(item.Link, source.AllowedHosts).Url);
        return merchant.Length == 0
            ? Reading.Refused(Refusal.MissingKey, "no merchant: neither the source nor the row names one")
            : Reading.Of(new CouponDraft
            {
                Key = item.Key,
                Merchant = merchant,
                Title = DealReader.Cut(item.Title, 300)!,
                Code = DealReader.Cut(words.Code, 100),
                ClaimUrl = claim?.AbsoluteUri,
                Kind = value.Kind,
                AmountMinor = value.Amount?.Minor,
                PercentBp = value.PercentBp,
                ThresholdMinor = threshold?.Minor,
                Currency = value.Amount?.Currency ?? value.Currency ?? threshold?.Currency ?? currency,
                Scope = words.Items.Count > 0 || (words.IsForSome && words.Categories.Count == 0) ? CouponScope.Items : words.Categories.Count > 0 ? CouponScope.Categories : CouponScope.Merchant,
                ScopeValues = words.Items.Count > 0 ? words.Items : words.Categories,
                Layer = PriceRuleReader.IsOfPlatform(words.Value) || PriceRuleReader.IsOfPlatform(item.Title) ? PriceLayer.PlatformCoupon : needsNothing ? PriceLayer.Promotion : PriceLayer.ShopCoupon,
                Rule = value.Kind == CouponKind.Rule ? CouponRules.Write(value.Rule!) : null,
                StockLeft = long.TryParse(words.Stock, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var left) ? left : null,
                StartsAt = starts,
                EndsAt = ends,
            });
    }

    /// <summary>Start and end, each by itself or as <c>start/end</c>.</summary>
    private static (string? From, string? To) Window(FeedItem item) =>
        item is { StartsAt: null or "", EndsAt: null or "", SaleWindow: { Length: > 0 } window } ? window.Split('/') is [var from, var to] ? (from, to) : (window, window) : (item.StartsAt, item.EndsAt);

    private static bool IsZero(string text) => text.All(c => c is '0' or '.' or ',' or ' ' || char.IsLetter(c)) && text.Contains('0', StringComparison.Ordinal);
}
