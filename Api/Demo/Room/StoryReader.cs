using Daogou.Core.Amounts;
using Daogou.Core.Clicks;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Payouts;
using Daogou.Core.Storage;

namespace Daogou.Api.Demo.Room;

/// <summary>Reads what the books gained since the last look and puts it into words.</summary>
internal sealed partial class StoryReader(Database book, ClickBook clicks, ClickRefs refs)
{
    private readonly Dictionary<long, int> _orders = [];
    private long _run;
    private long _digest;
    private long _link;
    private long _click;
    private long _order;
    private long _entry;
    private long _payout;

    /// <summary>Leaves what is in the books already untold, but for the orders, whose next change counts.</summary>
    public async Task SkipPastAsync(CancellationToken cancellationToken) => _ = await ReadNewAsync(cancellationToken);

    public async Task<IReadOnlyList<StoryLine>> ReadNewAsync(CancellationToken cancellationToken)
    {
        var hits = await clicks.Database.ReadAsync(
            session => session.QueryAsync<ClickRow>(
                "SELECT ordinal, link_code, at, verdict FROM clicks WHERE ordinal > @Last ORDER BY ordinal LIMIT 100", new { Last = _click }),
            cancellationToken);
        var lines = await book.ReadAsync(
            async session => (StoryLine[])
            [
                .. await RunsAsync(session), .. await DigestsAsync(session), .. await LinksAsync(session), .. await ClicksAsync(session, hits),
                .. await OrdersAsync(session), .. await EntriesAsync(session), .. await PayoutsAsync(session),
            ],
            cancellationToken);
        return lines;
    }

    private async Task<IEnumerable<StoryLine>> RunsAsync(Session session)
    {
        var rows = await session.QueryAsync<RunRow>(
            """
            SELECT r.id, s.source_key, r.finished_at, r.seen, r.added, r.changed, r.refused FROM source_runs r JOIN sources s ON s.id = r.source_id
            WHERE r.id > @Last ORDER BY r.id LIMIT 100
            """,
            new { Last = _run });
        _run = rows is [.., var last] ? last.Id : _run;
        return rows.Where(row => row.Added + row.Changed > 0).Select(row => new StoryLine(
            row.FinishedAt,
            "crawl",
            $"采集 {row.SourceKey}：看了 {row.Seen} 条，新增 {row.Added}，变价 {row.Changed}",
            $"Crawled {row.SourceKey}: {row.Seen} seen, {row.Added} new, {row.Changed} changed",
            "source:" + row.SourceKey));
    }

    private async Task<IEnumerable<StoryLine>> DigestsAsync(Session session)
    {
        var rows = await session.QueryAsync<DigestRow>(
            """
            SELECT d.id, d.built_at, d.considered, g.title, (SELECT COUNT(*) FROM digest_picks p WHERE p.digest_id = d.id) AS picks
            FROM digests d JOIN groups g ON g.id = d.group_id WHERE d.id > @Last ORDER BY d.id LIMIT 50
            """,
            new { Last = _digest });
        _digest = rows is [.., var last] ? last.Id : _digest;
        return rows.Where(row => row.Picks > 0).Select(row => new StoryLine(
            row.BuiltAt,
            "digest",
            $"为「{row.Title}」从 {row.Considered} 条里选出 {row.Picks} 条",
            $"Picked {row.Picks} of {row.Considered} for “{row.Title}”",
            $"digest:{row.Id}"));
    }

    private async Task<IEnumerable<StoryLine>> LinksAsync(Session session)
    {
        var rows = await session.QueryAsync<LinkRow>(
            """
            SELECT l.code, l.created_at, d.title FROM links l JOIN deals d ON d.id = l.deal_id
            WHERE l.created_at > @Last AND l.place_kind <> @Digest ORDER BY l.created_at LIMIT 50
            """,
            new { Last = _link, PlaceKind.Digest });
        _link = rows is [.., var last] ? last.CreatedAt.ToUnixTimeMilliseconds() : _link;
        return rows.Count > 3
            ? [new StoryLine(rows[^1].CreatedAt, "link", $"做了 {rows.Count} 条推广链接", $"Made {rows.Count} tracked links", "link:" + rows[^1].Code)]
            : rows.Select(row => new StoryLine(
                row.CreatedAt, "link", $"推广链接 {row.Code}：{Short(row.Title)}", $"Tracked link {row.Code}: {Short(row.Title)}", "link:" + row.Code));
    }

    private async Task<IEnumerable<StoryLine>> ClicksAsync(Session session, IReadOnlyList<ClickRow> hits)
    {
        var lines = new List<StoryLine>();
        foreach (var hit in hits)
        {
            _click = hit.Ordinal;
            var title = await session.FindAsync<string>(
                "SELECT d.title FROM links l JOIN deals d ON d.id = l.deal_id WHERE l.code = @LinkCode", new { hit.LinkCode });
            var (zh, en) = hit.Verdict switch
            {
                ClickVerdict.Human => ("点击已记下", "Click seen"),
                ClickVerdict.Suspect => ("可疑点击，不计数", "Suspect click, not counted"),
                ClickVerdict.Bot => ("机器点击，不计数", "Bot click, not counted"),
            };
            lines.Add(new StoryLine(
                hit.At, "click", $"{zh}：{Short(title)}", $"{en}: {Short(title)}", "click:" + refs.Make(hit.LinkCode, hit.Ordinal)));
        }
        return lines;
    }

