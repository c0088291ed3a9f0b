using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

public sealed class ClickJournalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_kept_is_there_with_all_it_said_at_the_moment_it_is_kept(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await using var journal = A.Journal(test);
        await journal.StartAsync(Now);
        var hit = A.Hit() with
        {
            Method = "HEAD",
            Verdict = ClickVerdict.Bot,
            Reasons = "head",
            GroupId = 5,
            Visitor = "0123456789abcdef",
            Address = "203.0.113.0/24",
            Agent = "浏览器 " + new string('界', 500),
            AgentFamily = "other",
            ReferrerHost = "t.me",
        };
        var kept = await journal.AppendAsync(hit);
        var stored = await test.Clicks.ReadAsync(session => ClickStore.FindAsync(session, kept.Ordinal), Now);
        Assert.Equal(ClickFate.Kept, kept.Fate);
        Assert.Equal(
            new Click
            {
                Ordinal = kept.Ordinal,
                LinkCode = hit.LinkCode,
                DealId = hit.DealId,
                GroupId = hit.GroupId,
                At = hit.At,
                Method = hit.Method,
                Verdict = hit.Verdict,
                Reasons = hit.Reasons,
                Visitor = hit.Visitor,
                Address = hit.Address,
                Agent = hit.Agent,
                AgentFamily = hit.AgentFamily,
                ReferrerHost = hit.ReferrerHost,
            },
            stored);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_visitors_at_once_are_all_kept_under_numbers_of_their_own(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var ordinals = new List<long>();
        await using (var journal = A.Journal(test))
        {
            await journal.StartAsync(Now);
            var runs = Enumerable.Range(0, 32).Select(run => Task.Run(async () =>
            {
                var own = new List<long>();
                for (var click = 0; click < 100; click++)
                {
                    own.Add((await journal.AppendAsync(A.Hit($"link{run:D3}"))).Ordinal);
                }
                return own;
            }));
            ordinals.AddRange((await Task.WhenAll(runs)).SelectMany(own => own));
        }
        var stored = await test.Clicks.ReadAsync(session => session.QueryAsync<long>("SELECT ordinal FROM clicks ORDER BY ordinal"), Now);
        Assert.DoesNotContain(0, ordinals);
        Assert.Equal(ordinals.Order(), stored);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_processes_and_a_restart_never_give_one_number_twice(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var ordinals = new List<long>();
        for (var start = 0; start < 3; start++)
        {
            await using var one = A.Journal(test);
            await using var other = A.Journal(test);
            await one.StartAsync(Now);
            await other.StartAsync(Now);
            ordinals.Add((await one.AppendAsync(A.Hit())).Ordinal);
            ordinals.Add((await other.AppendAsync(A.Hit())).Ordinal);
        }
        Assert.Equal(6, ordinals.Distinct().Count());
        Assert.All(ordinals.Order().Zip(ordinals.Order().Skip(1)), pair => Assert.True(pair.Second - pair.First >= OrdinalBlock.Size - 1));
    }

    [Fact]
    public async Task A_book_that_lost_its_blocks_numbers_on_from_its_clicks()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        await using var journal = A.Journal(test);
        await journal.StartAsync(Now);
        var before = await journal.AppendAsync(A.Hit());
        await test.Clicks.WriteAsync(session => session.ExecuteAsync("DELETE FROM ordinal_blocks"), Now);
        var block = await OrdinalBlocks.TakeAsync(test.Clicks, test.Time, Now);
        Assert.True(block.FirstOrdinal > before.Ordinal);
    }

    [Fact]
    public async Task While_somebody_else_holds_the_file_visitors_go_on_and_their_clicks_come_later()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        using var meter = new ClickMeter();
        Journalled late;
        await using (var journal = A.Journal(test, meter, budgetMs: 50))
        {
            await journal.StartAsync(Now);
            var holds = new TaskCompletionSource();
            var lets = new TaskCompletionSource();
            var holder = test.Clicks.WriteAsync(
                async session =>
                {
                    holds.TrySetResult();
                    await lets.Task;
                    return await session.ExecuteAsync("UPDATE ordinal_blocks SET taken_at = taken_at");
                },
                Now);
            await holds.Task;
            late = await journal.AppendAsync(A.Hit());
            lets.SetResult();
            await holder;
        }
        Assert.Equal((ClickFate.Late, 1L), (late.Fate, meter.Late));
        Assert.NotNull(await test.Clicks.ReadAsync(session => ClickStore.FindAsync(session, late.Ordinal), Now));
    }

    [Fact]
    public async Task A_store_that_refuses_loses_the_click_and_not_the_visitor_and_is_tried_again()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        using var meter = new ClickMeter();
        var isFull = false;
        await using var journal = new ClickJournal(
            () => new Moody(ClickStore.OpenAppender(test.Clicks), () => isFull), token => OrdinalBlocks.TakeAsync(test.Clicks, test.Time, token), Patience, meter,
            NullLogger<ClickJournal>.Instance);
        await journal.StartAsync(Now);
        var before = await journal.AppendAsync(A.Hit());
        isFull = true;
        var lost = await journal.AppendAsync(A.Hit());
        isFull = false;
        var after = await journal.AppendAsync(A.Hit());
        Assert.Equal((ClickFate.Kept, ClickFate.Lost, ClickFate.Kept), (before.Fate, lost.Fate, after.Fate));
        Assert.Equal([before.Ordinal, after.Ordinal], await test.Clicks.ReadAsync(session => session.QueryAsync<long>("SELECT ordinal FROM clicks ORDER BY ordinal"), Now));
        Assert.True(lost.Ordinal > 0 && meter.Lost == 1);
    }

    [Fact]
    public async Task Without_a_block_of_numbers_the_click_goes_unnumbered_rather_than_twice()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        using var meter = new ClickMeter();
        await using var journal = new ClickJournal(
            () => ClickStore.OpenAppender(test.Clicks), _ => Task.FromException<OrdinalBlock>(new IOException("down")), Patience, meter, NullLogger<ClickJournal>.Instance);
        Assert.Equal(new Journalled(0, ClickFate.Lost), await journal.AppendAsync(A.Hit()));
        Assert.Equal(new ClickRef("abc0123", 0), new ClickRefs(A.Secret).TryRead(new ClickRefs(A.Secret).Make("abc0123", 0)));
    }

    [Fact]
    public async Task A_second_block_is_there_before_the_first_is_used_up()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        using var meter = new ClickMeter();
        var taken = 0;
        await using var journal = new ClickJournal(
            () => ClickStore.OpenAppender(test.Clicks),
            _ => Task.FromResult(new OrdinalBlock
            {
                FirstOrdinal = (1000 * ++taken) + 1,
                LastOrdinal = (1000 * taken) + 200,
                TakenAt = A.Monday,
                CountedThrough = 0,
                BlankedThrough = 0,
            }),
            Patience,
            meter,
            NullLogger<ClickJournal>.Instance);
        await journal.StartAsync(Now);
        var ordinals = new List<long>();
        for (var wave = 0; wave < 8; wave++)
        {
            var hits = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => journal.AppendAsync(A.Hit()).AsTask()));
            ordinals.AddRange(hits.Select(hit => hit.Ordinal));
        }
        Assert.Equal(800, ordinals.Distinct().Count());
        Assert.Contains(4001, ordinals);
    }

    [Fact]
    public async Task What_waits_when_the_program_ends_is_still_written()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var journal = A.Journal(test);
        await journal.StartAsync(Now);
        var waiting = Enumerable.Range(0, 500).Select(_ => journal.AppendAsync(A.Hit()).AsTask()).ToArray();
        await journal.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.Equal(500, await test.Clicks.ReadAsync(session => session.ValueAsync<int>("SELECT COUNT(*) FROM clicks"), Now));
        Assert.Equal(ClickFate.Lost, (await journal.AppendAsync(A.Hit())).Fate);
    }

    /// <summary>A real appender whose disk is full now and then.</summary>
    private sealed class Moody(RowAppender real, Func<bool> isFull) : RowAppender
    {
        public override void Begin() => real.Begin();

        public override void Add(long value) => real.Add(value);

        public override void Add(string? value) => real.Add(value);

        public override void EndRow() => real.EndRow();

        public override void Commit()
        {
            if (isFull())
            {
                throw new StorageUnavailableException("The disk is full.", new IOException());
            }
            real.Commit();
        }

        protected override void Dispose(bool disposing) => real.Dispose();
    }
}
