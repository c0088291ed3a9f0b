using Daogou.Core.Deals;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Orders;
using Daogou.Core.Payouts;
using Daogou.Core.Ranking;
using Daogou.Core.Reports;
using Daogou.Crawler.Sources;

namespace Daogou.Api.Console;

/// <summary>States in the reader's words, and how much they want attention (<c>good wait bad quiet</c>).</summary>
internal static class Labels
{
    public static (string Words, string Tone) Of(DealState state, Speech speech) => state switch
    {
        DealState.Active => (speech.In("active", "有效"), "good"),
        DealState.Held => (speech.In("held", "待审"), "wait"),
        DealState.Ended => (speech.In("ended", "已结束"), "quiet"),
        DealState.Removed => (speech.In("removed", "已下架"), "bad"),
        DealState.Pasted => (speech.In("pasted", "用户粘贴"), "quiet"),
    };

    public static (string Words, string Tone) Of(OrderStatus status, Speech speech) => status switch
    {
        OrderStatus.Tracked => (speech.In("tracked", "已跟踪"), "wait"),
        OrderStatus.Held => (speech.In("held", "已冻结"), "bad"),
        OrderStatus.Confirmed => (speech.In("confirmed", "已确认"), "good"),
        OrderStatus.Settled => (speech.In("settled", "联盟已结算"), "good"),
        OrderStatus.Void => (speech.In("void", "已失效"), "quiet"),
    };

    public static (string Words, string Tone) Of(Attribution attribution, Speech speech) => attribution switch
    {
        Attribution.None => (speech.In("unattributed", "未归属"), "wait"),
        Attribution.ClickRef => (speech.In("by click", "按点击"), "good"),
        Attribution.LinkRef => (speech.In("by link", "按链接"), "good"),
        Attribution.Forged => (speech.In("forged ref", "伪造标识"), "bad"),
        Attribution.Operator => (speech.In("by operator", "人工归属"), "good"),
        Attribution.Slot => (speech.In("by slot", "按推广位"), "good"),
        Attribution.Claim => (speech.In("to be claimed", "待认领"), "wait"),
    };

    public static (string Words, string Tone) Of(PayoutState state, Speech speech) => state switch
    {
        PayoutState.Requested => (speech.In("requested", "待审核"), "wait"),
        PayoutState.Approved => (speech.In("approved, to be paid", "已批准待付"), "wait"),
        PayoutState.Sending => (speech.In("sending", "付款中"), "wait"),
        PayoutState.Paid => (speech.In("paid", "已支付"), "good"),
        PayoutState.Rejected => (speech.In("rejected", "已驳回"), "quiet"),
        PayoutState.Failed => (speech.In("failed", "失败"), "quiet"),
        PayoutState.Unknown => (speech.In("unclear", "结果未知"), "bad"),
    };

    public static (string Words, string Tone) Of(GroupState state, Speech speech) => state switch
    {
        GroupState.Active => (speech.In("active", "正常"), "good"),
        GroupState.Paused => (speech.In("paused", "已暂停"), "wait"),
    };

    public static (string Words, string Tone) Of(SourceHealth health, Speech speech) => health switch
    {
        SourceHealth.New => (speech.In("new", "未采集"), "quiet"),
        SourceHealth.Healthy => (speech.In("healthy", "正常"), "good"),
        SourceHealth.Troubled => (speech.In("troubled", "异常"), "wait"),
        SourceHealth.Down => (speech.In("down", "故障"), "bad"),
        SourceHealth.Disabled => (speech.In("disabled", "已停用"), "quiet"),
    };

    public static string Of(EntryKind kind, Speech speech) => kind switch
    {
        EntryKind.Settlement => speech.In("settlement", "结算"),
        EntryKind.Release => speech.In("release", "解冻"),
        EntryKind.Hold => speech.In("hold", "冻结"),
        EntryKind.Clawback => speech.In("clawback", "追回"),
        EntryKind.PayoutReserve => speech.In("payout reserved", "提现预留"),
        EntryKind.PayoutPaid => speech.In("payout paid", "提现支付"),
        EntryKind.PayoutReturned => speech.In("payout returned", "提现退回"),
        EntryKind.Adjustment => speech.In("adjustment", "调整"),
    };

    public static string Of(PassRule rule, Speech speech) => rule switch
    {
        PassRule.WrongCategory => speech.In("not a category of this group", "不在群的分类内"),
        PassRule.WordsMissing => speech.In("none of the group's words", "没有群关注的词"),
        PassRule.ExcludedWord => speech.In("has an excluded word", "含有屏蔽词"),
        PassRule.TooLittleOff => speech.In("too little off", "折扣不够"),
        PassRule.NotADeal => speech.In("not below its usual price", "没有真正降价"),
        PassRule.ShownLately => speech.In("shown lately", "最近已推送"),
        PassRule.MerchantFull => speech.In("enough of this merchant", "同商家已够多"),
        PassRule.CategoryFull => speech.In("enough of this category", "同分类已够多"),
        PassRule.BelowTheBest => speech.In("others were better", "有更好的入选"),
        PassRule.SameProduct => speech.In("the same product is in", "同款已入选"),
        PassRule.EndsTooSoon => speech.In("ends too soon", "即将结束"),
        PassRule.NotThereYet => speech.In("was not there yet", "当时尚未出现"),
        PassRule.TooWeak => speech.In("not worth a message here", "不值得推送"),
        PassRule.WeekFull => speech.In("enough was posted this week", "本周已够多"),
        PassRule.NotActive => speech.In("not active", "未生效"),
    };

    public static string Of(ReportBy by, Speech speech) => by switch
    {
        ReportBy.Day => speech.In("By day", "按天"),
        ReportBy.Network => speech.In("By network", "按联盟"),
        ReportBy.Group => speech.In("By group", "按群"),
        ReportBy.Member => speech.In("By member", "按用户"),
    };

    public static string Of(DealAct act, Speech speech) => act switch
    {
        DealAct.Done => speech.In("Done.", "已完成。"),
        DealAct.NotFound => speech.In("There is no such deal.", "没有这个好价。"),
        DealAct.WrongState => speech.In("The deal is not in a state for this.", "当前状态不能这样操作。"),
    };

    public static string OfFind(string what, Speech speech) => what switch
    {
        "feed" => speech.In("feed", "订阅源"),
        "shop" => speech.In("shop data", "店铺数据"),
        "product page" => speech.In("product page", "商品页"),
        "list on the page" => speech.In("list on the page", "页面列表"),
        _ => what,
    };
}
