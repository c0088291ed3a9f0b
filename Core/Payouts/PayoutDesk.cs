using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Payouts;

/// <summary>
/// Withdrawals: reserve first, then out or back. Every step is one transaction that changes the payout only from the state it was
/// read in, together with its ledger entry and the member's notice; a provider is called between transactions.
/// </summary>
public sealed partial class PayoutDesk(
    Database book, TimeProvider time, PayoutMethods methods, PayoutOptions options, ILogger<PayoutDesk> logger)
{
    /// <summary>Reserves an amount for withdrawal. The same key asks for the same payout again; a refusal changes nothing.</summary>
    public async Task<PayoutAnswer> RequestAsync(
        long memberId, Money amount, string method, string destination, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Refuse(amount, method, destination) is { } refusal)
        {
            return refusal;
        }
        return await book.WriteAsync(
            async session => await PayoutStore.FindByKeyAsync(session, memberId, method, idempotencyKey) is { } known
                ? Again(known, amount, destination.Trim())
                : await ReserveAsync(session, memberId, amount, method, destination.Trim(), idempotencyKey),
            cancellationToken);
    }

    /// <summary>An operator agrees. A method that pays by itself is called now; others wait for <see cref="MarkPaidAsync"/>.</summary>
    public async Task<PayoutMove> ApproveAsync(long payoutId, string actor, CancellationToken cancellationToken)
    {
        var move = await MoveAsync(payoutId, PayoutState.Approved, actor, "", PayoutRules.MayOperator, cancellationToken);
        // Approved before, but the program stopped before the call: approving again makes it.
        var stranded = move is { Kind: PayoutMoveKind.WrongState, Payout.State: PayoutState.Approved };
        return (move.Kind == PayoutMoveKind.Done || stranded) && methods.Find(move.Payout!.Method) is IPayoutProvider provider
            ? await SendAsync(move.Payout, provider, cancellationToken)
            : move;
    }

    /// <summary>An operator says no, and why; the money goes back.</summary>
    public Task<PayoutMove> RejectAsync(long payoutId, string actor, string reason, CancellationToken cancellationToken) =>
        MoveAsync(payoutId, PayoutState.Rejected, actor, reason, PayoutRules.MayOperator, cancellationToken);

    /// <summary>An operator has paid, under this reference of the bank or provider.</summary>
    public Task<PayoutMove> MarkPaidAsync(long payoutId, string actor, string reference, CancellationToken cancellationToken) =>
        MoveAsync(payoutId, PayoutState.Paid, actor, reference, PayoutRules.MayOperator, cancellationToken);

    /// <summary>An operator is certain that it did not arrive and never will; the money goes back.</summary>
    public Task<PayoutMove> MarkFailedAsync(long payoutId, string actor, string reason, CancellationToken cancellationToken) =>
        MoveAsync(payoutId, PayoutState.Failed, actor, reason, PayoutRules.MayOperator, cancellationToken);

    /// <summary>Nobody knows whether it arrived; the money stays reserved.</summary>
    public Task<PayoutMove> MarkUnknownAsync(long payoutId, string actor, string reason, CancellationToken cancellationToken) =>
        MoveAsync(payoutId, PayoutState.Unknown, actor, reason, PayoutRules.MayOperator, cancellationToken);

    /// <summary>Asks the provider what became of a payout that is unclear, or whose call was cut off.</summary>
    public async Task<PayoutMove> ResolveAsync(long payoutId, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(session => PayoutStore.FindAsync(session, payoutId), cancellationToken) is not { } payout)
        {
            return new PayoutMove(PayoutMoveKind.NotFound, null);
        }
        if (payout.State is not (PayoutState.Sending or PayoutState.Unknown) || methods.Find(payout.Method) is not IPayoutProvider provider)
        {
            return new PayoutMove(PayoutMoveKind.WrongState, payout);
        }
        var result = await provider.QueryAsync(PaymentOf(payout), cancellationToken);
        return await TakeResultAsync(payout, provider, result);
    }

    private async Task<PayoutMove> SendAsync(Payout payout, IPayoutProvider provider, CancellationToken cancellationToken)
    {
        var sending = await MoveAsync(payout.Id, PayoutState.Sending, Actor(provider), "", PayoutRules.MayProvider, cancellationToken);
        if (sending.Kind != PayoutMoveKind.Done)
        {
            return sending;
        }
        PaymentResult result;
        try
        {
            result = await provider.SendAsync(PaymentOf(payout), cancellationToken);
        }
        catch (Exception e)
        {
            // Whatever went wrong, the call may have arrived; also when we are being stopped.
            LogUnclear(e, payout.Id, provider.Key);
            result = new PaymentResult(PaymentResultKind.Unclear, Reason: e.GetType().Name);
        }
        return await TakeResultAsync(payout, provider, result);
    }

    private async Task<PayoutMove> TakeResultAsync(Payout payout, IPayoutProvider provider, PaymentResult result)
    {
        var (state, note) = result.Kind switch
        {
            PaymentResultKind.Paid => (PayoutState.Paid, result.Reference ?? ""),
            PaymentResultKind.Failed => (PayoutState.Failed, result.Reason ?? ""),
            PaymentResultKind.Unclear => (PayoutState.Unknown, result.Reason ?? ""),
        };
        // The answer is kept also when the caller has gone: it is all we know of the money.
        var move = await MoveAsync(payout.Id, state, Actor(provider), note, PayoutRules.MayProvider, CancellationToken.None);
        if (move is { Kind: PayoutMoveKind.WrongState, Payout: { } now } && now.State != state && state != PayoutState.Unknown)
        {
            await book.WriteAsync(
                session => PayoutStore.AddEventAsync(session, now, Actor(provider), $"{state}: {note}", time.GetUtcNow()), CancellationToken.None);
            LogContradiction(payout.Id, provider.Key, state, now.State);
        }
        return move;
    }

    private PayoutAnswer? Refuse(Money amount, string method, string destination)
    {
        if (amount.Minor <= 0)
        {
            return new PayoutAnswer(null, PayoutRefusal.NotPositive);
        }
        if (methods.Find(method) is not { } way)
        {
            return new PayoutAnswer(null, PayoutRefusal.UnknownMethod);
        }
        if (!way.Pays(amount.Currency))
        {
            return new PayoutAnswer(null, PayoutRefusal.CurrencyNotPaid);
        }
        if (!way.Accepts(destination))
        {
            return new PayoutAnswer(null, PayoutRefusal.WrongDestination);
        }
        return options.MinimumOf(amount.Currency) is var minimum && amount < minimum
            ? new PayoutAnswer(null, PayoutRefusal.BelowMinimum, minimum)
            : null;
    }

    private static PayoutAnswer Again(Payout known, Money amount, string destination) =>
        known.Amount == amount && known.Destination == destination
            ? new PayoutAnswer(known)
            : new PayoutAnswer(null, PayoutRefusal.KeyReused);

    private async Task<PayoutAnswer> ReserveAsync(
        Session session, long memberId, Money amount, string method, string destination, string idempotencyKey)
    {
        var purses = await Wallets.PursesAsync(session, memberId);
        if (Wallets.Draw(purses, amount) is not { } drawn)
        {
            var available = purses.Where(purse => purse.Purse == Purse.Available && purse.Balance.Currency == amount.Currency)
                .Aggregate(Money.Zero(amount.Currency), (sum, purse) => sum + purse.Balance);
            return new PayoutAnswer(null, available.Minor < 0 ? PayoutRefusal.InDebt : PayoutRefusal.AboveAvailable, available);
        }
        var now = time.GetUtcNow();
        var payout = new Payout
        {
            Id = Ids.Next(now),
            MemberId = memberId,
            AmountMinor = amount.Minor,
            Currency = amount.Currency,
            Method = method,
            Destination = destination,
            State = PayoutState.Requested,
            IdempotencyKey = idempotencyKey,
            RequestedAt = now,
        };
        await PayoutStore.AddAsync(session, payout, "member:" + memberId.ToString(CultureInfo.InvariantCulture));
        await Journal.PostAsync(session, PayoutEntries.Reserve(payout, drawn), now);
        return new PayoutAnswer(payout);
    }

    private Task<PayoutMove> MoveAsync(
        long payoutId, PayoutState to, string actor, string note, Func<PayoutState, PayoutState, bool> may, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (await PayoutStore.FindAsync(session, payoutId) is not { } payout)
                {
                    return new PayoutMove(PayoutMoveKind.NotFound, null);
                }
                var now = time.GetUtcNow();
                var next = Next(payout, to, actor, note, now);
                if (!may(payout.State, to) || !await PayoutStore.MoveAsync(session, next, payout.State, actor, note, now))
                {
                    return new PayoutMove(PayoutMoveKind.WrongState, payout);
                }
                await PostAsync(session, next, now);
                await TellAsync(session, next, now);
                return new PayoutMove(PayoutMoveKind.Done, next);
            },
            cancellationToken);

    private static Payout Next(Payout payout, PayoutState to, string actor, string note, DateTimeOffset now) => to switch
    {
        PayoutState.Requested => payout,
        PayoutState.Approved => payout with { State = to, DecidedAt = now, DecidedBy = actor },
        PayoutState.Sending => payout with { State = to },
        PayoutState.Paid => payout with { State = to, ResolvedAt = now, ProviderReference = note, Reason = null },
        PayoutState.Rejected => payout with { State = to, DecidedAt = now, DecidedBy = actor, ResolvedAt = now, Reason = note },
        PayoutState.Failed => payout with { State = to, ResolvedAt = now, Reason = note },
        PayoutState.Unknown => payout with { State = to, Reason = note },
    };

    private static async Task PostAsync(Session session, Payout payout, DateTimeOffset now)
    {
        if (payout.State is PayoutState.Paid)
        {
            await Journal.PostAsync(session, PayoutEntries.Paid(payout, await Journal.PostedForAsync(session, payout.Subject)), now);
        }
        else if (payout.State is PayoutState.Rejected or PayoutState.Failed)
        {
            await Journal.PostAsync(session, PayoutEntries.Returned(payout, await Journal.PostedForAsync(session, payout.Subject)), now);
        }
    }

    private static async Task TellAsync(Session session, Payout payout, DateTimeOffset now)
    {
        if (await MemberStore.FindAsync(session, payout.MemberId) is not { } member || PayoutTexts.Notice(payout, member.Language) is not { } text)
        {
            return;
        }
        foreach (var chat in await MemberStore.PrivateChatsAsync(session, payout.MemberId))
        {
            var message = new OutboxMessage
            {
                Notice = $"{payout.Subject}:{payout.State.ToString().ToLowerInvariant()}:{chat.Channel}:{chat.Chat}",
                Channel = chat.Channel,
                Chat = chat.Chat,
                Kind = MessageKind.MoneyNotice,
                Body = new ChatBody(text),
            };
            await OutboxStore.QueueAsync(session, message, now);
        }
    }

    private static Payment PaymentOf(Payout payout) => new(payout.Subject, payout.Amount, payout.Destination);

    private static string Actor(IPayoutProvider provider) => "provider:" + provider.Key;

    [LoggerMessage(LogLevel.Warning, "Payout {PayoutId}: the call to {Provider} ended without an answer; it stays unknown until somebody knows")]
    private partial void LogUnclear(Exception e, long payoutId, string provider);

    [LoggerMessage(LogLevel.Error, "Payout {PayoutId}: {Provider} says {Said} but the payout is {State}; an operator must look")]
    private partial void LogContradiction(long payoutId, string provider, PayoutState said, PayoutState state);
}
