using System.Text;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary><c>/balance</c>: what a person has, straight from the ledger.</summary>
public sealed class BalanceCommand(Database book) : IBotCommand
{
    public string Name => "balance";

    public CommandAudience Audience => CommandAudience.InPrivate;

    public string Describe(string language) => Words.In(language, "余额和返利", "Your balance and rebates");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var wallets = await book.ReadAsync(session => Wallets.ForMemberAsync(session, incoming.Member.Id), cancellationToken);
        return Body(wallets, incoming.Language);
    }

    internal static ChatBody Body(IReadOnlyList<Wallet> wallets, string language)
    {
        if (wallets.Count == 0)
        {
            return new ChatBody(Words.In(
                language,
                "还没有返利。\n用 /deals 挑一个好价，从我给的链接下单，返利会自动记到这里。",
                "No rebates yet.\nPick something with /deals, buy through the link I give you, and the rebate shows up here."));
        }
        var text = new StringBuilder(Words.In(language, "💰 <b>余额</b>", "💰 <b>Balance</b>"));
        foreach (var wallet in wallets)
        {
            text.Append("\n\n").Append(Words.In(language, "可提现 ", "Available ")).Append(Html.Bold(wallet.Available.ToText()));
            Line(text, wallet.Pending, Words.In(language, "待确认", "Pending"));
            Line(text, wallet.Held, Words.In(language, "审核中", "Under review"));
            Line(text, wallet.Paying, Words.In(language, "提现中", "Being paid out"));
            Line(text, wallet.Paid, Words.In(language, "已提现", "Paid out so far"));
            if (wallet.Available.Minor < 0)
            {
                text.Append('\n').Append(Words.In(
                    language,
                    "因为有退款，余额暂时为负；之后的返利会先补足。",
                    "A refund took it below zero; your next rebates fill it first."));
            }
        }
        return new ChatBody(text.ToString())
        {
            Buttons = wallets.Any(wallet => wallet.Available.Minor > 0)
                ? [[new ChatButton(Words.In(language, "提现", "Withdraw"), ButtonKind.Callback, "withdraw:start")]]
                : [],
        };
    }

    private static void Line(StringBuilder text, Money amount, string label)
    {
        if (amount.Minor != 0)
        {
            text.Append('\n').Append(label).Append(' ').Append(Html.Text(amount.ToText()));
        }
    }
}
