using System.Globalization;
using System.Text;
using Daogou.Bot.Deals;
using Daogou.Bot.Pictures;
using Daogou.Bot.Texts;
using Daogou.Core.Deals;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Commands;

/// <summary><c>/deals [words]</c>: the best now, the first ones with picture and the asker's own link.</summary>
public sealed class DealsCommand(RankedDeals ranked, DealCards cards, CouponDesk coupons, DealHistory history) : IBotCommand
{
    private const int PrivateCards = 3;
    private const int GroupLines = 4;
    private const int LongestData = 64;

    public string Name => "deals";

    public CommandAudience Audience => CommandAudience.Everyone;

    public string Describe(string language) => Words.In(language, "现在最值得买的好价，可以加关键词", "The best deals now; add words to narrow them");

    public Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken) => incoming.Callback switch
    {
        null => BestAsync(incoming, incoming.Text, 0, cancellationToken),
        ['m', 'o', 'r', 'e', ':', .. var rest] => MoreAsync(incoming, rest, cancellationToken),
        ['s', 'h', 'o', 'w', ':', .. var id] => OneAsync(incoming, id, cancellationToken),
        ['m', 'i', 'n', 'e', ':', .. var id] => OneAsync(incoming, id, cancellationToken),
        ['s', 'h', 'a', 'r', 'e', ':', .. var id] => ShareAsync(incoming, id, cancellationToken),
        ['p', 'a', 's', 't', ':', .. var id] => PastAsync(incoming, id, cancellationToken),
        ['b', 'a', 'd', ':', .. var id] => VoteAsync(incoming, id, works: false, cancellationToken),
        ['g', 'o', 'o', 'd', ':', .. var id] => VoteAsync(incoming, id, works: true, cancellationToken),
        _ => Task.FromResult<Answer>(Stale.Button(incoming.Language)),
    };

    private async Task<Answer> BestAsync(Incoming incoming, string words, int skip, CancellationToken cancellationToken)
    {
        var take = incoming.IsPrivate ? PrivateCards : 1 + GroupLines;
        var reduced = await ranked.ForAsync(new DealWish { Words = words, Skip = skip }, take + 1, cancellationToken);
        // Nothing is really cheaper than usual: then say so, and show what there is.
        var isPlain = reduced.Count == 0 && skip == 0;
        var found = isPlain ? await ranked.ForAsync(new DealWish { Words = words, OnlyReduced = false }, take, cancellationToken) : reduced;
        if (found.Count == 0)
        {
            return skip > 0 ? NoMore(incoming.Language) : None(incoming, words);
        }
        var views = new List<DealView>();
        foreach (var candidate in found.Take(take))
        {
            views.Add(await cards.LinkAsync(incoming, await cards.ViewAsync(candidate, cancellationToken), cancellationToken));
        }
        var more = found.Count > take ? More(words, skip + take, incoming.Language) : null;
        return new Answer([.. isPlain ? [Plain(incoming.Language)] : Array.Empty<ChatBody>(), .. Show(incoming, views, skip, more)]);
    }

    private IEnumerable<ChatBody> Show(Incoming incoming, List<DealView> views, int skip, ChatButton? more)
    {
        if (incoming.IsPrivate)
        {
            return views.Index().Select(view => cards.Card(incoming, view.Item, view.Index == views.Count - 1 ? more : null));
        }
        var title = Words.In(incoming.Language, "<b>也值得看：</b>", "<b>Also good:</b>");
        return views is [var only]
            ? [cards.Card(incoming, only, more)]
            : [cards.Card(incoming, views[0]), cards.List(incoming, title, views[1..], skip + 2, more)];
    }

    private Task<Answer> MoreAsync(Incoming incoming, string rest, CancellationToken cancellationToken)
    {
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(rest[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            ? BestAsync(incoming, rest[(colon + 1)..], skip, cancellationToken)
            : Task.FromResult<Answer>(Stale.Button(incoming.Language));
    }

    private async Task<Answer> OneAsync(Incoming incoming, string id, CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId)
        && await cards.PersonalAsync(incoming, dealId, cancellationToken) is { } card
            ? card
            : Gone(incoming.Language);

    private async Task<Answer> ShareAsync(Incoming incoming, string id, CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId)
        && await cards.ShareAsync(incoming, dealId, cancellationToken) is { } body
            ? body
            : Gone(incoming.Language);

    private async Task<Answer> PastAsync(Incoming incoming, string id, CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId)
        && await history.ForAsync(dealId, incoming.Language, cancellationToken) is { } body
            ? body
            : Gone(incoming.Language);

    /// <summary>A person's word on a coupon; a group's unnamed admin has none.</summary>
    private async Task<Answer> VoteAsync(Incoming incoming, string id, bool works, CancellationToken cancellationToken) =>
        incoming.Member.Id != 0 && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var couponId)
            ? CouponVoteTexts.Thanks(
                await coupons.VoteAsync(couponId, string.Create(CultureInfo.InvariantCulture, $"member:{incoming.Member.Id}"), works, cancellationToken), works, incoming.Language)
            : Stale.Button(incoming.Language);

    /// <summary>Null where the words do not fit into a button; then the words can be sent again more narrowly.</summary>
    private static ChatButton? More(string words, int skip, string language)
    {
        var data = string.Create(CultureInfo.InvariantCulture, $"deals:more:{skip}:{words}");
        return Encoding.UTF8.GetByteCount(data) <= LongestData ? new ChatButton(Words.In(language, "更多好价", "More deals"), ButtonKind.Callback, data) : null;
    }

    private static ChatBody None(Incoming incoming, string words)
    {
        if (words.Length == 0)
        {
            return new ChatBody(Words.In(incoming.Language, "现在还没有好价，过一会儿再来看看。", "No deals right now. Please look again in a while."));
        }
        var watch = "watch:words:" + words;
        return new ChatBody(Words.In(
            incoming.Language,
            $"没有找到「{Html.Text(words)}」的好价。\n有了我可以第一时间告诉你。",
            $"I found no deal for “{Html.Text(words)}”.\nI can tell you when one appears."))
        {
            Buttons = Encoding.UTF8.GetByteCount(watch) <= LongestData
                ? [[new ChatButton(Words.In(incoming.Language, "🔔 有货通知我", "🔔 Tell me"), ButtonKind.Callback, watch)]]
                : [],
        };
    }

    private static ChatBody Plain(string language) => new(Words.In(
        language, "现在没有真正降价的，先看看这些：", "Nothing is really below its usual price right now. What there is:"));

    private static ChatBody NoMore(string language) => new(Words.In(language, "就这些了。", "That is all for now."));

    internal static ChatBody Gone(string language) => new(Words.In(
        language, "这个好价已经不在了。看看现在的：/deals", "That deal is gone. See what is good now: /deals"));
}
