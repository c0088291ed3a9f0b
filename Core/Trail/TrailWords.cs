using System.Globalization;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;

namespace Daogou.Core.Trail;

/// <summary>The words of the trail.</summary>
internal static class TrailWords
{
    public static TrailText Of(TrailKind kind) => kind switch
    {
        TrailKind.Source => new("采集源", "source"),
        TrailKind.Item => new("原始条目", "feed item"),
        TrailKind.Deal => new("好价", "deal"),
        TrailKind.Digest => new("每日精选", "digest"),
        TrailKind.Post => new("群消息", "post"),
        TrailKind.Link => new("推广链接", "link"),
        TrailKind.Click => new("点击", "click"),
        TrailKind.Report => new("联盟回报", "network report"),
        TrailKind.Order => new("订单", "order"),
        TrailKind.Entry => new("账目", "ledger entry"),
        TrailKind.Payout => new("提现", "payout"),
    };

    public static TrailText Of(DealState state) => state switch
    {
        DealState.Active => new("有效", "active"),
        DealState.Held => new("待人工确认", "held for a person"),
        DealState.Ended => new("已结束", "ended"),
        DealState.Removed => new("已下架", "removed"),
        DealState.Pasted => new("成员粘贴，不参与排名", "pasted by a member, never ranked"),
    };

    public static TrailText Of(PlaceKind place) => place switch
    {
        PlaceKind.Request => new("成员自己索取", "asked for by the member"),
        PlaceKind.Digest => new("群精选", "digest of the group"),
        PlaceKind.Share => new("成员分享", "shared by the member"),
        PlaceKind.Api => new("接口生成", "made through the API"),
    };

    public static TrailText Of(ClickVerdict verdict) => verdict switch
    {
        ClickVerdict.Human => new("真人", "human"),
        ClickVerdict.Suspect => new("可疑，不计数", "suspect, not counted"),
        ClickVerdict.Bot => new("机器，不计数", "bot, not counted"),
    };

    public static TrailText Of(MessageState state) => state switch
    {
        MessageState.Queued => new("排队中", "queued"),
        MessageState.Sending => new("发送中", "being sent"),
        MessageState.Sent => new("已发送", "sent"),
        MessageState.Uncertain => new("不确定是否送达", "uncertain: may have arrived"),
        MessageState.Dead => new("未发送", "not sent"),
    };

    public static TrailText Of(OrderStatus status) => status switch
    {
        OrderStatus.Tracked => new("已跟踪", "tracked"),
        OrderStatus.Held => new("状态不明，暂扣", "held: unknown status"),
        OrderStatus.Confirmed => new("已确认", "confirmed"),
        OrderStatus.Settled => new("联盟已结算", "paid to us by the network"),
        OrderStatus.Void => new("无效", "void"),
    };

    public static TrailText Of(Attribution attribution) => attribution switch
    {
        Attribution.None => new("无法归属：没有可用的跟踪标识", "unattributed: no usable click ref"),
        Attribution.ClickRef => new("我方签名的跟踪标识", "our own signed click ref"),
        Attribution.LinkRef => new("我方签名的链接标识，不知道是哪一次点击", "our own signed ref of the link; no single click is known"),
        Attribution.Forged => new("跟踪标识不是我们的或被改过，不付款", "the click ref is not ours or was changed: never paid"),
        Attribution.Operator => new("运营人工归属", "decided by an operator"),
        Attribution.Slot => new("按推广位、点击时间与商品", "by ad slot, click time and product"),
        Attribution.Claim => new("待认领：几个链接都可能，等运营确认", "to be claimed: several links fit, an operator decides"),
    };

    public static TrailText Of(ReportOrigin origin) => origin switch
    {
        ReportOrigin.Pull => new("接口拉取", "pulled from the network"),
        ReportOrigin.Import => new("文件导入", "imported from a file"),
        ReportOrigin.Postback => new("回调", "postback"),
    };

    public static TrailText Of(EntryKind kind) => kind switch
    {
        EntryKind.Settlement => new("结算", "settlement"),
        EntryKind.Release => new("转为可提现", "release"),
        EntryKind.Hold => new("暂扣", "hold"),
        EntryKind.Clawback => new("追回", "clawback"),
        EntryKind.PayoutReserve => new("提现冻结", "reserved for a payout"),
        EntryKind.PayoutPaid => new("提现打款", "paid out"),
        EntryKind.PayoutReturned => new("提现退回", "payout returned"),
        EntryKind.Adjustment => new("人工调整", "adjustment"),
    };

    public static TrailText Of(PayoutState state) => new(PayoutTexts.State(state, "zh"), PayoutTexts.State(state, "en"));

    public static TrailText Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static TrailText Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static TrailText With(TrailText text, string? detail) =>
        string.IsNullOrEmpty(detail) ? text : new($"{text.Zh}（{detail}）", $"{text.En} ({detail})");
}

/// <summary>Collects facts; what is not known is left out.</summary>
internal sealed class Facts
{
    private readonly List<TrailFact> _facts = [];

    public IReadOnlyList<TrailFact> List => _facts;

    public Facts Add(string zh, string en, TrailText? value)
    {
        if (value is { En.Length: > 0 })
        {
            _facts.Add(new TrailFact(new TrailText(zh, en), value));
        }
        return this;
    }

    public Facts Add(string zh, string en, DateTimeOffset? value) => Add(zh, en, value is { } instant ? TrailWords.Time(instant) : null);
}
