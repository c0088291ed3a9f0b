using System.Globalization;
using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Digests;

/// <summary>A digest or a single deal as a group sees it, also when it is written anew because a deal of it ended.</summary>
public sealed class PostText(DealCards cards, TimeProvider time)
{
    /// <param name="views">The picks that may be shown, in their order, with the group's own links.</param>
    public ChatBody Body(Group group, Digest digest, IReadOnlyList<DealView> views) =>
        IsSingle(digest) && views is [var only]
            ? cards.Card(group.Channel, isPrivate: false, group.Language, group.Zone, only)
            : List(group, digest, views);

    /// <summary>One pushed deal is a post with its picture; everything else is a list.</summary>
    public static bool IsSingle(Digest digest) => digest is { Kind: DigestKind.Push, Picks.Count: 1 };

    private ChatBody List(Group group, Digest digest, IReadOnlyList<DealView> views)
    {
        var now = time.GetUtcNow();
        var language = group.Language;
        var open = views.Index().Where(view => !view.Item.IsOver(now)).ToList();
        var lines = views.Index().Select(view => DealTexts.Line(view.Index + 1, view.Item, now, group.Zone, language));
        var withRebate = open.Where(view => view.Item.Rebate is not null).ToList();
        var hint = withRebate.Count == 0 ? "" : "\n\n" + Words.In(language, "💰 想拿返利？按序号，换成你自己的链接。", "💰 Want the rebate? Press a number for a link of your own.");
        return new ChatBody($"{Head(group, digest)}\n\n{string.Join("\n\n", lines)}{hint}\n\n{DealTexts.Disclosure(views.Select(view => view.Disclosure), language)}")
        {
            Buttons =
            [
                .. withRebate
                    .Select(view => cards.Personal(group.Channel, (view.Index + 1).ToString(CultureInfo.InvariantCulture), "d", "deals:mine:", view.Item.Deal.Id))
                    .Chunk(5),
            ],
        };
    }

    private static string Head(Group group, Digest digest) =>
        (digest.Kind == DigestKind.Daily ? Words.In(group.Language, "🛒 <b>今日精选</b>", "🛒 <b>Today's picks</b>") : Words.In(group.Language, "🛒 <b>好价</b>", "🛒 <b>Good deals</b>"))
        + " · " + When.Day(digest.BuiltAt, digest.BuiltAt, group.Zone, group.Language);
}