    private async Task<IEnumerable<StoryLine>> OrdersAsync(Session session)
    {
        var rows = await session.QueryAsync<OrderRow>(
            """
            SELECT id, network, order_no, item_no, status, title, sale_minor, commission_minor, currency, revision, changed_at
            FROM orders WHERE changed_at >= @Last ORDER BY changed_at, id LIMIT 100
            """,
            new { Last = _order });
        var lines = new List<StoryLine>();
        foreach (var row in rows)
        {
            _order = row.ChangedAt.ToUnixTimeMilliseconds();
            var before = _orders.GetValueOrDefault(row.Id);
            if (before != row.Revision)
            {
                _orders[row.Id] = row.Revision;
                lines.Add(Tell(row, before > 0));
            }
        }
        return lines;
    }

    private static StoryLine Tell(OrderRow row, bool known)
    {
        var (zh, en) = row.Status switch
        {
            OrderStatus.Tracked when known => ("订单更新", "Order updated"),
            OrderStatus.Tracked => ("订单已跟踪", "Order tracked"),
            OrderStatus.Held => ("订单待人工看", "Order held for a look"),
            OrderStatus.Confirmed => ("订单已确认", "Order confirmed"),
            OrderStatus.Settled => ("联盟已结算", "Network has paid us"),
            OrderStatus.Void => ("订单作废（退款）", "Order void (refunded)"),
        };
        var sale = new Money(row.SaleMinor, row.Currency).ToText();
        var commission = new Money(row.CommissionMinor, row.Currency).ToText();
        return new StoryLine(
            row.ChangedAt,
            row.Status == OrderStatus.Void ? "back" : "order",
            $"{zh}：{Short(row.Title)}，{sale}，佣金 {commission}",
            $"{en}: {Short(row.Title)}, {sale}, commission {commission}",
            $"order:{row.Network}/{row.OrderNo}/{row.ItemNo}");
    }

    private async Task<IEnumerable<StoryLine>> EntriesAsync(Session session)
    {
        var rows = await session.QueryAsync<LineRow>(
            """
            SELECT e.seq, e.recorded_at, l.account, l.currency, l.amount_minor FROM ledger_entries e JOIN ledger_lines l ON l.entry_seq = e.seq
            WHERE e.seq > @Last ORDER BY e.seq, l.line LIMIT 500
            """,
            new { Last = _entry });
        _entry = rows is [.., var last] ? last.Seq : _entry;
        return rows.GroupBy(row => row.Seq).Select(entry =>
        {
            var moves = entry.Select(row => (row, person: AccountName.ReadPerson(row.Account))).Where(pair => pair.person is not null).ToArray();
            var first = entry.First();
            var zh = moves is [] ? "只动了平台的账" : string.Join("，", moves.Select(pair => $"{PurseZh(pair.person!.Value.Purse)} {Signed(pair.row)}"));
            var en = moves is [] ? "the house's own accounts" : string.Join(", ", moves.Select(pair => $"{PurseEn(pair.person!.Value.Purse)} {Signed(pair.row)}"));
            return new StoryLine(
                first.RecordedAt, "entry", $"记账第 {first.Seq} 条：{zh}", $"Ledger entry {first.Seq}: {en}", $"entry:{first.Seq}");
        });
    }

    private async Task<IEnumerable<StoryLine>> PayoutsAsync(Session session)
    {
        var rows = await session.QueryAsync<PayoutRow>(
            """
            SELECT v.id, v.payout_id, v.at, v.state, p.amount_minor, p.currency FROM payout_events v JOIN payouts p ON p.id = v.payout_id
            WHERE v.id > @Last ORDER BY v.id LIMIT 50
            """,
            new { Last = _payout });
        _payout = rows is [.., var last] ? last.Id : _payout;
        return rows.Select(row =>
        {
            var amount = new Money(row.AmountMinor, row.Currency).ToText();
            return new StoryLine(row.At, "payout", $"提现 {amount}：{PayoutZh(row.State)}", $"Withdrawal of {amount}: {PayoutEn(row.State)}", $"payout:{row.PayoutId}");
        });
    }

    /// <summary>With a sign that stays with its amount at the end of a line.</summary>
    private static string Signed(LineRow row) => (row.AmountMinor > 0 ? "+" : "−") + new Money(Math.Abs(row.AmountMinor), row.Currency).ToText();

    private static string Short(string? title) => title is null ? "?" : title.Length <= 26 ? title : title[..25] + "…";

    private static string PurseZh(Purse purse) => purse switch
    {
        Purse.Pending => "待返",
        Purse.Available => "可提现",
        Purse.Held => "冻结",
        Purse.Paying => "提现中",
    };

    private static string PurseEn(Purse purse) => purse switch
    {
        Purse.Pending => "pending",
        Purse.Available => "payable",
        Purse.Held => "held",
        Purse.Paying => "being paid",
    };

    private static string PayoutZh(PayoutState state) => state switch
    {
        PayoutState.Requested => "已申请",
        PayoutState.Approved => "已批准",
        PayoutState.Sending => "正在打款",
        PayoutState.Paid => "已打款",
        PayoutState.Rejected => "被驳回，金额退回",
        PayoutState.Failed => "打款失败，金额退回",
        PayoutState.Unknown => "结果待查",
    };

    private static string PayoutEn(PayoutState state) => state switch
    {
        PayoutState.Requested => "requested",
        PayoutState.Approved => "approved",
        PayoutState.Sending => "being sent",
        PayoutState.Paid => "paid",
        PayoutState.Rejected => "rejected, the money is back",
        PayoutState.Failed => "failed, the money is back",
        PayoutState.Unknown => "outcome unknown",
    };
}
