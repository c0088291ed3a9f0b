using System.IO.Compression;
using System.Text;
using Daogou.Core.Deals;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>
/// A server that was good turns bad: the operator is told what it does, nothing that it listed has ended, nothing that is known of it has moved
/// forward, and the next good answer is taken.
/// </summary>
public sealed class HostileServerTests
{
    private const string Host = "shop.example";
    private const string Good = "id,title,link,price\npot,pot,https://shop.example.com/pot,19\ncup,cup,https://shop.example.com/cup,5\n";

    private static readonly byte[] GoodBytes = Encoding.UTF8.GetBytes(Good);

    /// <summary>What it does, what the operator reads, and the clock that its waiting pushes.</summary>
    private static readonly Dictionary<string, (Func<HostileTalk, FakeTimeProvider, Task> Does, SourceOutcome Outcome, string Says)> Deeds = new(StringComparer.Ordinal)
    {
        ["drips its headers"] = (async (talk, clock) =>
        {
            await talk.SayAsync("HTTP/1.1 200 OK\nX-Drip: ");
            await talk.UntilLeftAsync(() => WaitAsync(talk, clock, "a"));
        }, SourceOutcome.FetchFailed, "did not begin to answer within 10 s"),
        ["goes on saying continue"] = (
            (talk, clock) => talk.UntilLeftAsync(() => WaitAsync(talk, clock, "HTTP/1.1 100 Continue\n\n")),
            SourceOutcome.FetchFailed, "did not begin to answer within 10 s"),
        ["has headers without end"] = (async (talk, _) =>
        {
            await talk.SayAsync("HTTP/1.1 200 OK\n");
            await talk.UntilLeftAsync(() => talk.SayAsync($"X-Long: {new string('a', 4096)}\n"));
        }, SourceOutcome.FetchFailed, "its headers are too long"),
        ["falls silent after its headers"] = (async (talk, clock) =>
        {
            await talk.SayAsync("HTTP/1.1 200 OK\nContent-Length: 999\n\nid,title\n");
            await talk.UntilLeftAsync(() => WaitAsync(talk, clock, ""));
        }, SourceOutcome.FetchFailed, "sent nothing for 20000 s"),
        ["drips its body"] = (async (talk, clock) =>
        {
            await talk.SayAsync("HTTP/1.1 200 OK\nContent-Length: 999999\n\nid,title\n");
            await talk.UntilLeftAsync(() => WaitAsync(talk, clock, "a"));
        }, SourceOutcome.FetchFailed, "less than 256 a second, and is not waited for"),
        ["has a body without end"] = (async (talk, _) =>
        {
            await talk.SayAsync("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
            await talk.UntilLeftAsync(() => talk.SayAsync($"1000\n{new string('a', 4096)}\n"));
        }, SourceOutcome.FetchFailed, "The body is longer than 1,048,576 bytes"),
        ["promises more than it may send"] = (
            (talk, _) => talk.SayAsync("HTTP/1.1 200 OK\nContent-Length: 9999999999\n\nid,title\n"),
            SourceOutcome.FetchFailed, "The body is longer than 1,048,576 bytes"),
        ["sends a bomb"] = ((talk, _) => talk.AnswerAsync(Gzip(new byte[20 << 20]), "Content-Encoding: gzip"), SourceOutcome.FetchFailed, "grows more than 100-fold"),
        ["sends a bomb in a parcel"] = ((talk, _) => talk.AnswerAsync(Gzip(Gzip(new byte[20 << 20])), "Content-Encoding: gzip"), SourceOutcome.FetchFailed, "grows more than 100-fold"),
        ["sends a bomb in a zip"] = ((talk, _) => talk.AnswerAsync(Zip(1, new byte[20 << 20])), SourceOutcome.FetchFailed, "The body is longer than"),
        ["sends a zip with a long list of files"] = ((talk, _) => talk.AnswerAsync(Zip(9_000, [])), SourceOutcome.FetchFailed, "The zip lists too many files"),
        ["sends half a zip"] = ((talk, _) => talk.AnswerAsync(Zip(1, GoodBytes)[..120]), SourceOutcome.FetchFailed, "The zip is damaged or cut off"),
        ["packs it over and over"] = ((talk, _) => talk.AnswerAsync(Gzip(GoodBytes), "Content-Encoding: gzip, gzip, gzip"), SourceOutcome.FetchFailed, "encoded 3 times over"),
        ["packs it in what was not asked for"] = ((talk, _) => talk.AnswerAsync([0x28, 0xB5, 0x2F, 0xFD], "Content-Encoding: zstd"), SourceOutcome.FetchFailed, "encoded as 'zstd'"),
        ["damages its gzip"] = ((talk, _) => talk.AnswerAsync(Flipped(Gzip(GoodBytes), ^6), "Content-Encoding: gzip"), SourceOutcome.FetchFailed, "not what its compression says"),
        ["cuts its gzip"] = ((talk, _) => talk.AnswerAsync(Gzip(GoodBytes)[..^9], "Content-Encoding: gzip"), SourceOutcome.FetchFailed, "ends before its end"),
        ["redirects in a circle"] = ((talk, _) => talk.SayAsync("HTTP/1.1 302 Found\nLocation: /feed\nContent-Length: 0\nConnection: close\n\n"), SourceOutcome.FetchFailed, "redirects more than 5 times"),
        ["redirects to where clouds keep credentials"] = (
            (talk, _) => talk.SayAsync("HTTP/1.1 302 Found\nLocation: http://169.254.169.254/latest/\nContent-Length: 0\nConnection: close\n\n"),
            SourceOutcome.Refused, "169.254.169.254"),
        ["redirects to a file"] = ((talk, _) => talk.SayAsync("HTTP/1.1 302 Found\nLocation: file:///etc/passwd\nContent-Length: 0\nConnection: close\n\n"), SourceOutcome.Refused, "Only http and https"),
        ["promises more than it sends"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 200 OK\nContent-Length: {Good.Length + 10}\n\n{Good}"), SourceOutcome.FetchFailed, "broke off in the middle of the body"),
        ["hangs up in a chunk"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nFFF\n{Good}"), SourceOutcome.FetchFailed, "broke off in the middle of the body"),
        ["hangs up without a last chunk"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nid,t\n"), SourceOutcome.FetchFailed, "broke off in the middle of the body"),
        ["has chunks of no length"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nlots\n{Good}\n0\n\n"), SourceOutcome.FetchFailed, Host),
        ["resets in the middle"] = (async (talk, _) =>
        {
            await talk.SayAsync($"HTTP/1.1 200 OK\nContent-Length: 9999\n\n{Good}");
            talk.Reset();
        }, SourceOutcome.FetchFailed, Host),
        ["says two lengths"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 200 OK\nContent-Length: 40\nContent-Length: {Good.Length}\n\n{Good}"), SourceOutcome.FetchFailed, "says two lengths"),
        ["is no web server"] = ((talk, _) => talk.SayAsync("SSH-2.0-OpenSSH_9.6\n"), SourceOutcome.FetchFailed, "its answer is not HTTP"),
        ["hangs up"] = ((_, _) => Task.CompletedTask, SourceOutcome.FetchFailed, "hung up before answering"),
        ["calls its sign-in page a feed"] = (
            (talk, _) => talk.AnswerAsync("<!doctype html><title>Sign in</title><form>…</form>"u8.ToArray(), "Content-Type: text/csv"), SourceOutcome.Broken, "Sign in"),
        ["sends nothing and calls it whole"] = ((talk, _) => talk.AnswerAsync([], "Content-Type: text/csv"), SourceOutcome.Broken, "The document is empty"),
        ["sends noise"] = ((talk, _) => talk.AnswerAsync([0, 1, 2, 3, 0xFF, 0xFE, 1, 8, 7, 6, 5, 4], "Content-Type: text/csv"), SourceOutcome.Broken, "No format reads this document"),
        ["sends a part"] = ((talk, _) => talk.SayAsync($"HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-39/200\nContent-Length: 40\n\n{Good[..40]}"), SourceOutcome.FetchFailed, "206"),
        ["cuts XML by its length"] = ((talk, _) => talk.AnswerAsync("<rss><channel><item><title>p"u8.ToArray()), SourceOutcome.Broken, ""),
        ["cuts JSON by its length"] = ((talk, _) => talk.AnswerAsync("[{\"id\":1,\"title\":\"pot\"},{\"id\":2,\"ti"u8.ToArray()), SourceOutcome.Broken, ""),
    };

    public static TheoryData<string> Names => [.. Deeds.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Names))]
    public async Task Whatever_a_server_does_nothing_ends_and_the_operator_is_told(string deed)
    {
        var (does, outcome, says) = Deeds[deed];
        // The clock is pushed as fast as it can be: what is not to pass in this case must be far away.
        await using var world = await World.OpenAsync(GoodAsync, says.Contains("within 10 s", StringComparison.Ordinal) ? 10 : 50_000);
        Assert.Equal((SourceOutcome.Taken, 2L), (world.First.Outcome, world.First.Added));
        var before = await world.SourceAsync();

        world.Server.Answer = talk => does(talk, world.Clock);
        var run = await world.PollAsync();
        Assert.Equal(outcome, run.Outcome);
        Assert.Contains(says, run.Message, StringComparison.Ordinal);
        Assert.Equal(["cup", "pot"], await world.ActiveAsync());
        var after = await world.SourceAsync();
        Assert.Equal((before.ETag, before.BodyHash, before.Generation, before.GenerationRows), (after.ETag, after.BodyHash, after.Generation, after.GenerationRows));
        Assert.Equal((1, before.LastSuccessAt), (after.Rung, after.LastSuccessAt));

        world.Server.Answer = GoodAsync;
        Assert.Equal(SourceOutcome.Unchanged, (await world.PollAsync()).Outcome);
        Assert.Equal(["cup", "pot"], await world.ActiveAsync());
    }

    [Fact]
    public async Task A_name_that_leads_inside_all_of_a_sudden_is_refused()
    {
        await using var world = await World.OpenAsync(GoodAsync);
        world.Resolver.Names[Host] = ["127.0.0.1", "169.254.169.254"];
        var run = await world.PollAsync();
        Assert.Equal(SourceOutcome.Refused, run.Outcome);
        Assert.Contains("169.254.169.254", run.Message, StringComparison.Ordinal);
        Assert.Equal(["cup", "pot"], await world.ActiveAsync());
    }

    [Fact]
    public async Task A_wrong_media_type_does_not_matter()
    {
        await using var world = await World.OpenAsync(talk => talk.AnswerAsync(GoodBytes, "Content-Type: application/rss+xml; charset=utf-7"));
        Assert.Equal((SourceOutcome.Taken, 2L), (world.First.Outcome, world.First.Added));
    }

    [Fact]
    public async Task Not_modified_where_nothing_was_known_is_a_fault_and_no_first_poll()
    {
        await using var world = await World.OpenAsync(talk => talk.SayAsync("HTTP/1.1 304 Not Modified\nETag: \"v1\"\nConnection: close\n\n"));
        Assert.Equal(SourceOutcome.FetchFailed, world.First.Outcome);
        Assert.Contains("304", world.First.Message, StringComparison.Ordinal);
        Assert.Null((await world.SourceAsync()).BaselineAt);
    }

    [Fact]
    public async Task A_server_that_says_not_modified_of_a_changed_document_is_found_out_within_a_day()
    {
        var body = Good;
        var whole = 0;
        await using var world = await World.OpenAsync(talk =>
        {
            if (talk.Asked.Contains("If-None-Match: \"v1\"", StringComparison.Ordinal))
            {
                return talk.SayAsync("HTTP/1.1 304 Not Modified\nETag: \"v1\"\nConnection: close\n\n");
            }
            whole++;
            return talk.AnswerAsync(Encoding.UTF8.GetBytes(body), "ETag: \"v1\"");
        });
        body = Good.Replace(",19", ",17", StringComparison.Ordinal);
        for (var hour = 1; hour < 24; hour++)
        {
            Assert.Equal((SourceOutcome.Unchanged, 304), ((await world.PollAsync()) is var same ? same.Outcome : default, same.StatusCode));
        }
        var found = await world.PollAsync();
        Assert.Equal((SourceOutcome.Taken, 1L, 2), (found.Outcome, found.Changed, whole));
        Assert.Contains("is not believed here for 30 days", found.Message, StringComparison.Ordinal);
        // From now on it is asked in full, without a word while the document stays as it is.
        Assert.Equal((SourceOutcome.Unchanged, 200, null), ((await world.PollAsync()) is var full ? full.Outcome : default, full.StatusCode, full.Message));
        Assert.Equal(3, whole);
        world.Book.Clock.Advance(TimeSpan.FromDays(31));
        await world.PollAsync();
        Assert.Equal(304, (await world.PollAsync()).StatusCode);
    }

    private static Task GoodAsync(HostileTalk talk) => talk.AnswerAsync(GoodBytes, "Content-Type: text/csv", "ETag: \"v1\"");

    private static Task WaitAsync(HostileTalk talk, FakeTimeProvider clock, string meanwhile)
    {
        clock.Advance(TimeSpan.FromSeconds(2));
        return talk.SayAsync(meanwhile);
    }

    private static byte[] Flipped(byte[] bytes, Index at)
    {
        bytes[at] ^= 0x55;
        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private static byte[] Zip(int files, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            for (var file = 0; file < files; file++)
            {
                using var entry = zip.CreateEntry($"feed-{file}.csv").Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    /// <summary>One source, polled once already, behind a server that can be told to misbehave.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly SourceCrawl _crawl;

        private World(TestBook book, HostileServer server, double headerSeconds)
        {
            (Book, Server) = (book, server);
            var outbound = A.OutboundFor($"{Host}:{server.Port}");
            (outbound.HeaderTimeoutSeconds, outbound.IdleTimeoutSeconds, outbound.TotalTimeoutSeconds, outbound.MaxReceivedBytes) = (headerSeconds, 20_000, 80_000, 1 << 20);
            var http = A.GuardedHttp(Resolver, outbound, Clock);
            var fetcher = new SourceFetcher(http, new HostPace(Pace), new RobotsGate(http, Options.Create(outbound), book.Time), Options.Create(outbound), book.Time);
            _crawl = new SourceCrawl(
                book.Book, fetcher, new DealIntake(book.Book, book.Time), new SourceSecrets(new ConfigurationBuilder().Build()), CrawlBench.WatchOf(book), book.Time, NullLogger<SourceCrawl>.Instance);
        }

        public HostileServer Server { get; }

        public TestBook Book { get; }

        /// <summary>The clock of the client's deadlines.</summary>
        public FakeTimeProvider Clock { get; } = new();

        private FakeTimeProvider Pace { get; } = new();

        public AResolver Resolver { get; } = new((Host, ["127.0.0.1"]));

        public SourceRun First { get; private set; } = null!;

        public static async Task<World> OpenAsync(Func<HostileTalk, Task> answer, double headerSeconds = 10)
        {
            var world = new World(await Engines.OpenAsync(Engines.Sqlite), new HostileServer(answer), headerSeconds);
            await world.Book.Book.WriteAsync(
                session => SourceStore.SyncAsync(session, [A.Source("tea", $"http://{Host}:{world.Server.Port}/feed")], world.Book.Time.GetUtcNow()), Cancel);
            world.First = await world.PollAsync();
            return world;
        }

        public async Task<SourceRun> PollAsync()
        {
            Book.Clock.Advance(TimeSpan.FromHours(1));
            Pace.Advance(TimeSpan.FromHours(1));
            return await _crawl.RunAsync("tea", Cancel) ?? throw new InvalidOperationException("It was not polled.");
        }

        public async Task<Source> SourceAsync() => (await Book.ReadAsync(session => SourceStore.FindAsync(session, "tea")))!;

        public Task<IReadOnlyList<string>> ActiveAsync() => Book.ReadAsync(session => session.QueryAsync<string>("SELECT title FROM deals WHERE state = 1 ORDER BY title"));

        public async ValueTask DisposeAsync()
        {
            Server.Dispose();
            await Book.DisposeAsync();
        }
    }
}
