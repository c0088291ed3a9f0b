using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Commands;

/// <summary><c>/search words</c>, or plain words in private: everything that matches, reduced or not.</summary>
public sealed class SearchCommand(RankedDeals ranked, DealCards cards) : IBotCommand
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
        var found = await ranked.ForAsync(new DealWish { Words = incoming.Text, OnlyReduced = false }, Most, cancellationToken);
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
        var title = "🔎 " + Html.Bold(words);
        return views is [var only] ? cards.Card(incoming, only) : cards.List(incoming, title, views, 1);
    }
}
