using System.Text;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Outbox;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Commands;

/// <summary><c>/orders</c>: a person's orders, each with its state, a date and their amount.</summary>
public sealed class OrdersCommand(Database book, IOptions<BotOptions> options, TimeProvider time) : IBotCommand
{
    private const int Most = 8;

    public string Name => "orders";

    public CommandAudience Audience => CommandAudience.InPrivate;

    public string Describe(string language) => Words.In(language, "我的订单", "Your orders");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var orders = await book.ReadAsync(session => OrderViews.ForMemberAsync(session, incoming.Member.Id, Most), cancellationToken);
        return Body(orders, time.GetUtcNow(), options.Value.Zone, incoming.Language);
    }

    internal static ChatBody Body(IReadOnlyList<OrderView> orders, DateTimeOffset now, string zone, string language)
    {
        if (orders.Count == 0)
        {
            return new ChatBody(Words.In(
                language,
                "还没有订单。\n从我给的链接下单后，通常几分钟到一天内会出现在这里。",
                "No orders yet.\nAfter you buy through one of my links, the order shows up here within minutes to a day."));
        }
        var text = new StringBuilder(Words.In(language, "🧾 <b>最近的订单</b>", "🧾 <b>Your latest orders</b>"));
        foreach (var order in orders)
        {
            text.Append("\n\n").Append(Html.Bold(Titles.Short(order.Title ?? order.Key.OrderNo, 40)))
                .Append('\n').Append(Line(order, now, zone, language));
        }
        return new ChatBody(text.ToString())
        {
            Buttons = [[new ChatButton(Words.In(language, "余额", "Balance"), ButtonKind.Callback, "balance:show")]],
        };
    }

    private static string Line(OrderView order, DateTimeOffset now, string zone, string language)
    {
        var amount = Html.Bold(order.Amount.ToText());
        var reason = Html.Text(order.Reason);
        return order.State switch
        {
            OrderState.Tracked => Words.In(
                language,
                $"⏳ 已跟踪 · 预计返利 {amount} · {Ago(order.OrderedAt)}下单",
                $"⏳ Tracked · {amount} expected · ordered {Ago(order.OrderedAt)}"),
            OrderState.Confirmed => Words.In(
                language,
                $"✅ 已确认 · 返利 {amount} · {Day(order.PayableAt)}起可提现",
                $"✅ Confirmed · {amount} · can be withdrawn from {Day(order.PayableAt)}"),
            OrderState.Payable => Words.In(
                language, $"💰 可提现 · {amount} · {Day(order.PayableAt)}到账", $"💰 Payable · {amount} · since {Day(order.PayableAt)}"),
            OrderState.Paid => Words.In(language, $"🏦 已提现 · {amount} · {Day(order.PaidAt)}", $"🏦 Paid · {amount} · {Day(order.PaidAt)}"),
            OrderState.Void => Words.In(
                language,
                $"✖️ 无效 · {Day(order.VoidAt)} · {(reason.Length > 0 ? reason : "已取消或退款")}",
                $"✖️ Void · {Day(order.VoidAt)} · {(reason.Length > 0 ? reason : "cancelled or refunded")}"),
            OrderState.Held => Words.In(
                language,
                $"🔎 审核中 · {amount} · {(reason.Length > 0 ? reason : "正在核对")}",
                $"🔎 Held · {amount} · {(reason.Length > 0 ? reason : "being checked")}"),
        };

        string Ago(DateTimeOffset at) => When.Relative(at, now, language);

        string Day(DateTimeOffset? at) => at is { } day ? When.Day(day, now, zone, language) : "—";
    }
}
