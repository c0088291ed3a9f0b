using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Storage;

public sealed class DatabaseTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_written_is_read_back_with_its_types(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var at = A.Monday.AddMilliseconds(123);
        await test.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO sources (id, source_key, name, kind, location, settings, enabled, every_seconds, next_due_at, rung, generation, generation_rows, created_at)
            VALUES (1, 'k', 'n', 2, 'l', '{}', @Enabled, 60, @At, 0, 0, 0, @At)
            """,
            new { Enabled = true, At = at }));
        var row = await test.ReadAsync(session => session.FindAsync<Row>("SELECT enabled, next_due_at, lease_until, every_seconds, kind FROM sources"));
        Assert.Equal(new Row { Enabled = true, NextDueAt = at, LeaseUntil = null, EverySeconds = 60, Kind = Kind.Second }, row);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_latest_instant_of_no_rows_is_null(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        Assert.Null(await test.ReadAsync(session => session.FindAsync<DateTimeOffset?>("SELECT MAX(changed_at) FROM deals")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Work_that_throws_changes_nothing_and_its_neighbours_stay(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var tasks = Enumerable.Range(0, 40).Select(number => test.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO operators VALUES (@Id, @Name, 0, NULL)", new { Id = number, Name = $"o{number}" });
            return number % 2 == 0 ? number : throw new InvalidOperationException("odd");
        })).ToArray();
        await Task.WhenAll(tasks.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(20, tasks.Count(task => task.IsFaulted));
        Assert.Equal(20, await test.ReadAsync(session => session.ValueAsync<int>("SELECT COUNT(*) FROM operators")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Append_only_tables_refuse_a_change(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await test.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO ledger_entries VALUES (1, 'r', 's', 1, 'why', NULL, 0, '', 'h')"));
        foreach (var change in new[] { "UPDATE ledger_entries SET reason = 'x'", "DELETE FROM ledger_entries" })
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => test.WriteAsync(session => session.ExecuteAsync(change)));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_is_told_who_holds_it()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        using var held = InstanceLock.Take(test.Options.Folder, test.Time);
        var refusal = Assert.Throws<InvalidOperationException>(() => InstanceLock.Take(test.Options.Folder, test.Time));
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    private enum Kind
    {
        First = 1,
        Second = 2,
    }

    private sealed record Row
    {
        public required bool Enabled { get; init; }

        public required DateTimeOffset NextDueAt { get; init; }

        public required DateTimeOffset? LeaseUntil { get; init; }

        public required int EverySeconds { get; init; }

        public required Kind Kind { get; init; }
    }
}
