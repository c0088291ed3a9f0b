using System.Globalization;
using Daogou.Bot.Channels;
using Daogou.Bot.Commands;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Deals;

/// <summary>Deals for one person: each with a link of their own, so that the rebate of an order is theirs.</summary>
public sealed class DealCards(
    Database book,
    LinkDesk links,
    RankedDeals ranked,
    PublicAddress address,
    IEnumerable<IChannel> channels,
    IOptions<RebateOptions> rebates,
    IOptions<CouponOptions> coupons,
    IOptions<BotOptions> options,
    TimeProvider time)
{
    private const int LongestCopy = 256;

    /// <summary>The deal with picture, numbers and buttons; null when there is no such deal.</summary>
    public async Task<ChatBody?> PersonalAsync(Incoming incoming, long dealId, CancellationToken cancellationToken) =>
        await FindAsync(dealId, cancellationToken) is { } view ? Card(incoming, await LinkAsync(incoming, view, cancellationToken)) : null;

    /// <summary>The view of a deal, also of one that nobody priced; null when there is no such deal.</summary>
    public async Task<DealView?> FindAsync(long dealId, CancellationToken cancellationToken) =>
        await ranked.OneAsync(dealId, cancellationToken) is { } candidate
            ? await ViewAsync(candidate, cancellationToken)
            : await book.ReadAsync(session => DealStore.FindAsync(session, dealId), cancellationToken) is { } deal ? new DealView { Deal = deal } : null;

    /// <summary>A candidate's view, with the number of pieces at which one comes cheapest.</summary>
    public async Task<DealView> ViewAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await book.ReadAsync(session => CouponStore.ActiveAsync(session, now, candidate.Deal.Merchant), cancellationToken);
        return DealView.Of(candidate) with { Many = CouponMatch.BestQuantity(candidate.Deal, all, coupons.Value.MostPieces, now) };
    }

    /// <summary>The same view with the person's own link and the rebate it may bring; a group's unnamed admin has none.</summary>
    public async Task<DealView> LinkAsync(Incoming incoming, DealView view, CancellationToken cancellationToken) =>
        view.IsOver(time.GetUtcNow()) || incoming.Member.Id == 0
            ? view
            : With(view, await links.ForDealAsync(view.Deal.Id, Place.Request(incoming.Member.Id, incoming.GroupId), cancellationToken), incoming.Language, incoming.IsPrivate);

    /// <summary>The view with what came of asking for a link.</summary>
    public DealView With(DealView view, LinkAnswer answer, string language, bool isPrivate) => Fresh(view, answer.Programme) with
    {
        ShareText = MayShow(answer.Programme, isPrivate) ? answer.Link?.ShareText : null,
        Buy = answer.Posted is { } posted && MayShow(answer.Programme, isPrivate) ? posted : null,
        NoLink = answer.Link is null ? answer.Refusal?.In(language)
            : MayShow(answer.Programme, isPrivate) ? null
            : Words.In(language, "这家店的推广链接不能发在群里，请私聊我拿。", "This shop does not allow its links in groups; ask me in private."),
        Disclosure = answer.Programme?.DisclosureIn(language) ?? "",
        PriceLife = HalfLife(answer.Programme),
        Rebate = answer is { Link: not null, Programme: { } programme } && view.PriceAfter is { } price ? RebateEstimate.For(programme, price, rebates.Value) : null,
    };

    public ChatBody Card(Incoming incoming, DealView view, ChatButton? more = null) => Card(incoming.Channel, incoming.IsPrivate, incoming.Language, Zone(incoming), view, more);

    public ChatBody Card(string channel, bool isPrivate, string language, string zone, DealView view, ChatButton? more = null)
    {
        var rows = new List<IReadOnlyList<ChatButton>>();
        if (!view.IsOver(time.GetUtcNow()))
        {
            rows.Add(BuyRow(view, language));
            if (view.ShareText is { Length: <= LongestCopy } shareText)
            {
                rows.Add([new ChatButton(Words.In(language, "📋 复制口令", "📋 Copy 口令"), ButtonKind.Copy, shareText)]);
            }
            rows.Add(isPrivate ? OwnRow(view.Deal.Id, language) : GroupRow(channel, view.Deal.Id, language));
            rows.Add(CouponVoteTexts.Row(view, language));
        }
        if (more is not null)
        {
            rows.Add([more]);
        }
        return new ChatBody(DealTexts.Caption(view, time.GetUtcNow(), zone, language)) { PhotoUrl = Picture(view.Deal), Buttons = [.. rows.Where(row => row.Count > 0)] };
    }

    /// <summary>Several deals as lines of one message, with a number button for each.</summary>
    public ChatBody List(Incoming incoming, string title, IReadOnlyList<DealView> views, int first, ChatButton? more = null)
    {
        var lines = views.Index().Select(view => DealTexts.Line(first + view.Index, view.Item, time.GetUtcNow(), Zone(incoming), incoming.Language));
        var numbers = views.Index().Select(view => new ChatButton(
            (first + view.Index).ToString(CultureInfo.InvariantCulture), ButtonKind.Callback, "deals:show:" + Number(view.Item.Deal.Id)));
        return new ChatBody($"{title}\n\n{string.Join("\n\n", lines)}\n\n{DealTexts.Disclosure(views.Select(view => view.Disclosure), incoming.Language)}")
        {
            Buttons = more is null ? [[.. numbers]] : [[.. numbers], [more]],
        };
    }

    /// <summary>A deal passed on: the link of the sharer, ready to forward.</summary>
    public async Task<ChatBody?> ShareAsync(Incoming incoming, long dealId, CancellationToken cancellationToken)
    {
        var answer = await links.ForDealAsync(dealId, Place.Share(incoming.Member.Id, incoming.GroupId), cancellationToken);
        if (answer.Link is not { } link)
        {
            return answer.Refusal is { } refusal ? new ChatBody(Html.Text(refusal.In(incoming.Language))) : null;
        }
        var to = answer.Posted ?? address.Redirect(link.Code);
        var price = answer.Deal is { } shared && Fresh(new DealView { Deal = shared }, answer.Programme).Deal.Price is { } known ? " " + Html.Bold(known.ToText()) : "";
        return new ChatBody(
            $"🔗 {Html.Bold(Titles.Short(answer.Deal?.Title ?? "", 90))}{price}\n{Html.Text(to.AbsoluteUri)}\n{DealTexts.ShareText(link.ShareText, incoming.Language)}\n" +
            Words.In(
                incoming.Language,
                "转发给朋友：TA 从这里下单并确认后，你会得到分享奖励。",
                "Forward it: when a friend's order through it is confirmed, you get a share reward."))
        {
            Buttons = [[new ChatButton(Words.In(incoming.Language, "📋 复制链接", "📋 Copy link"), ButtonKind.Copy, to.AbsoluteUri)]],
        };
    }

    public string Zone(Incoming incoming) => incoming.Group?.Zone ?? options.Value.Zone;

    internal static string? Picture(Deal deal) =>
        Uri.TryCreate(deal.ImageUrl, UriKind.Absolute, out var picture) && picture.Scheme is "http" or "https" ? deal.ImageUrl : null;

    /// <summary>A programme that forbids links in chats is respected in groups; what one person asks for in private is between us.</summary>
    private static bool MayShow(Programme? programme, bool isPrivate) => isPrivate || programme is not { AllowsChat: false };

    /// <summary>Without its price where the programme lets a price live for some hours only and half of them are over: the other half is the post's.</summary>
    private DealView Fresh(DealView view, Programme? programme) =>
        HalfLife(programme) is { } life && time.GetUtcNow() - view.Deal.LastSeenAt >= life ? view.WithoutPrice() : view;

    private static TimeSpan? HalfLife(Programme? programme) => programme?.PriceLifeHours is { } hours ? TimeSpan.FromHours(hours) / 2 : null;

    private List<ChatButton> BuyRow(DealView view, string language)
    {
        var row = new List<ChatButton>
        {
            view.Buy is { } buy
                ? new ChatButton(Words.In(language, "🛒 去购买", "🛒 Buy"), ButtonKind.Link, buy.AbsoluteUri)
                : new ChatButton(Words.In(language, "查看", "View"), ButtonKind.Link, address.Deal(view.Deal.Id).AbsoluteUri),
        };
        if (view.Coupon?.Coupon is { Code: { Length: > 0 and <= LongestCopy } code })
        {
            row.Add(new ChatButton(Words.In(language, "📋 复制券码", "📋 Copy code"), ButtonKind.Copy, code));
        }
        else if (view.Coupon?.Coupon.ClaimUrl is { } claim && Uri.TryCreate(claim, UriKind.Absolute, out var at) && at.Scheme is "http" or "https")
        {
            row.Add(new ChatButton(Words.In(language, "🎟 领券", "🎟 Claim coupon"), ButtonKind.Link, at.AbsoluteUri));
        }
        return row;
    }

    private static ChatButton[] OwnRow(long dealId, string language) =>
    [
        new(Words.In(language, "🔗 分享", "🔗 Share"), ButtonKind.Callback, "deals:share:" + Number(dealId)),
        new(Words.In(language, "🔔 盯价", "🔔 Watch"), ButtonKind.Callback, "watch:add:" + Number(dealId)),
        new(Words.In(language, "📈 走势", "📈 History"), ButtonKind.Callback, "deals:past:" + Number(dealId)),
    ];

    /// <summary>In a group the buttons lead each reader to a link, a share and a watch of their own.</summary>
    internal IReadOnlyList<ChatButton> GroupRow(string channel, long dealId, string language) =>
    [
        Personal(channel, Words.In(language, "💰 我的返利链接", "💰 My rebate link"), "d", "deals:mine:", dealId),
        Personal(channel, Words.In(language, "🔔 盯价", "🔔 Watch"), "w", "watch:add:", dealId),
    ];

    /// <summary>A button into the private chat, or a callback where the channel has no such address.</summary>
    internal ChatButton Personal(string channel, string text, string verb, string callback, long dealId) =>
        channels.FirstOrDefault(candidate => candidate.Name == channel)?.StartAddress($"{verb}_{Number(dealId)}") is { } start
            ? new ChatButton(text, ButtonKind.Link, start.AbsoluteUri)
            : new ChatButton(text, ButtonKind.Callback, callback + Number(dealId));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
