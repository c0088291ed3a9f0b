using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;

namespace Daogou.Core.Trail;

/// <summary>What networks said, and the orders it made.</summary>
internal static class OrderSteps
{
    public static async Task<TrailStep?> OrderAsync(TrailSight sight, TrailId id)
    {
        if (OrderKey.TryParse(id.Key) is not { } key || await OrderStore.FindAsync(sight.Book, key) is not { } order)
        {
            return null;
        }
        var pinned = await TermsStore.FindAsync(sight.Book, order.Id);
        var entries = await Journal.ForSubjectAsync(sight.Book, key.Subject);
        var reports = await OrderReportStore.ForAsync(sight.Book, key);
        var facts = new Facts()
            .Add("状态", "state", TrailWords.With(TrailWords.Of(order.Status), order.StatusReason))
            .Add("成交额", "sale", new Money(order.SaleMinor, order.Currency).ToText())
            .Add("佣金", "commission", new Money(order.CommissionMinor, order.Currency).ToText())
            .Add("归属", "attribution", TrailWords.With(TrailWords.Of(order.Attribution), order.AttributionReason))
            .Add("回传标识", "click ref as echoed", SlotRef.TryParse(order.ClickRef) is null ? order.ClickRef : null)
            .Add("群", "group", await sight.GroupAsync(order.GroupId))
            .Add("下单", "ordered", order.OrderedAt)
            .Add("联盟确认", "confirmed", order.ConfirmedAt);
        AddSlot(facts, SlotRef.TryParse(order.ClickRef));
        await AddTermsAsync(sight, facts, pinned);
        return new TrailStep
        {
            Id = new TrailId(TrailKind.Order, key.ToString()),
            Title = order.Title ?? order.OrderNo,
            At = order.FirstSeenAt,
            Facts = facts.List,
            From =
            [
                .. reports.Select(report => TrailId.Of(TrailKind.Report, report.Id)),
                .. order is { LinkCode: { } code, ClickOrdinal: { } ordinal } && LinkCodes.IsCode(code)
                    ? new[] { new TrailId(TrailKind.Click, sight.Refs.Make(code, ordinal)) }
                    : [],
                .. order.LinkCode is { } link ? new[] { new TrailId(TrailKind.Link, link) } : [],
            ],
            To = [.. entries.Select(entry => TrailId.Of(TrailKind.Entry, entry.Seq))],
            Missing = order.LinkCode is null
                ? [new TrailText("订单未归属到任何链接，佣金记在未归属账户", "the order is tied to no link; its commission waits as unattributed")]
                : [],
        };
    }

    public static async Task<TrailStep?> ReportAsync(TrailSight sight, TrailId id)
    {
        var received = id.Number is { } number
            ? await sight.Book.FindAsync<ReceivedReport>("SELECT * FROM order_reports WHERE id = @Id", new { Id = number })
            : null;
        if (received?.Report is not { } report)
        {
            return null;
        }
        return new TrailStep
        {
            Id = id,
            Title = $"{report.Network} {report.OrderNo}",
            At = received.ReceivedAt,
            Facts = new Facts()
                .Add("联盟说", "the network said", TrailWords.With(TrailWords.Of(report.Status), report.StatusReason))
                .Add("来路", "came by", TrailWords.Of(received.Origin))
                .Add("成交额", "sale", new Money(report.SaleMinor, report.Currency).ToText())
                .Add("佣金", "commission", new Money(report.CommissionMinor, report.Currency).ToText())
                .Add("联盟更新时间", "updated by the network", report.UpdatedAt).List,
            To = [new TrailId(TrailKind.Order, report.Key.ToString())],
        };
    }

    private static void AddSlot(Facts facts, SlotRef? seen)
    {
        if (seen is not null)
        {
            facts.Add("推广位", "ad slot", seen.Slot).Add("联盟的商品号", "product as the network calls it", seen.Item).Add("联盟看到的点击", "clicked, says the network", seen.IsClick ? seen.At : null);
        }
    }

    private static async Task AddTermsAsync(TrailSight sight, Facts facts, OrderTerms? pinned)
    {
        if (pinned is null)
        {
            return;
        }
        var terms = (await TermsStore.AllAsync(sight.Book)).FirstOrDefault(version => version.Version == pinned.TermsVersion);
        facts.Add("规则版本", "terms", terms is null
                ? TrailWords.Number(pinned.TermsVersion)
                : new TrailText(
                    $"第 {terms.Version} 版：返利 {terms.Rebate}，分享 {terms.Share}，群 {terms.Group}，等待 {terms.HoldDays} 天",
                    $"version {terms.Version}: rebate {terms.Rebate}, share {terms.Share}, group {terms.Group}, {terms.HoldDays} days of hold"))
            .Add("买家", "buyer", await sight.MemberAsync(pinned.BuyerMemberId))
            .Add("分享者", "sharer", await sight.MemberAsync(pinned.SharerMemberId))
            .Add("群主", "group admin", await sight.MemberAsync(pinned.AdminMemberId))
            .Add("返利", "rebate", pinned.AllowsRebate ? null : new TrailText("推广计划不允许返利", "the programme does not allow rebates"))
            .Add("可提现时间", "payable", pinned.ReleasedAt ?? pinned.ReleaseAt)
            .Add("暂扣", "held", pinned.HeldAt is { } held ? TrailWords.With(TrailWords.Time(held), pinned.HeldReason) : null);
    }
}
