using System.Diagnostics;
using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Sources;

/// <summary>Goes the way of a crawl with a source, an address or a file, and says at each step what came of it. Keeps nothing.</summary>
public sealed class SourceTest(SourceFetcher fetcher, SourceSecrets secrets, IOptions<SourcesOptions> sources, TimeProvider time, NetworkCatalog? networks = null)
{
    private const int ItemsShown = 10;
    private const int RefusalsShown = 50;

    /// <param name="what">The key of a configured source, an http(s) address, or the path of a file.</param>
    /// <param name="settings">How the document reads, where <paramref name="what"/> is not a configured source.</param>
    public Task<SourceTestReport> RunAsync(string what, FeedSettings? settings, CancellationToken cancellationToken)
    {
        var options = sources.Value.Sources.FirstOrDefault(source => source.Key.Equals(what, StringComparison.OrdinalIgnoreCase));
        if (options is null)
        {
            options = new SourceOptions { Key = "test", Location = what };
            options.Feed = settings ?? options.Feed;
        }
        return RunAsync(what, options, cancellationToken);
    }

    /// <summary>Tests settings that are not, or not yet, those of a source.</summary>
    public async Task<SourceTestReport> RunAsync(string asked, SourceOptions options, CancellationToken cancellationToken)
    {
        FeedPresets.Apply(options.Feed);
        var test = new Run(asked, options, time.GetUtcNow());
        try
        {
            await TestAsync(test, cancellationToken);
        }
        catch (Exception e) when (e is OutboundException or FetchFailedException or FeedBrokenException)
        {
            test.Fail(e.Message, e is FetchFailedException { Hops: { Count: > 0 } hops } ? e.Message + Way(hops) : e.Message);
        }
        return test.Report;
    }

    private async Task TestAsync(Run test, CancellationToken cancellationToken)
    {
        test.Begin("fetch");
        if (OfferAddress.IsOne(test.Options.Location))
        {
            var read = new OfferRead(networks, OfferAddress.Read(test.Options.Location) ?? throw new FetchFailedException($"'{test.Options.Location}' is not {OfferAddress.Accepts}."));
            await foreach (var row in read.RowsAsync(cancellationToken))
            {
                test.Take(row);
            }
            test.Pass($"{read.Pages} pages of the network's list{(read.GoesOn ? ", which goes on" : "")}{(read.BrokenOff is { } why ? $"; broken off: {why}" : "")}");
            test.Begin("read");
            test.Pass(test.Counts);
            return;
        }
        var address = SourceAddress.Read(test.Options.Location)
            ?? throw new FetchFailedException($"'{test.Options.Location}' is neither a source's key, nor an http(s) address, nor a file.");
        var wish = new FetchWish(address, Validators.None, secrets.HeadersOf(test.Options), test.Options.RobotsHaveASay);
        test.Begin("robots");
        var robots = await fetcher.AskRobotsAsync(wish, cancellationToken);
        test.Pass(robots switch
        {
            null => address.IsFile ? "not asked: a file of this machine" : "not asked: a feed that was given to us (AsksRobots)",
            { Allowed: false } => throw new FetchFailedException(robots.Words),
            _ => robots.Words,
        });
        test.Begin("fetch");
        await using var document = await fetcher.FetchAsync(wish, cancellationToken);
        test.Pass(Arrived(document));
        await ReadAsync(test, document, cancellationToken);
    }

    private async Task ReadAsync(Run test, SourceDocument document, CancellationToken cancellationToken)
    {
        test.Begin("encoding");
        var context = new FeedContext(document.Address, test.Options.Feed) { Charset = document.Charset, IsUtf8 = document.IsUtf8 };
        var (head, whole) = await FeedText.PeekAsync(await DocumentText.WatchAsync(document.Content!, context, cancellationToken), cancellationToken);
        test.Text = context.Text;
        test.Pass(context.Text!.Choice.Name);
        test.Begin("format");
        var format = FeedFormats.Detect(head, test.Options.Format, test.Options.Feed);
        var sure = Recognised(head);
        (test.Format, test.Sure) = (format.Name, sure[format]);
        var others = string.Join(", ", sure.Where(other => other.Key != format && other.Value > 0).Select(other => $"{other.Key.Name} {other.Value}%"));
        test.Pass($"{format.Name}, {(test.Options.Format is { Length: > 0 } ? "as the settings say" : $"{sure[format]}% sure")}{(others.Length > 0 ? $" ({others})" : "")}");
        test.Begin("read");
        test.Posts = format is RssFormat or AtomFormat ? await PostPreview.ReadAsync(document.Content!, context, cancellationToken) : test.Posts;
        var rows = format is SitemapFormat ? new SitemapPreview(fetcher, test.Options).RowsAsync(whole, document, cancellationToken) : format.ReadAsync(whole, context, cancellationToken);
        await foreach (var row in rows)
        {
            test.Take(row);
        }
        test.Pass(test.Counts + (context.NextPage is { } next ? $"; goes on at {next}" : ""));
    }

