using Daogou.Core.Ledger;
using Daogou.Core.Payouts;
using Daogou.Tests.Support;
using Moq;
using Xunit;

namespace Daogou.Tests.Core.Payouts;

/// <summary>Paying by a provider that fails in every way there is.</summary>
public sealed class PayoutProviderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_payment_that_arrived_but_timed_out_is_unknown_and_paid_exactly_once(string engine)
    {
        var (provider, arrived) = Provider();
        provider.Setup(it => it.SendAsync(It.IsAny<Payment>(), It.IsAny<CancellationToken>()))
            .Callback((Payment payment, CancellationToken _) => arrived.Add(payment.IdempotencyKey))
            .ThrowsAsync(new TimeoutException("no answer"));
        provider.Setup(it => it.QueryAsync(It.IsAny<Payment>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new PaymentResult(PaymentResultKind.Paid, "P-9"));
        await using var room = await PayoutRoom.OpenAsync(engine, provider.Object);
        await room.GiveAsync(Party.Member, A.Yuan(50));
        var id = (await room.RequestAsync(A.Yuan(50), method: "swift")).Payout!.Id;

        Assert.Equal(PayoutState.Unknown, (await room.Desk.ApproveAsync(id, "operator:li", Token)).Payout!.State);
        Assert.Equal((A.Yuan(0), A.Yuan(50)), await room.WalletAsync() is var open ? (open.Available, open.Paying) : default);
        // Nothing but the provider's word or an operator's ends it: neither approving again, nor rejecting, nor asking with the same key.
        Assert.Equal(PayoutMoveKind.WrongState, (await room.Desk.ApproveAsync(id, "operator:li", Token)).Kind);
        Assert.Equal(PayoutMoveKind.WrongState, (await room.Desk.RejectAsync(id, "operator:li", "late", Token)).Kind);
        Assert.Equal(id, (await room.RequestAsync(A.Yuan(50), method: "swift")).Payout!.Id);

        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.ResolveAsync(id, Token)).Kind);
        Assert.Equal(PayoutMoveKind.WrongState, (await room.Desk.ResolveAsync(id, Token)).Kind);

        Assert.Equal(Payout.SubjectOf(id), Assert.Single(arrived));
        Assert.Equal(A.Yuan(50), await room.Test.ReadAsync(session => Journal.BalanceAsync(session, AccountName.Paid("swift"), "CNY")));
        Assert.Equal("P-9", (await room.FindAsync(id))!.ProviderReference);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Approving_at_once_from_many_sides_pays_once(string engine)
    {
        var (provider, arrived) = Provider();
        provider.Setup(it => it.SendAsync(It.IsAny<Payment>(), It.IsAny<CancellationToken>()))
            .Callback((Payment payment, CancellationToken _) =>
            {
                lock (arrived)
                {
                    arrived.Add(payment.IdempotencyKey);
                }
            })
            .ReturnsAsync(new PaymentResult(PaymentResultKind.Paid, "P-1"));
        await using var room = await PayoutRoom.OpenAsync(engine, provider.Object);
        await room.GiveAsync(Party.Member, A.Yuan(50));
        var id = (await room.RequestAsync(A.Yuan(50), method: "swift")).Payout!.Id;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => room.Desk.ApproveAsync(id, "operator:li", Token))));

        Assert.Single(arrived);
        Assert.Equal(PayoutState.Paid, (await room.FindAsync(id))!.State);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_provider_that_refuses_for_good_returns_the_money(string engine)
    {
        var (provider, _) = Provider();
        provider.Setup(it => it.SendAsync(It.IsAny<Payment>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new PaymentResult(PaymentResultKind.Failed, Reason: "account closed"));
        await using var room = await PayoutRoom.OpenAsync(engine, provider.Object);
        await room.GiveAsync(Party.Member, A.Yuan(50));
        var id = (await room.RequestAsync(A.Yuan(50), method: "swift")).Payout!.Id;

        Assert.Equal(PayoutState.Failed, (await room.Desk.ApproveAsync(id, "operator:li", Token)).Payout!.State);

        Assert.Equal(A.Yuan(50), (await room.WalletAsync()).Available);
        Assert.Contains("account closed", Assert.Single(await room.NoticesAsync()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_answer_that_comes_after_an_operator_decided_otherwise_is_kept_and_moves_nothing(string engine)
    {
        var (provider, _) = Provider();
        var answer = new TaskCompletionSource<PaymentResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Setup(it => it.SendAsync(It.IsAny<Payment>(), It.IsAny<CancellationToken>()))
            .Callback(called.SetResult)
            .Returns(answer.Task);
        await using var room = await PayoutRoom.OpenAsync(engine, provider.Object);
        await room.GiveAsync(Party.Member, A.Yuan(50));
        var id = (await room.RequestAsync(A.Yuan(50), method: "swift")).Payout!.Id;
        var approving = room.Desk.ApproveAsync(id, "operator:li", Token);
        await called.Task;

        Assert.Equal(PayoutMoveKind.WrongState, (await room.Desk.MarkFailedAsync(id, "operator:li", "impatient", Token)).Kind);
        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.MarkUnknownAsync(id, "operator:li", "no answer for an hour", Token)).Kind);
        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.MarkFailedAsync(id, "operator:li", "the bank says no", Token)).Kind);
        answer.SetResult(new PaymentResult(PaymentResultKind.Paid, "P-1"));

        Assert.Equal((PayoutMoveKind.WrongState, PayoutState.Failed), await approving is var late ? (late.Kind, late.Payout!.State) : default);
        var last = (await room.Test.ReadAsync(session => PayoutStore.EventsAsync(session, id)))[^1];
        Assert.Equal(("provider:swift", "Paid: P-1"), (last.Actor, last.Note));
        Assert.Equal(A.Yuan(50), (await room.WalletAsync()).Available);
    }

    private static (Mock<IPayoutProvider> Provider, List<string> Arrived) Provider()
    {
        var provider = new Mock<IPayoutProvider>(MockBehavior.Strict);
        provider.SetupGet(it => it.Key).Returns("swift");
        provider.Setup(it => it.Pays(It.IsAny<string>())).Returns(true);
        provider.Setup(it => it.Accepts(It.IsAny<string>())).Returns(true);
        return (provider, []);
    }
}
