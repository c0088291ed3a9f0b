using System.Text;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Outbox;
using Daogou.Core.Reports;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary><c>/stats</c>: what the group's links earned for its admin in the last thirty days, and when it can be withdrawn.</summary>
public sealed class StatsCommand(Database book, TimeProvider time) : IBotCommand
{
    private const int Days = 30;
    private const int MostDeals = 5;

    public string Name => "stats";

    public CommandAudience Audience => CommandAudience.GroupAdmins;

    public string Describe(string language) => Words.In(language, "本群的收益", "What this group earned");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var group = incoming.Group ?? throw new InvalidOperationException("The gate lets /stats through in groups only.");
        var period = ReportPeriod.Days(time.GetUtcNow(), Days, TimeZoneInfo.FindSystemTimeZoneById(group.Zone));
        var statement = await book.ReadAsync(session => GroupStatement.ForAsync(session, group.Id, period), cancellationToken);
        return statement is { Totals.Count: > 0 } ? new ChatBody(Text(statement, incoming.Language)) : new ChatBody(Words.In(
            incoming.Language,
            $"📊 最近 {Days} 天还没有来自本群的订单。\n成员从我发的链接下单，确认后这里就有你的分成。",
            $"📊 No orders from this group in the last {Days} days.\nWhen members buy through my posts, your share shows up here."));
    }

    private string Text(GroupStatement statement, string language)
    {
        var text = new StringBuilder(Words.In(language, $"📊 <b>最近 {Days} 天</b>", $"📊 <b>The last {Days} days</b>"));
        foreach (var total in statement.Totals)
        {
            text.Append('\n').Append(When.Count(total.Orders, language, "个订单", "order")).Append(" · ").Append(Html.Text(total.Sale.ToText()))
                .Append('\n').Append(Words.In(language, "你的分成 ", "Your share ")).Append(Html.Bold(total.Share.ToText()));
            text.Append(total.Available.Minor != 0 ? Words.In(language, "，已可提现 ", ", withdrawable ") + Html.Text(total.Available.ToText()) : "");
        }
        foreach (var payable in statement.Payable.Take(3))
        {
            var day = payable.Day is { } at
                ? When.Day(new DateTimeOffset(at.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), time.GetUtcNow(), "UTC", language)
                : Words.In(language, "商家确认后", "once confirmed");
            text.Append("\n⏳ ").Append(Html.Text(payable.Amount.ToText())).Append(" · ").Append(Html.Text(day));
        }
        text.Append('\n');
        foreach (var deal in statement.Deals.Take(MostDeals))
        {
            text.Append("\n• ").Append(Html.Text(Titles.Short(deal.Title, 36))).Append(" · ").Append(deal.Orders).Append(" · ").Append(Html.Text(deal.Share.ToText()));
        }
        return text.ToString();
    }
}
