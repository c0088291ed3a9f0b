using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Payouts;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Payouts;

public sealed class PayoutDeskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_reserves_and_a_payment_takes_it_out(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(100));

        var payout = (await room.RequestAsync(A.Yuan(60))).Payout!;
        Assert.Equal((A.Yuan(40), A.Yuan(60), A.Yuan(0)), await room.WalletAsync() is var asked ? (asked.Available, asked.Paying, asked.Paid) : default);

        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.ApproveAsync(payout.Id, "operator:li", Token)).Kind);
        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.MarkPaidAsync(payout.Id, "operator:li", "TX-1", Token)).Kind);

        Assert.Equal((A.Yuan(40), A.Yuan(0), A.Yuan(60)), await room.WalletAsync() is var paid ? (paid.Available, paid.Paying, paid.Paid) : default);
        Assert.Equal(A.Yuan(60), await room.Test.ReadAsync(session => Journal.BalanceAsync(session, AccountName.Paid("manual"), "CNY")));
        Assert.Contains("TX-1", Assert.Single(await room.NoticesAsync()), StringComparison.Ordinal);
        Assert.Equal(
            [PayoutState.Requested, PayoutState.Approved, PayoutState.Paid],
            (await room.Test.ReadAsync(session => PayoutStore.EventsAsync(session, payout.Id))).Select(step => step.State));
        Assert.True((await new Verification(room.Test.Book, room.Test.Time, NullLogger<Verification>.Instance).RunAsync(Token)).Sound);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_rejected_or_failed_withdrawal_goes_back_to_the_purses_it_came_from(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(10));
        await room.GiveAsync(Party.Sharer, A.Yuan(20));
        await room.GiveAsync(Party.Admin, A.Yuan(30));
        var before = await room.Test.ReadAsync(session => Wallets.PursesAsync(session, room.Member.Id));

        var rejected = (await room.RequestAsync(A.Yuan(45))).Payout!;
        Assert.Equal(
            [(Party.Member, 0m), (Party.Sharer, 0m), (Party.Admin, 15m)],
            (await room.Test.ReadAsync(session => Wallets.PursesAsync(session, room.Member.Id)))
                .Where(purse => purse.Purse == Purse.Available).Select(purse => (purse.Party, purse.Balance.Minor / 100m)));
        await room.Desk.RejectAsync(rejected.Id, "operator:li", "name differs", Token);
        var failed = (await room.RequestAsync(A.Yuan(45), "k2")).Payout!;
        await room.Desk.ApproveAsync(failed.Id, "operator:li", Token);
        await room.Desk.MarkFailedAsync(failed.Id, "operator:li", "account closed", Token);

        var after = await room.Test.ReadAsync(session => Wallets.PursesAsync(session, room.Member.Id));
        Assert.Equal(before, after.Where(purse => purse.Purse == Purse.Available));
        Assert.All(after.Where(purse => purse.Purse == Purse.Paying), purse => Assert.Equal(0, purse.Balance.Minor));
        Assert.Equal((PayoutState.Rejected, "name differs"), await room.FindAsync(rejected.Id) is { } row ? (row.State, row.Reason) : default);
        Assert.Equal(2, (await room.NoticesAsync()).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refused_withdrawal_changes_nothing_and_says_why(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(50));
        await room.RequestAsync(A.Yuan(10), "used");
        var before = await room.SnapshotAsync();

        (PayoutAnswer Answer, PayoutRefusal Why)[] refusals =
        [
            (await room.RequestAsync(A.Yuan(40.01m)), PayoutRefusal.AboveAvailable),
            (await room.RequestAsync(A.Yuan(0.99m)), PayoutRefusal.BelowMinimum),
            (await room.RequestAsync(A.Yuan(0)), PayoutRefusal.NotPositive),
            (await room.RequestAsync(A.Yuan(-5)), PayoutRefusal.NotPositive),
            (await room.RequestAsync(A.Yuan(5), method: "cheque"), PayoutRefusal.UnknownMethod),
            (await room.RequestAsync(A.Yuan(11), "used"), PayoutRefusal.KeyReused),
            (await room.Desk.RequestAsync(room.Member.Id, A.Yuan(5), "manual", " ", "k", Token), PayoutRefusal.WrongDestination),
        ];

        Assert.All(refusals, refusal =>
        {
            Assert.Equal(refusal.Why, refusal.Answer.Refusal);
            Assert.NotEmpty(PayoutTexts.Refusal(refusal.Answer, "zh"));
            Assert.NotEqual(PayoutTexts.Refusal(refusal.Answer, "zh"), PayoutTexts.Refusal(refusal.Answer, "en"));
        });
        Assert.Contains("¥40", PayoutTexts.Refusal(refusals[0].Answer, "en"), StringComparison.Ordinal);
        Assert.Equal(before, await room.SnapshotAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_key_asks_for_the_same_payout(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(100));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => room.RequestAsync(A.Yuan(30))));

        Assert.Single(answers.Select(answer => answer.Payout!.Id).Distinct());
        Assert.Equal(A.Yuan(70), (await room.WalletAsync()).Available);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_sixty_four_withdrawals_at_once_exactly_as_many_go_through_as_there_is_money(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(100));

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => room.RequestAsync(A.Yuan(9), $"k{number}"))));

        Assert.Equal(11, answers.Count(answer => answer.Payout is not null));
        Assert.All(answers.Where(answer => answer.Payout is null), answer => Assert.Equal(PayoutRefusal.AboveAvailable, answer.Refusal));
        Assert.Equal((A.Yuan(1), A.Yuan(99)), await room.WalletAsync() is var wallet ? (wallet.Available, wallet.Paying) : default);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_debt_after_a_clawback_blocks_withdrawals_until_rebates_fill_it(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(20));
        var payout = (await room.RequestAsync(A.Yuan(20))).Payout!;
        await room.Desk.ApproveAsync(payout.Id, "operator:li", Token);
        await room.Desk.MarkPaidAsync(payout.Id, "operator:li", "TX-1", Token);
        await room.GiveAsync(Party.Member, A.Yuan(-15));

        Assert.Equal((PayoutRefusal.InDebt, A.Yuan(-15)), await room.RequestAsync(A.Yuan(1), "k2") is var debt ? (debt.Refusal!.Value, debt.Limit!.Value) : default);
        await room.GiveAsync(Party.Sharer, A.Yuan(18));
        Assert.Equal(PayoutRefusal.AboveAvailable, (await room.RequestAsync(A.Yuan(4), "k3")).Refusal);
        Assert.NotNull((await room.RequestAsync(A.Yuan(3), "k4")).Payout);
        Assert.Equal(A.Yuan(0), (await room.WalletAsync()).Available);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_decided_payout_is_decided_once(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(20));
        var id = (await room.RequestAsync(A.Yuan(20))).Payout!.Id;
        await room.Desk.ApproveAsync(id, "operator:li", Token);

        var moves = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => (number % 3) switch
        {
            0 => room.Desk.MarkPaidAsync(id, "operator:li", "TX", Token),
            1 => room.Desk.RejectAsync(id, "operator:wu", "no", Token),
            _ => room.Desk.MarkFailedAsync(id, "operator:wu", "no", Token),
        })));

        Assert.Single(moves, move => move.Kind == PayoutMoveKind.Done);
        Assert.Equal(PayoutMoveKind.NotFound, (await room.Desk.ApproveAsync(1, "operator:li", Token)).Kind);
        Assert.Equal(2, (await room.Test.ReadAsync(session => Journal.ForSubjectAsync(session, Payout.SubjectOf(id)))).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_member_who_blocked_the_bot_is_still_paid(string engine)
    {
        await using var room = await PayoutRoom.OpenAsync(engine);
        await room.GiveAsync(Party.Member, A.Yuan(20));
        var id = (await room.RequestAsync(A.Yuan(20))).Payout!.Id;
        await room.Test.WriteAsync(session => MemberStore.BlockChatAsync(session, "room", "7", A.Monday));

        await room.Desk.ApproveAsync(id, "operator:li", Token);

        Assert.Equal(PayoutMoveKind.Done, (await room.Desk.MarkPaidAsync(id, "operator:li", "TX", Token)).Kind);
        Assert.Empty(await room.NoticesAsync());
    }

    [Fact]
    public void Every_state_leads_only_where_it_may()
    {
        var states = Enum.GetValues<PayoutState>();
        Assert.All([PayoutState.Paid, PayoutState.Rejected, PayoutState.Failed], end => Assert.All(states, to =>
        {
            Assert.False(PayoutRules.MayOperator(end, to));
            Assert.False(PayoutRules.MayProvider(end, to));
        }));
        Assert.DoesNotContain(states, to => to != PayoutState.Unknown && PayoutRules.MayOperator(PayoutState.Sending, to));
        Assert.All(states, state => Assert.NotEqual(PayoutTexts.State(state, "zh"), PayoutTexts.State(state, "en")));
    }
}
