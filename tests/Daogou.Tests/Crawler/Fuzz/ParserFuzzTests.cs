using System.Text;
using Xunit;

namespace Daogou.Tests.Crawler.Fuzz;

/// <summary>
/// Damaged and senseless bytes to every parser: what it cannot read it says in its own words, it comes to an end, and what it finds and takes of
/// memory is bounded by what it was given.
/// </summary>
public sealed class ParserFuzzTests
{
    private const int MutationsOfEach = 150;
    private const long MostBytesAllocated = 64 << 20;
    private const long MostBytesAllocatedForEach = 4_000;

    /// <summary>No measure: what has not ended by then hangs.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> Piles = new(StringComparer.Ordinal)
    {
        ["lists"] = "[", ["objects"] = "{\"a\":", ["objects in lists"] = "[{\"a\":", ["items"] = "[{\"items\":[", ["elements"] = "<a>", ["items of XML"] = "<rss><channel><item>",
        ["ends of items in CDATA"] = "</item>", ["beginnings of CDATA"] = "<![CDATA[", ["comments"] = "<!--", ["quotes"] = "\"", ["quoted fields"] = "\"a\",", ["delimiters"] = ",",
        ["line ends"] = "\n", ["bold paragraphs"] = "<b><p>", ["lists of HTML"] = "<ul><li>", ["tables"] = "<table><tr><td>", ["attributes"] = "<a b=\"", ["entities"] = "&a;", ["dots"] = "a.",
        ["digits"] = "9", ["percents"] = "%", ["brackets"] = "(", ["addresses"] = "http://", ["years"] = "2026-", ["stars"] = "*", ["spaces"] = " ", ["high bytes"] = "\u00ff", ["hosts"] = "www.", ["slashes"] = "/",
    };

    private static readonly Dictionary<string, (string Head, string Tail)> Frames = new(StringComparer.Ordinal)
    {
        ["bare"] = ("", ""), ["rss"] = ("<rss><channel><item><title><![CDATA[", "]]></title></item></channel></rss>"), ["google"] = ("<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item><g:id>", "</g:id></item></channel></rss>"),
        ["json"] = ("[{\"id\":1,\"title\":", "}]"), ["csv"] = ("id,title,price\n1,", ",5\n"), ["html"] = ("<!doctype html><html><body><ul><li><b>", "</b></li></ul></body></html>"), ["text"] = ("5 € ", " 5 €"),
    };

    public static TheoryData<string> Names => [.. Parsers.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Damaged_bytes_make_no_parser_throw_hang_or_swell(string name)
    {
        var parser = Parsers.All[name];
        foreach (var (index, sample) in parser.Samples.Index())
        {
            await ReadAsync(parser, sample, $"sample {index}");
            var mutation = new Mutation(17 + index);
            for (var time = 0; time < MutationsOfEach; time++)
            {
                await ReadAsync(parser, mutation.Of(sample), $"mutation {time} of sample {index}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Piles_of_the_same_make_no_parser_throw_hang_or_swell(string name)
    {
        var parser = Parsers.All[name];
        foreach (var (pile, bit) in Piles)
        {
            var heap = new StringBuilder().Insert(0, bit, 60_000 / bit.Length).ToString();
            foreach (var (frame, (head, tail)) in Frames)
            {
                await ReadAsync(parser, Encoding.UTF8.GetBytes(head + heap + tail), $"{pile} in {frame}");
            }
        }
    }

    private static async Task ReadAsync(Parser parser, byte[] bytes, string what)
    {
        try
        {
            var (found, allocated) = await Task.Run(async () =>
            {
                var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
                var found = await parser.ReadAsync(bytes);
                // Streams in memory do not change the thread; where one did, this cannot be known.
                return (found, thread == Environment.CurrentManagedThreadId ? GC.GetAllocatedBytesForCurrentThread() - before : 0);
            }).WaitAsync(Hangs, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.InRange(found, 0, bytes.Length + 100);
            Assert.InRange(allocated, 0, MostBytesAllocated + (MostBytesAllocatedForEach * bytes.Length));
        }
        catch (Exception e) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"{parser.Name}, {what}: {e.GetType().Name}: {e.Message}\n{Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 1500)))}\n{e.StackTrace}");
        }
    }
}
