using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Payouts;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Payouts;

/// <summary>A book with a desk and a member who can be told things in private.</summary>
internal sealed class PayoutRoom : IAsyncDisposable
{
    private int _entries;

    public required TestBook Test { get; init; }

    public required Member Member { get; init; }

    public required PayoutDesk Desk { get; init; }

    public static async Task<PayoutRoom> OpenAsync(string engine, params IPayoutMethod[] methods)
    {
        var test = await Engines.OpenAsync(engine);
        var member = await test.WriteAsync(session => MemberStore.FindOrAddAsync(session, "room", "7", "Mei", "zh", "7", A.Monday));
        var options = new PayoutOptions { Minimum = { ["CNY"] = 1m } };
        return new PayoutRoom
        {
            Test = test,
            Member = member,
            Desk = new PayoutDesk(
                test.Book, test.Time, new PayoutMethods([new ManualPayout(new ManualPayoutOptions()), .. methods]), options, NullLogger<PayoutDesk>.Instance),
        };
    }

    /// <summary>Puts money into a purse, or takes it out as a clawback does.</summary>
    public Task GiveAsync(Party party, Money amount, Purse purse = Purse.Available) =>
        Test.WriteAsync(session => Journal.PostAsync(
            session, A.Entry($"order:{++_entries}", AccountName.Of(party, Member.Id, purse), amount), Test.Time.GetUtcNow()));

    public Task<PayoutAnswer> RequestAsync(Money amount, string key = "k1", string method = "manual") =>
        Desk.RequestAsync(Member.Id, amount, method, "mei@example.com", key, TestContext.Current.CancellationToken);

    public async Task<Wallet> WalletAsync() => Assert.Single(await Test.ReadAsync(session => Wallets.ForMemberAsync(session, Member.Id)));

    public Task<Payout?> FindAsync(long id) => Test.ReadAsync(session => PayoutStore.FindAsync(session, id));

    public Task<IReadOnlyList<string>> NoticesAsync() =>
        Test.ReadAsync(session => session.QueryAsync<string>("SELECT body FROM messages ORDER BY id"));

    /// <summary>Everything that money commands may write, to see that a refusal wrote nothing.</summary>
    public Task<string> SnapshotAsync() =>
        Test.ReadAsync(async session =>
        {
            var head = await Journal.HeadAsync(session);
            var rows = await session.QueryAsync<string>(
                """
                SELECT account || currency || CAST(balance_minor AS TEXT) FROM ledger_balances
                UNION ALL SELECT CAST(id AS TEXT) || CAST(state AS TEXT) FROM payouts
                UNION ALL SELECT CAST(id AS TEXT) FROM payout_events
                UNION ALL SELECT notice FROM messages
                """);
            return head.Hash + string.Join('\n', rows.Order(StringComparer.Ordinal));
        });

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
