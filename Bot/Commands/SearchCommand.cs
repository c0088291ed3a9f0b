using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Search;

namespace Daogou.Bot.Commands;

/// <summary><c>/search words</c>, or plain words in private: everything that matches, reduced or not; slips and pinyin are understood.</summary>
public sealed class SearchCommand(DealSearch search, PastSearches past, DealCards cards) : IBotCommand
{
    private const int Most = 6;

    public string Name => "search";

    public CommandAudience Audience => CommandAudience.Everyone;

    public string Describe(string language) => Words.In(language, "按关键词找商品", "Find products by words");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var words = Titles.Short(incoming.Text, 60);
        if (words.Length == 0)
        {
            return new ChatBody(Words.In(incoming.Language, "想找什么？例如：/search 咖啡豆", "What are you looking for? For example: /search coffee beans"));
        }
        var page = await search.FindAsync(new SearchQuery { Words = incoming.Text, Take = Most, Filter = new SearchFilter { InStock = true } }, cancellationToken);
        var found = page.Deals.Select(one => one.Candidate).OfType<Candidate>().ToList();
        if (found.Count == 0)
        {
            return new ChatBody(Words.In(
                incoming.Language,
                $"没有找到「{Html.Text(words)}」。\n换个短一点的词试试，或者用 /watch {Html.Text(words)} 让我盯着。",
                $"Nothing found for “{Html.Text(words)}”.\nTry a shorter word, or let me watch for it: /watch {Html.Text(words)}"));
        }
        var views = new List<DealView>();
        foreach (var candidate in found)
        {
            views.Add(await cards.LinkAsync(incoming, DealView.Of(candidate), cancellationToken));
        }
        if (page.Reading == SearchReading.Exact)
        {
            past.Note(incoming.Text);
        }
        var title = Title(page, words, incoming.Language);
        return views is [var only] && page.Reading == SearchReading.Exact ? cards.Card(incoming, only) : cards.List(incoming, title, views, 1);
    }

    /// <summary>Says so when something else is shown than was typed.</summary>
    private static string Title(SearchPage page, string words, string language) => page switch
    {
        { Reading: SearchReading.Nearest } => Words.In(
            language, $"没有完全符合「{Html.Text(words)}」的，最接近的：", $"Nothing has all of “{Html.Text(words)}”. The nearest:"),
        { Reading: SearchReading.Repaired, Instead: { } instead } => Words.In(
            language, $"🔎 {Html.Bold(words)} → {Html.Bold(instead)}", $"🔎 {Html.Bold(words)} → {Html.Bold(instead)}"),
        _ => "🔎 " + Html.Bold(words),
    };
}
