using System.Globalization;
using System.Text;
using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class JsonFeedFormatTests
{
    [Fact]
    public async Task A_JSON_Feed_is_read_with_its_extensions_by_path()
    {
        var rows = await A.RowsOf(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Tea","authors":[{"name":"x"}],"items":[
              {"id":7,"url":"/p/7","title":"Pot","image":"https://img.example.com/7.jpg","tags":["Kitchen","Tea"],"content_html":"<p>Fine</p>",
               "_offer":{"price":"19.90","was":25,"currency":"CNY"}},
              "not an object",
              {"id":"8","url":"https://shop.example.com/p/8","title":"Cup","_offer":null}],"extra":{"items":[]}}
            """,
            A.Feed(("price", "_offer.price"), ("list_price", "_offer.was"), ("currency", "_offer.currency")));
        var item = rows[0].Item!;
        Assert.Equal(("7", "https://shop.example.com/p/7", "Kitchen", "Fine"), (item.Key, item.Link, item.Category, item.Description));
        Assert.Equal(("19.90", "25", "CNY"), (item.Price, item.ListPrice, item.Currency));
        Assert.Equal(Refusal.MalformedRow, rows[1].Refusal);
        Assert.Equal("8", rows[2].Item!.Key);
        Assert.Null(rows[2].Item!.Price);
    }

    [Fact]
    public async Task Reading_does_not_depend_on_where_the_stream_is_cut_into_pieces()
    {
        var items = string.Join(",", Enumerable.Range(0, 300).Select(i => $$$"""{"id":"{{{i}}}","title":"茶 {{{new string('x', i)}}}","nested":{"items":[1,2,{"a":"]}"}]}}"""));
        var document = Encoding.UTF8.GetBytes($$"""{"version":"https://jsonfeed.org/version/1","items":[{{items}}]}""");
        var rows = new List<FeedRow>();
        var context = new FeedContext(new Uri("https://shop.example.com/"), new FeedSettings());
        await foreach (var row in new JsonFeedFormat().ReadAsync(new SmallReads(document, 7), context, TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i.ToString(CultureInfo.InvariantCulture)), rows.Select(row => row.Item!.Key));
    }

    [Theory]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a"},{"id":"2","ti""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a"}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a"},{"id":oops}]}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":{"id":"1"}}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","title":"no items"}""")]
    public async Task What_breaks_off_or_is_no_feed_is_an_error(string document) =>
        await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(document));

    /// <summary>Gives a few bytes at a time, as a network may.</summary>
    private sealed class SmallReads(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }
}
