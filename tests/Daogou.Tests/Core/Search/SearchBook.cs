using Daogou.Core.Deals;
using Daogou.Core.Search;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Search;

/// <summary>A book with the search over it that looks for changes at every call.</summary>
internal sealed class SearchBook : IAsyncDisposable
{
    private SearchBook(TestBook book, SearchOptions options)
    {
        (Book, Index) = (book, new DealIndex(book.Book, _ => 0, options, book.Time, NullLogger<DealIndex>.Instance));
        Search = new DealSearch(book.Book, Index, options, book.Time);
        Past = new PastSearches(book.Book, options, book.Time);
        Suggestions = new SearchSuggestions(Index, Past, options, book.Time);
    }

    public TestBook Book { get; }

    public DealIndex Index { get; }

    public DealSearch Search { get; }

    public PastSearches Past { get; }

    public SearchSuggestions Suggestions { get; }

    public static async Task<SearchBook> OpenAsync(string engine, IEnumerable<Deal> deals, params string[] synonyms)
    {
        var book = new SearchBook(await Engines.OpenAsync(engine), new SearchOptions { RefreshSeconds = 0, SuggestAfter = 2, Synonyms = synonyms });
        await book.SaveAsync([.. deals]);
        return book;
    }

    public Task SaveAsync(params Deal[] deals) => Book.WriteAsync(async session =>
    {
        foreach (var deal in deals)
        {
            await DealStore.SaveAsync(session, deal);
        }
        return true;
    });

    public Task<SearchPage> FindAsync(SearchQuery query) => Search.FindAsync(query, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<long>> IdsAsync(string words, SearchFilter? filter = null) =>
        [.. (await FindAsync(new SearchQuery { Words = words, Filter = filter ?? new SearchFilter(), Take = 100 })).Deals.Select(found => found.Deal.Id)];

    /// <summary>All pages of a search.</summary>
    public async Task<List<long>> WalkAsync(SearchQuery query, Func<int, Task>? between = null)
    {
        var ids = new List<long>();
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = await FindAsync(query with { Cursor = cursor });
            ids.AddRange(page.Deals.Select(found => found.Deal.Id));
            cursor = page.Next;
            if (between is not null)
            {
                await between(++pages);
            }
        }
        while (cursor is not null);
        return ids;
    }

    public ValueTask DisposeAsync()
    {
        Index.Dispose();
        return Book.DisposeAsync();
    }
}