    private static string Arrived(SourceDocument document)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{document.BytesReceived:#,0} bytes received, {document.Length:#,0} unpacked{Way(document.Hops)}");
        return document.Status is { } status ? $"{status}, {size}" : size;
    }

    private static string Way(IReadOnlyList<Hop> hops) => string.Concat(hops.Select(hop => $", {(int)hop.Status} to {hop.To}"));

    /// <summary>How sure each format is that the document is its own.</summary>
    private static Dictionary<IFeedFormat, int> Recognised(ReadOnlySpan<byte> head)
    {
        var plain = FeedText.Utf8Of(head);
        var sure = new Dictionary<IFeedFormat, int>();
        foreach (var format in FeedFormats.All)
        {
            sure.Add(format, format.Recognises(plain));
        }
        return sure;
    }

    private sealed class Run(string asked, SourceOptions options, DateTimeOffset now)
    {
        private readonly SourceTerms _terms = new(0, options.Merchant.Trim().ToLowerInvariant(), options.Currency, options.AllowedHosts, true);
        private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
        private readonly List<TestStage> _stages = [];
        private readonly List<TestItem> _items = [];
        private readonly List<RefusedRow> _refusals = [];
        private readonly Dictionary<Refusal, int> _refusedBy = [];
        private string _stage = "";
        private string? _problem;
        private long _stamp;
        private long _believed;
        private long _refused;

        public SourceOptions Options => options;

        public string? Format { get; set; }

        public int? Sure { get; set; }

        public DocumentText? Text { get; set; }

        /// <summary>What posts say in words, by row.</summary>
        public IReadOnlyDictionary<long, PostWords> Posts { get; set; } = new Dictionary<long, PostWords>();

        public string Counts => string.Create(CultureInfo.InvariantCulture, $"{Seen:#,0} rows: {_believed:#,0} would be collected, {_refused:#,0} refused");

        public long Seen { get; private set; }

        public SourceTestReport Report => new()
        {
            Asked = asked,
            Location = options.Location,
            Format = Format,
            Sure = Sure,
            Charset = Text?.Choice.Name,
            CharsetBy = Text?.Choice.By,
            Replaced = Text?.Replaced ?? 0,
            // What was replaced is known when all was read.
            Stages =
            [
                .. _stages.Select(stage => stage is { Name: "encoding", Passed: true } && Text is { } text
                    ? stage with { Detail = CharsetWords.Of(text.Choice.Name, text.Choice.By, text.Replaced, "en") }
                    : stage),
            ],
            Seen = Seen,
            Believed = _believed,
            Refused = _refused,
            RefusedBy = _refusedBy,
            Items = _items,
            Refusals = _refusals,
            Problem = _problem ?? (Seen == 0 ? "The document has no rows." : null),
        };

        public void Begin(string stage) => (_stage, _stamp) = (stage, Stopwatch.GetTimestamp());

        public void Pass(string detail) => _stages.Add(new TestStage(_stage, true, detail, Stopwatch.GetElapsedTime(_stamp)));

        public void Fail(string problem, string detail)
        {
            _problem = problem;
            _stages.Add(new TestStage(_stage, false, detail, Stopwatch.GetElapsedTime(_stamp)));
        }

        public void Take(FeedRow row)
        {
            Seen++;
            if (row.Item is not { } item)
            {
                Refuse(row.Row, row.Refusal ?? Refusal.MalformedRow, row.Detail ?? "", row.Text);
                return;
            }
            var reading = DealReader.Read(item, _terms, now);
            if (reading.Refusal is { } refusal)
            {
                Refuse(item.Row, refusal, reading.Detail ?? "", item.Title);
            }
            else if (!_keys.Add(item.Key))
            {
                Refuse(item.Row, Refusal.DuplicateKey, $"the key '{item.Key}' stands twice in the source", item.Title);
            }
            else
            {
                Believe(item, reading);
            }
        }

        private void Believe(FeedItem item, Reading reading)
        {
            _believed++;
            if (_items.Count == ItemsShown)
            {
                return;
            }
            _items.Add(reading is { Deal: { } deal }
                ? new TestItem(item.Row, item.Key, deal.Title, deal.Merchant)
                {
                    Price = deal.Price, ListPrice = deal.ListPrice, Url = deal.Url, ImageUrl = deal.ImageUrl, Category = deal.Category, EndsAt = deal.EndsAt,
                    Words = Posts.TryGetValue(item.Row, out var words) ? PostPreview.Of(item, words) : [],
                }
                : new TestItem(item.Row, item.Key, reading.Coupon!.Title, reading.Coupon.Merchant)
                {
                    Url = reading.Coupon.ClaimUrl, EndsAt = reading.Coupon.EndsAt, Coupon = reading.Coupon,
                    Words = Posts.TryGetValue(item.Row, out var said) ? PostPreview.Of(item, said) : [],
                });
        }

        private void Refuse(long row, Refusal reason, string detail, string? text)
        {
            _refused++;
            _refusedBy[reason] = _refusedBy.GetValueOrDefault(reason) + 1;
            if (_refusals.Count < RefusalsShown)
            {
                _refusals.Add(new RefusedRow(row, reason, detail, text));
            }
        }
    }
}
