using System.Text;
using Daogou.Crawler.Feeds;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>The memory of the whole process is looked at, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(FeedMemoryTests), DisableParallelization = true)]
[Collection(nameof(FeedMemoryTests))]
public sealed class FeedMemoryTests
{
    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var context = new FeedContext(new Uri("https://shop.example.com/"), new FeedSettings());
        var count = 0;
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var row in new JsonFeedFormat().ReadAsync(new EndlessItems(40_000), context, TestContext.Current.CancellationToken))
        {
            Assert.NotNull(row.Item);
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        Assert.Equal(40_000, count);
        Assert.InRange(most, long.MinValue, 8 << 20);
    }

    /// <summary>A feed of 40 MB that is nowhere as a whole.</summary>
    private sealed class EndlessItems(int count) : MemoryStream
    {
        private readonly string _filler = new('x', 1000);
        private byte[] _piece = Encoding.UTF8.GetBytes("""{"version":"https://jsonfeed.org/version/1","items":[""");
        private int _at;
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == _piece.Length)
            {
                if (_next > count)
                {
                    return ValueTask.FromResult(0);
                }
                _piece = Encoding.UTF8.GetBytes(_next == count ? "]}" : $$"""{{(_next == 0 ? "" : ",")}}{"id":"{{_next}}","title":"t","content_text":"{{_filler}}"}""");
                _next++;
                _at = 0;
            }
            var length = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsMemory(_at, length).CopyTo(buffer);
            _at += length;
            return ValueTask.FromResult(length);
        }
    }
}
