using Daogou.Core.Ledger;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Ledger;

public sealed class JournalTests
{
    private static readonly AccountName Available = AccountName.Of(Party.Member, 42, Purse.Available);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_posted_entry_moves_the_balances_and_can_be_read_back(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var entry = new LedgerEntry(
            "order:demo/1/1:1", "order:demo/1/1", EntryKind.Settlement, "confirmed",
            [new(AccountName.Receivable("demo"), -A.Yuan(10)), new(Available, A.Yuan(7)), new(AccountName.HouseIncome, A.Yuan(3))], 1);

        Assert.Equal(1, await test.WriteAsync(session => Journal.PostAsync(session, entry, A.Monday)));

        var read = await test.ReadAsync(session => Journal.FindAsync(session, 1));
        Assert.Equal(entry.Lines, read!.Lines);
        Assert.Equal((entry.Reference, entry.Subject, entry.Reason, 1L), (read.Reference, read.Subject, read.Reason, read.TermsVersion));
        Assert.Equal(A.Monday, read.RecordedAt);
        Assert.Equal(EntryHash.Genesis, read.PreviousHash);
        Assert.Equal(EntryHash.Of(read), read.Hash);
        Assert.Equal(A.Yuan(7), await test.ReadAsync(session => Journal.BalanceAsync(session, Available, "CNY")));
        Assert.Equal(0, (await test.ReadAsync(session => Journal.BalanceAsync(session, Available, "USD"))).Minor);
        var house = await test.ReadAsync(session => Journal.BalancesAsync(session, "house:"));
        Assert.Equal(("house:income", 300L), (Assert.Single(house).Account, house[0].BalanceMinor));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Posting_the_same_reference_twice_counts_once(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var entry = A.Entry("order:1", Available, A.Yuan(5));
        await test.WriteAsync(session => Journal.PostAsync(session, entry, A.Monday));

        Assert.Null(await test.WriteAsync(session => Journal.PostAsync(session, entry, A.Monday.AddDays(1))));

        Assert.Equal(A.Yuan(5), await test.ReadAsync(session => Journal.BalanceAsync(session, Available, "CNY")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reference_used_for_another_entry_is_a_broken_promise(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await test.WriteAsync(session => Journal.PostAsync(session, A.Entry("order:1", Available, A.Yuan(5)), A.Monday));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => test.WriteAsync(session => Journal.PostAsync(session, A.Entry("order:1", Available, A.Yuan(6)), A.Monday)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_posted_for_a_subject_is_the_sum_of_its_entries(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        foreach (var (reference, amount) in new[] { ("order:1:1", 5), ("order:1:2", -2) })
        {
            var lines = A.Entry(reference, Available, A.Yuan(amount)).Lines;
            await test.WriteAsync(session => Journal.PostAsync(
                session, new LedgerEntry(reference, "order:1", EntryKind.Settlement, "settled", lines), A.Monday));
        }
        await test.WriteAsync(session => Journal.PostAsync(session, A.Entry("order:2", Available, A.Yuan(100)), A.Monday));

        var posted = await test.ReadAsync(session => Journal.PostedForAsync(session, "order:1"));

        Assert.Equal(300, posted[(Available.Value, "CNY")]);
        Assert.Equal(-300, posted[("network:demo:receivable", "CNY")]);
        Assert.Equal(2, posted.Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_history_of_an_account_carries_the_balance_after_each_move(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        foreach (var amount in new[] { 5, 7, -4 })
        {
            await test.WriteAsync(session => Journal.PostAsync(session, A.Entry($"order:{amount}", Available, A.Yuan(amount)), A.Monday));
        }

        var moves = await test.ReadAsync(session => Journal.HistoryAsync(session, Available, "CNY", 2));
        Assert.Equal([(-4m, 8m), (7m, 12m)], moves.Select(move => (move.AmountMinor / 100m, move.BalanceMinor / 100m)));
        var older = await test.ReadAsync(session => Journal.HistoryAsync(session, Available, "CNY", 2, moves[^1].Seq));
        Assert.Equal([(5m, 5m)], older.Select(move => (move.AmountMinor / 100m, move.BalanceMinor / 100m)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_writers_at_once_make_one_chain_without_a_gap(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => test.WriteAsync(
            session => Journal.PostAsync(session, A.Entry($"order:{number}", Available, A.Yuan(1)), A.Monday))));

        Assert.Equal(64, (await test.ReadAsync(Journal.HeadAsync)).Seq);
        Assert.Equal(A.Yuan(64), await test.ReadAsync(session => Journal.BalanceAsync(session, Available, "CNY")));
    }

    [Fact]
    public void An_entry_out_of_balance_cannot_be_made()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new LedgerEntry(
            "r", "s", EntryKind.Adjustment, "why", [new(Available, A.Yuan(1)), new(AccountName.HouseIncome, A.Yuan(-0.99m))]));
        Assert.Contains("out of balance by 1 CNY", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_persons_account_is_read_back_from_its_name()
    {
        Assert.Equal((Party.Sharer, 42L, Purse.Paying), AccountName.ReadPerson("sharer:42:paying"));
        Assert.All(
            ["house:income", "network:demo:receivable", "member:x:paying", "member:1:spent", "member:-1:paying", ""],
            account => Assert.Null(AccountName.ReadPerson(account)));
    }
}
