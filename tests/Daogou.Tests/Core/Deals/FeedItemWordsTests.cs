using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Deals;

/// <summary>A source's own words are kept whole.</summary>
public sealed class FeedItemWordsTests
{
    [Fact]
    public async Task Each_word_that_a_source_can_say_is_kept_under_its_name()
    {
        var item = new FeedItem { Key = "key", Title = "title", Row = 7 };
        foreach (var word in typeof(FeedItem).GetProperties().Where(word => word.PropertyType == typeof(string) && word.CanWrite))
        {
            word.SetValue(item, word.Name.ToLowerInvariant());
        }
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var terms = new SourceTerms(1, "teahouse", "CNY", [], IsBaseline: true);
        await new DealIntake(test.Book, test.Time).TakeAsync(terms, [item], 1, TestContext.Current.CancellationToken);
        var body = await test.ReadAsync(session => session.ValueAsync<string>("SELECT body FROM feed_items"));
        var kept = JsonDocument.Parse(body).RootElement.EnumerateObject().ToDictionary(word => word.Name, word => word.Value.GetString(), StringComparer.Ordinal);
        Assert.Equal(
            typeof(FeedItem).GetProperties().Where(word => word.PropertyType == typeof(string)).Select(word => (word.Name, word.Name.ToLowerInvariant())).Order(),
            kept.Select(word => (word.Key, word.Value!)).Order());
    }
}
