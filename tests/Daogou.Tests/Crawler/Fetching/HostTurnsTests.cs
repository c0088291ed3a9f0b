using System.Collections.Concurrent;
using Daogou.Crawler.Fetching;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Crawler.Fetching;

/// <summary>Many errands for many hosts: in turn, one at a time for each, so many at once.</summary>
public sealed class HostTurnsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly HostPace _pace;
    private readonly ConcurrentQueue<(string Host, long At)> _begun = new();

    public HostTurnsTests() => _pace = new HostPace(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_errands_at_once_keep_places_and_pace_and_no_host_waits_for_the_long_line_of_another()
    {
        // One host with 1,000 errands that are the most urgent, 900 hosts with ten each.
        HostErrand[] errands =
        [
            .. Enumerable.Range(0, 1_000).Select(n => Errand("big.example", n)),
            .. Enumerable.Range(0, 9_000).Select(n => Errand($"h{n % 900}.example", n / 900)),
        ];
        var (busy, atOnce, most) = (new ConcurrentDictionary<string, bool>(), 0, 0);
        var done = await RunAsync(8, errands, async errand =>
        {
            using var turn = await _pace.EnterAsync(errand.Address!, null, Cancel);
            Assert.True(busy.TryAdd(errand.Address!.Host, true), "a host had two at a time");
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            _begun.Enqueue((errand.Address.Host, _clock.GetTimestamp()));
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            busy.TryRemove(errand.Address.Host, out _);
        });
        Assert.Equal(10_000, done);
        Assert.InRange(most, 1, 8);
        Assert.All(
            _begun.GroupBy(begun => begun.Host).Select(host => host.Select(begun => begun.At).Order().ToArray()),
            starts => Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(_clock.GetElapsedTime(pair.First, pair.Second) >= Pause)));
        // The urgent host has had at most a few turns when the last of the others has had its first.
        var order = _begun.Select(begun => begun.Host).ToList();
        var lastFirst = Enumerable.Range(0, 900).Max(n => order.IndexOf($"h{n}.example"));
        Assert.InRange(order.Take(lastFirst).Count(host => host == "big.example"), 1, 50);
        Assert.InRange(lastFirst, 900, 2_000);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_holds_one_place_however_many_errands_it_has()
    {
        var answers = new TaskCompletionSource();
        var others = 0;
        HostErrand[] errands = [.. Enumerable.Range(0, 50).Select(n => Errand("slow.example", n)), .. Enumerable.Range(0, 50).Select(n => Errand($"h{n}.example", n))];
        var done = await RunAsync(2, errands, async errand =>
        {
            if (errand.Address!.Host == "slow.example")
            {
                await answers.Task;
            }
            else if (Interlocked.Increment(ref others) == 50)
            {
                answers.SetResult();
            }
        });
        Assert.Equal(100, done);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_falls_due_while_a_long_line_is_worked_off_does_not_wait_for_its_end()
    {
        var (looks, ofLine) = (0, 0);
        var late = new TaskCompletionSource();
        HostErrand[] line = [.. Enumerable.Range(0, 100).Select(n => Errand("big.example", n))];
        var run = new HostTurns(_pace, 4).RunAsync(
            _ => Task.FromResult<IReadOnlyList<HostErrand>>(Interlocked.Increment(ref looks) == 1 ? line : looks == 2 ? [line[99], Errand("late.example", 1)] : []),
            async (errand, _) =>
            {
                using var turn = await _pace.EnterAsync(errand.Address!, null, Cancel);
                if (errand.Address!.Host == "late.example")
                {
                    late.SetResult();
                }
                else if (Interlocked.Increment(ref ofLine) == 20)
                {
                    // The line goes no further until the late one had its turn.
                    await late.Task.WaitAsync(TestContext.Current.CancellationToken);
                }
                return true;
            },
            TestContext.Current.CancellationToken);
        await PushAsync(run);
        Assert.Equal(101, await run);
    }

    [Fact]
    public async Task When_the_work_itself_breaks_nothing_more_is_begun_and_what_runs_is_waited_for()
    {
        var (begun, over) = (0, 0);
        var both = new TaskCompletionSource();
        var run = new HostTurns(_pace, 2).RunAsync(
            _ => Task.FromResult<IReadOnlyList<HostErrand>>([.. Enumerable.Range(0, 20).Select(n => Errand($"h{n}.example", n))]),
            async (errand, token) =>
            {
                if (Interlocked.Increment(ref begun) == 2)
                {
                    both.SetResult();
                }
                await both.Task;
                if (errand.Address!.Host == "h0.example")
                {
                    throw new InvalidOperationException("the disk is full");
                }
                var stopped = new TaskCompletionSource();
                await using var registered = token.Register(stopped.SetResult);
                await stopped.Task;
                Interlocked.Increment(ref over);
                return true;
            },
            Cancel);
        await PushAsync(run);
        Assert.Equal("the disk is full", (await Assert.ThrowsAsync<InvalidOperationException>(() => run)).Message);
        Assert.Equal((2, 1), (begun, over));
    }

    [Fact]
    public async Task A_pause_that_a_host_asks_for_is_kept_and_hosts_that_need_none_are_forgotten()
    {
        var slow = new Uri("https://slow.example/");
        (await _pace.EnterAsync(slow, TimeSpan.FromSeconds(30), Cancel)).Dispose();
        Assert.Equal(TimeSpan.FromSeconds(30), _pace.WaitFor(slow));
        var next = _pace.EnterAsync(slow, TimeSpan.FromSeconds(30), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await next).Dispose();
        Assert.Equal(TimeSpan.Zero, _pace.WaitFor(new Uri("https://other.example/")));
    }

    private static HostErrand Errand(string host, int n) => new($"{host} {n}", new Uri($"https://{host}/{n}"));

    private async Task<int> RunAsync(int places, IReadOnlyList<HostErrand> errands, Func<HostErrand, Task> work)
    {
        var looked = false;
        var run = new HostTurns(_pace, places).RunAsync(
            _ =>
            {
                var found = looked ? [] : errands;
                looked = true;
                return Task.FromResult(found);
            },
            async (errand, _) =>
            {
                await work(errand);
                return true;
            },
            Cancel);
        await PushAsync(run);
        return await run;
    }

    /// <summary>Time goes on, a little at a time, until the run is over.</summary>
    private async Task PushAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
