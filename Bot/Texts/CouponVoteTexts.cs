using System.Globalization;
using Daogou.Bot.Deals;
using Daogou.Core.Deals;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Texts;

/// <summary>What people say about a coupon, and how it is asked of them.</summary>
internal static class CouponVoteTexts
{
    /// <summary>Below this belief a card warns.</summary>
    private const int Doubtful = 5_000;

    /// <summary>Two buttons below a card with a coupon; none without.</summary>
    public static IReadOnlyList<ChatButton> Row(DealView view, string language) => view.Coupon?.Coupon is not { } coupon
        ? []
        :
        [
            new(Words.In(language, "👍 券能用", "👍 Coupon works"), ButtonKind.Callback, "deals:good:" + coupon.Id.ToString(CultureInfo.InvariantCulture)),
            new(Words.In(language, "👎 用不了", "👎 Doesn't work"), ButtonKind.Callback, "deals:bad:" + coupon.Id.ToString(CultureInfo.InvariantCulture)),
        ];

    /// <summary>When somebody last used it, or that several could not; null when nobody said anything.</summary>
    public static string? Verified(DealView view, DateTimeOffset now, string language) => view.Coupon?.Coupon is not { } coupon ? null
        : coupon.TrustBp(now) < Doubtful ? Words.In(language, "⚠️ 有人反映这张券用不了", "⚠️ Some say this coupon does not work")
        : coupon.VerifiedAt is { } at ? Words.In(language, $"✅ {When.Relative(at, now, language)}有人用过，有效", $"✅ Verified {When.Relative(at, now, language)}")
        : null;

    public static ChatBody Thanks(CouponVoteOutcome outcome, bool works, string language) => new(outcome switch
    {
        CouponVoteOutcome.Counted when works => Words.In(language, "谢谢！已记下：这张券能用。", "Thank you! Noted: this coupon works."),
        CouponVoteOutcome.Counted => Words.In(language, "谢谢，已记下。再有几个人反映，我就不再推荐这张券。", "Thank you, noted. When a few more say so I will stop showing this coupon."),
        CouponVoteOutcome.Ended => Words.In(language, "谢谢，已有好几个人反映，这张券不再推荐了。", "Thank you. Several people said so, and I no longer show this coupon."),
        CouponVoteOutcome.NotFound => Words.In(language, "这张券已经不在了。", "That coupon is gone."),
    });
}
