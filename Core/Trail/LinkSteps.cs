using System.Globalization;
using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Daogou.Core.Orders;

namespace Daogou.Core.Trail;

/// <summary>Links and their clicks.</summary>
internal static class LinkSteps
{
    private const int ClicksShown = 5;
    private const int OrdersShown = 10;

    public static async Task<TrailStep?> LinkAsync(TrailSight sight, TrailId id)
    {
        if (await LinkStore.FindAsync(sight.Book, id.Key.ToLowerInvariant()) is not { } link)
        {
            return null;
        }
        var clicks = await sight.ClicksAsync(session => ClickStore.LatestAsync(session, link.Code, ClicksShown)!);
        var count = await sight.ClicksAsync(session => ClickCounts.OfLinkAsync(session, link.Code)!);
        var orders = await OrdersAsync(sight, link.Code, null);
        var slots = (await SlotLeaseStore.AllOfLinkAsync(sight.Book, link.Code)).Select(lease => $"{lease.Slot} ({TrailWords.Time(lease.LeasedAt).En}{(lease.Crowded ? ", shared" : "")})");
        return new TrailStep
        {
            Id = new TrailId(TrailKind.Link, link.Code),
            Title = link.Code,
            At = link.CreatedAt,
            Facts = new Facts()
                .Add("来历", "made", TrailWords.Of(link.PlaceKind))
                .Add("成员", "member", await sight.MemberAsync(link.MemberId))
                .Add("群", "group", await sight.GroupAsync(link.GroupId))
                .Add("联盟", "network", link.Network)
                .Add("推广位", "ad slots", string.Join(", ", slots))
                .Add("口令", "share text", link.ShareText)
                .Add("目标地址", "leads to", link.Destination)
                .Add("停用", "disabled", link.DisabledAt is null ? null : TrailWords.With(TrailWords.Time(link.DisabledAt.Value), link.DisabledReason))
                .Add("点击", "clicks", count is null
                    ? null
                    : new TrailText(
                        string.Create(CultureInfo.InvariantCulture, $"真人 {count.Humans}，可疑 {count.Suspects}，机器 {count.Bots}"),
                        string.Create(CultureInfo.InvariantCulture, $"{count.Humans} human, {count.Suspects} suspect, {count.Bots} bot"))).List,
            From =
            [
                TrailId.Of(TrailKind.Deal, link.DealId),
                .. link is { PlaceKind: PlaceKind.Digest, PlaceId: > 0 } ? new[] { TrailId.Of(TrailKind.Digest, link.PlaceId) } : [],
            ],
            To = [.. (clicks ?? []).Select(click => new TrailId(TrailKind.Click, sight.Refs.Make(link.Code, click.Ordinal))), .. orders],
            Missing = count is null ? [new TrailText("点击库暂时读不到", "the clicks' store cannot be read now")] : [],
        };
    }

    public static async Task<TrailStep?> ClickAsync(TrailSight sight, TrailId id)
    {
        if (sight.Refs.TryRead(id.Key) is not { } click)
        {
            return null;
        }
        var found = click.Ordinal == 0 ? null : await sight.ClicksAsync(session => ClickStore.FindAsync(session, click.Ordinal));
        var row = found?.LinkCode == click.Code ? found : null;
        return new TrailStep
        {
            Id = new TrailId(TrailKind.Click, id.Key.ToLowerInvariant()),
            Title = id.Key.ToLowerInvariant(),
            At = row?.At,
            Facts = new Facts()
                .Add("判定", "verdict", row is null ? null : TrailWords.With(TrailWords.Of(row.Verdict), row.Reasons.Replace(",", ", ", StringComparison.Ordinal)))
                .Add("序号", "ordinal", TrailWords.Number(click.Ordinal))
                .Add("客户端", "agent", row?.AgentFamily)
                .Add("来源站", "came from", row?.ReferrerHost).List,
            From = [new TrailId(TrailKind.Link, click.Code)],
            To = await OrdersAsync(sight, click.Code, click.Ordinal),
            Missing = row is not null
                ? []
                : [new TrailText(
                    "点击记录不在库中；签名的跟踪标识本身已说明属于哪个链接，不影响返利",
                    "the click's row is not in the store; its signed ref alone says which link it was, so no money depends on it")],
        };
    }

    private static async Task<IReadOnlyList<TrailId>> OrdersAsync(TrailSight sight, string code, long? ordinal) =>
    [
        .. from row in await sight.Book.QueryAsync<OrderRow>(
               """
               SELECT network, order_no, item_no FROM orders
               WHERE link_code = @Code AND (@Ordinal = -1 OR click_ordinal = @Ordinal) ORDER BY ordered_at DESC, id DESC LIMIT @OrdersShown
               """,
               new { Code = code, Ordinal = ordinal ?? -1, OrdersShown })
           select new TrailId(TrailKind.Order, new OrderKey(row.Network, row.OrderNo, row.ItemNo).ToString()),
    ];

    private sealed record OrderRow
    {
        public required string Network { get; init; }

        public required string OrderNo { get; init; }

        public required string ItemNo { get; init; }
    }
}
