using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Ledger;

public sealed class VerificationTests
{
    /// <summary>Every column of the journal and of the kept balances, with a change of it and the entry that must be named.</summary>
    public static TheoryData<string, string, long?> Flips()
    {
        (string Change, long? Seq)[] flips =
        [
            ("UPDATE ledger_entries SET reference = reference || 'x' WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET subject = subject || 'x' WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET kind = kind + 1 WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET reason = upper(reason) WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET terms_version = 2 WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET recorded_at = recorded_at + 1 WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET previous_hash = upper(previous_hash) WHERE seq = 3", 3),
            ("UPDATE ledger_entries SET hash = upper(hash) WHERE seq = 3", 3),
            ("UPDATE ledger_lines SET account = account || '0' WHERE entry_seq = 3 AND line = 2", 3),
            ("UPDATE ledger_lines SET currency = 'USD' WHERE entry_seq = 3 AND line = 2", 3),
            ("UPDATE ledger_lines SET amount_minor = amount_minor + 1 WHERE entry_seq = 3 AND line = 2", 3),
            ("UPDATE ledger_lines SET line = 9 WHERE entry_seq = 3 AND line = 2", 3),
            ("UPDATE ledger_lines SET entry_seq = 5, line = 9 WHERE entry_seq = 3 AND line = 2", 3),
            ("DELETE FROM ledger_lines WHERE entry_seq = 3", 3),
            ("UPDATE ledger_balances SET balance_minor = balance_minor + 1 WHERE account = 'house:income'", null),
            ("UPDATE ledger_balances SET last_seq = last_seq - 1 WHERE account = 'house:income'", null),
            ("UPDATE ledger_balances SET account = 'house:rounding' WHERE account = 'house:income'", null),
            ("UPDATE ledger_balances SET currency = 'USD' WHERE account = 'house:income'", null),
            ("DELETE FROM ledger_balances WHERE account = 'house:income'", null),
        ];
        var data = new TheoryData<string, string, long?>();
        foreach (var (change, seq) in flips)
        {
            data.Add(Engines.Sqlite, change, seq);
            data.Add(Engines.Postgres, change, seq);
        }
        return data;
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_book_as_it_was_posted_is_sound_and_the_result_is_kept(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await PostSixAsync(test);

        var report = await VerifyAsync(test);

        Assert.True(report.Sound);
        Assert.Equal(6, report.Entries);
        Assert.Equal((await test.ReadAsync(Journal.HeadAsync)).Hash, report.HeadHash);
        var kept = Assert.Single(await test.ReadAsync(session => Verification.LatestAsync(session, 5)));
        Assert.Equal((report.At, report.HeadHash, true), (kept.At, kept.HeadHash, kept.Sound));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_empty_book_is_sound(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        Assert.Equal((true, 0, EntryHash.Genesis), await VerifyAsync(test) is var report ? (report.Sound, report.Entries, report.HeadHash) : default);
    }

    [Theory, MemberData(nameof(Flips))]
    public async Task Any_changed_column_is_found_and_its_entry_named(string engine, string change, long? seq)
    {
        await using var test = await Engines.OpenAsync(engine);
        await PostSixAsync(test);
        await ForgetImmutabilityAsync(test, engine);
        Assert.Equal(1, Math.Min(1, await test.WriteAsync(session => session.ExecuteAsync(change))));

        var report = await VerifyAsync(test);

        Assert.False(report.Sound);
        Assert.Equal(seq, report.FirstBadSeq);
        Assert.False(Assert.Single(await test.ReadAsync(session => Verification.LatestAsync(session, 5))).Sound);
        Assert.All(report.Findings, finding => Assert.NotEqual(finding.ToText("en"), finding.ToText("zh")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chain_rewritten_whole_is_told_by_the_head_that_was_kept(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await PostSixAsync(test);
        Assert.True((await VerifyAsync(test)).Sound);
        await ForgetImmutabilityAsync(test, engine);
        await RewriteLastAsync(test, reason: "kinder words");

        var report = await VerifyAsync(test);

        Assert.Equal((FindingKind.HeadMoved, 6L), (Assert.Single(report.Findings).Kind, report.FirstBadSeq));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Entries_cut_off_after_a_check_are_missed(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await PostSixAsync(test);
        Assert.True((await VerifyAsync(test)).Sound);
        await ForgetImmutabilityAsync(test, engine);
        await test.WriteAsync(async session =>
            await session.ExecuteAsync("DELETE FROM ledger_lines WHERE entry_seq = 6")
            + await session.ExecuteAsync("DELETE FROM ledger_entries WHERE seq = 6"));

        var report = await VerifyAsync(test);

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Shortened, Seq: 6 });
    }

    [Fact]
    public async Task A_missing_entry_and_its_stray_lines_are_named()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        await PostSixAsync(test);
        await ForgetImmutabilityAsync(test, Engines.Sqlite);
        await using (var connection = new SqliteConnection($"Data Source={test.Book.Where};Foreign Keys=False;Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM ledger_entries WHERE seq = 4";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var report = await VerifyAsync(test);

        Assert.Equal(4, report.FirstBadSeq);
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Gap);
        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.StrayLine, Seq: 4 });
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_every_step_of_a_random_history_the_book_sums_to_zero_and_the_balances_are_its_replay(string engine)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var test = await Engines.OpenAsync(engine);
        for (var step = 0; step < 60; step++)
        {
            var entry = RandomEntry(random, step);
            await test.WriteAsync(session => Journal.PostAsync(session, entry, test.Clock.GetUtcNow()));
            test.Clock.Advance(TimeSpan.FromMinutes(random.Next(600)));

            var (kept, replayed) = await test.ReadAsync(async session => (await Journal.BalancesAsync(session, ""), await ReplayAsync(session)));
            Assert.True(
                kept.Where(balance => balance.BalanceMinor != 0).ToHashSet().SetEquals(replayed.Where(balance => balance.BalanceMinor != 0)),
                $"seed {seed}, step {step}: the kept balances are not the replay of the journal");
            Assert.All(
                kept.GroupBy(balance => balance.Currency, StringComparer.Ordinal),
                currency => Assert.Equal(0, currency.Sum(balance => balance.BalanceMinor)));
        }
        Assert.True((await VerifyAsync(test)).Sound, $"seed {seed}");
    }

    private static LedgerEntry RandomEntry(Random random, int step)
    {
        var lines = new List<LedgerLine>();
        foreach (var currency in random.Next(2) == 0 ? ["CNY"] : new[] { "CNY", "USD" })
        {
            var amounts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.NextInt64(-1_000_000, 1_000_000) | 1).ToList();
            var rest = -amounts.Sum();
            lines.AddRange((rest == 0 ? amounts : [.. amounts, rest]).Select(amount => new LedgerLine(
                AccountName.Of((Party)random.Next(1, 4), random.Next(1, 4), (Purse)random.Next(1, 5)), new Money(amount, currency))));
        }
        return new LedgerEntry($"step:{step}", $"order:{random.Next(5)}", EntryKind.Settlement, "随机 random", lines, random.Next(2) == 0 ? 1 : null);
    }

    private static Task<IReadOnlyList<AccountBalance>> ReplayAsync(Daogou.Core.Storage.Session session) =>
        session.QueryAsync<AccountBalance>(
            "SELECT account, currency, CAST(SUM(amount_minor) AS BIGINT) AS balance_minor FROM ledger_lines GROUP BY account, currency");

    private static async Task PostSixAsync(TestBook test)
    {
        for (var number = 1; number <= 6; number++)
        {
            var lines = new LedgerLine[]
            {
                new(AccountName.Receivable("demo"), A.Yuan(-10)),
                new(AccountName.Of(Party.Member, number, Purse.Available), A.Yuan(7)),
                new(AccountName.HouseIncome, A.Yuan(3)),
            };
            var entry = new LedgerEntry(
                "order:" + number.ToString(CultureInfo.InvariantCulture), "order:1", EntryKind.Settlement, "settled", lines, 1);
            await test.WriteAsync(session => Journal.PostAsync(session, entry, A.Monday));
        }
    }

    /// <summary>What somebody with the database in hand would do first.</summary>
    private static Task<bool> ForgetImmutabilityAsync(TestBook test, string engine) =>
        test.WriteAsync(async session =>
        {
            foreach (var table in new[] { "ledger_entries", "ledger_lines" })
            {
                await session.ExecuteAsync(engine == Engines.Postgres
                    ? $"DROP TRIGGER {table}_no_change ON {table}"
                    : $"DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete");
            }
            return true;
        });

    private static Task<int> RewriteLastAsync(TestBook test, string reason) =>
        test.WriteAsync(async session =>
        {
            var changed = (await Journal.FindAsync(session, 6))! with { Reason = reason };
            return await session.ExecuteAsync(
                "UPDATE ledger_entries SET reason = @Reason, hash = @Hash WHERE seq = 6", new { changed.Reason, Hash = EntryHash.Of(changed) });
        });

    private static Task<VerificationReport> VerifyAsync(TestBook test) =>
        new Verification(test.Book, test.Time, NullLogger<Verification>.Instance).RunAsync(TestContext.Current.CancellationToken);
}
