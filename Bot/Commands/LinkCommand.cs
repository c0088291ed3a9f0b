using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary><c>/link url</c>, or a link pasted in private: the same product through a link with a rebate, or plainly why not.</summary>
public sealed class LinkCommand(Database book, LinkDesk links, PastedLinks pasted, DealCards cards) : IBotCommand
{
    private const int Alternatives = 3;

    public string Name => "link";

    public CommandAudience Audience => CommandAudience.Everyone;

    public string Describe(string language) => Words.In(language, "把商品链接变成返利链接", "Turn a product link into one with a rebate");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var found = pasted.Read(incoming.Text, incoming.Links);
        if (pasted.Choose(found) is not { } chosen)
        {
            return new ChatBody(Words.In(
                incoming.Language,
                "请把商品链接发给我，例如：\n/link https://shop.example/item/1",
                "Please give me a product link, for example:\n/link https://shop.example/item/1"));
        }
        if (found.All(link => link.IsOwn))
        {
            // Without a link in the answer two bots cannot go round for ever; in a group it is nobody's question.
            return incoming.IsPrivate ? PastedTexts.Own(incoming.Language) : Answer.Nothing;
        }
        chosen = chosen.IsOwn ? pasted.Choose([.. found.Where(link => !link.IsOwn)])! : chosen;
        var answer = await ForAsync(incoming, chosen, cancellationToken);
        return PastedTexts.Others(found.Where(link => link != chosen && (link.Product is null || link.Product != chosen.Product)), incoming.Language) is { } others ? answer with { Replies = [.. answer.Replies, others] } : answer;
    }

    private async Task<Answer> ForAsync(Incoming incoming, PastedLink chosen, CancellationToken cancellationToken)
    {
        var answer = await links.ForPastedAsync(chosen, Place.Request(incoming.Member.Id, incoming.GroupId), cancellationToken);
        if (answer is { Link: not null, Deal: { } deal })
        {
            var view = await cards.FindAsync(deal.Id, cancellationToken) ?? new DealView { Deal = deal };
            return cards.Card(incoming, cards.With(view, answer, incoming.Language, incoming.IsPrivate));
        }
        return await RefuseAsync(incoming, answer, cancellationToken);
    }

    private async Task<Answer> RefuseAsync(Incoming incoming, LinkAnswer answer, CancellationToken cancellationToken)
    {
        var why = Html.Text(answer.Refusal?.In(incoming.Language) ?? Words.In(incoming.Language, "这个链接没有返利。", "There is no rebate for this link."));
        var similar = answer.Deal is { } deal ? await SimilarAsync(incoming, deal, cancellationToken) : [];
        var next = Words.In(incoming.Language, "看看现在有返利的好价：/deals", "See what does have a rebate: /deals");
        return similar.Count == 0
            ? new ChatBody($"🙏 {why}\n{next}")
            : cards.List(incoming, $"🙏 {why}\n" + Words.In(incoming.Language, "类似的有：", "Similar, with a rebate:"), similar, 1);
    }

    /// <summary>Deals that share the most telling words of the title and can be linked.</summary>
    private async Task<IReadOnlyList<DealView>> SimilarAsync(Incoming incoming, Deal deal, CancellationToken cancellationToken)
    {
        var words = string.Join(' ', DealQuery.Tokens(deal.Title).Where(word => word.Length > 3).Take(2));
        if (words.Length == 0)
        {
            return [];
        }
        var found = await book.ReadAsync(
            session => DealStore.SearchAsync(session, new DealQuery { Words = words, Order = DealOrder.Discount, Take = Alternatives + 1 }), cancellationToken);
        var views = new List<DealView>();
        foreach (var other in found.Deals.Where(other => other.Id != deal.Id).Take(Alternatives))
        {
            var view = await cards.FindAsync(other.Id, cancellationToken) ?? new DealView { Deal = other };
            views.Add(await cards.LinkAsync(incoming, view, cancellationToken));
        }
        return [.. views.Where(view => view.Buy is not null)];
    }
}
