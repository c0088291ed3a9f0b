using System.Globalization;
using System.Text.Json;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary>
/// <c>/withdraw</c>: amount, way, destination, and a last look before it is asked for. One conversation has one key, so pressing
/// "confirm" twice asks once.
/// </summary>
public sealed class WithdrawCommand(Database book, PayoutDesk desk, PayoutMethods methods) : IBotCommand
{
    public string Name => "withdraw";

    public CommandAudience Audience => CommandAudience.InPrivate;

    public string Describe(string language) => Words.In(language, "提现", "Withdraw your rebates");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var language = incoming.Language;
        if (incoming.Callback is null && incoming.Answers is null)
        {
            return await StartAsync(incoming, cancellationToken);
        }
        if (incoming.Callback is "start" or { } and ['c', 'u', 'r', ':', ..])
        {
            return await StartAsync(incoming, cancellationToken);
        }
        if (incoming.Callback == "no")
        {
            return Answer.InPlace(WithdrawTexts.Cancelled(language));
        }
        if (incoming.Answers is not { } question || Draft.Read(question.State) is not { } draft)
        {
            return Stale.Button(language);
        }
        return (question.Step, incoming.Callback) switch
        {
            ("amount", "all") => await TakeAmountAsync(incoming, draft, null, cancellationToken),
            ("amount", null) => await TakeAmountAsync(incoming, draft, incoming.Text, cancellationToken),
            ("method", ['m', ':', .. var key]) => TakeMethod(incoming, draft, key),
            ("destination", null) => TakeDestination(incoming, draft),
            ("confirm", "yes") => await ConfirmAsync(incoming, draft, cancellationToken),
            ("confirm", null) => AskConfirm(draft, language),
            _ => Stale.Button(language),
        };
    }

    private async Task<Answer> StartAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var wallets = (await book.ReadAsync(session => Wallets.ForMemberAsync(session, incoming.Member.Id), cancellationToken)).ToList();
        var full = wallets.Where(wallet => wallet.Available.Minor > 0).ToList();
        var chosen = incoming.Callback is ['c', 'u', 'r', ':', .. var currency] ? full.Find(wallet => wallet.Currency == currency) : full is [var only] ? only : null;
        if (full.Count == 0)
        {
            return WithdrawTexts.NothingToWithdraw(wallets, incoming.Language);
        }
        if (chosen is null)
        {
            return WithdrawTexts.WhichCurrency(full, incoming.Language);
        }
        var draft = new Draft(incoming.UpdateKey, chosen.Currency);
        return incoming.Callback is null && incoming.Text.Length > 0
            ? await TakeAmountAsync(incoming, draft, incoming.Text, cancellationToken)
            : Ask(WithdrawTexts.HowMuch(chosen.Available, incoming.Language), "amount", draft);
    }

    private async Task<Answer> TakeAmountAsync(Incoming incoming, Draft draft, string? text, CancellationToken cancellationToken)
    {
        var wallets = await book.ReadAsync(session => Wallets.ForMemberAsync(session, incoming.Member.Id), cancellationToken);
        var available = wallets.FirstOrDefault(wallet => wallet.Currency == draft.Currency)?.Available ?? Money.Zero(draft.Currency);
        var amount = text is null ? available : ReadAmount(text, draft.Currency);
        if (amount is not { Minor: > 0 } wanted)
        {
            return Ask(WithdrawTexts.NotAnAmount(available, incoming.Language), "amount", draft);
        }
        if (wanted > available)
        {
            var refusal = PayoutTexts.Refusal(new PayoutAnswer(null, PayoutRefusal.AboveAvailable, available), incoming.Language);
            return Ask(WithdrawTexts.AskAgain(refusal, available, incoming.Language), "amount", draft);
        }
        var next = draft with { AmountMinor = wanted.Minor };
        return methods.All.Where(method => method.Pays(draft.Currency)).ToList() switch
        {
            [] => new ChatBody(Html.Text(PayoutTexts.Refusal(new PayoutAnswer(null, PayoutRefusal.CurrencyNotPaid), incoming.Language))),
            [var only] => TakeMethod(incoming, next, only.Key),
            var several => Ask(WithdrawTexts.WhichMethod(wanted, several, incoming.Language), "method", next),
        };
    }

    private Answer TakeMethod(Incoming incoming, Draft draft, string key) =>
        methods.Find(key) is { } method
            ? Ask(WithdrawTexts.WhereTo(method, incoming.Language), "destination", draft with { Method = key })
            : Stale.Button(incoming.Language);

    private Answer TakeDestination(Incoming incoming, Draft draft)
    {
        if (methods.Find(draft.Method ?? "") is not { } method)
        {
            return Stale.Button(incoming.Language);
        }
        return method.Accepts(incoming.Text)
            ? AskConfirm(draft with { Destination = incoming.Text.Trim() }, incoming.Language)
            : Ask(WithdrawTexts.WrongDestination(method, incoming.Language), "destination", draft);
    }

    private Answer AskConfirm(Draft draft, string language) =>
        methods.Find(draft.Method ?? "") is { } method
            ? Ask(WithdrawTexts.Confirm(draft.Amount, method, draft.Destination ?? "", language), "confirm", draft)
            : Stale.Button(language);

    private async Task<Answer> ConfirmAsync(Incoming incoming, Draft draft, CancellationToken cancellationToken)
    {
        var answer = await desk.RequestAsync(
            incoming.Member.Id, draft.Amount, draft.Method ?? "", draft.Destination ?? "", draft.Key, cancellationToken);
        return answer.Payout is { } payout
            ? Answer.InPlace(WithdrawTexts.Requested(payout, incoming.Language))
            : new ChatBody("✋ " + Html.Text(PayoutTexts.Refusal(answer, incoming.Language)));
    }

    private static Answer Ask(ChatBody body, string step, Draft draft) => new([body]) { Asks = new Question(step, draft.Write()) };

    internal static Money? ReadAmount(string text, string currency)
    {
        var digits = text.Trim().Trim('¥', '￥', '$', '€', '£', '元', ' ').Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) ? Money.FromDecimal(major, currency) : null;
    }

    /// <summary>What was said so far.</summary>
    /// <param name="Key">Names this one conversation, so that it makes at most one payout.</param>
    private sealed record Draft(string Key, string Currency, long AmountMinor = 0, string? Method = null, string? Destination = null)
    {
        public Money Amount => new(AmountMinor, Currency);

        public string Write() => JsonSerializer.Serialize(new { Key, Currency, AmountMinor, Method, Destination });

        public static Draft? Read(string json) => JsonSerializer.Deserialize<Draft>(json);
    }
}
