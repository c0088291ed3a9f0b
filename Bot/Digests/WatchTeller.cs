using System.Globalization;
using Daogou.Bot.Commands;
using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Digests;

/// <summary>Tells members when what they watch costs what they hoped, once for each price.</summary>
public sealed class WatchTeller(Database book, DealCards cards, LinkDesk links, OutboxSignal signal, IOptions<BotOptions> options, IOptions<NewsOptions> news, TimeProvider time)
{
    private const int Page = 200;
    private static readonly TimeSpan LooksAnyway = TimeSpan.FromMinutes(10);
    private readonly NewsRule _news = NewsRule.Of(news.Value);
    private DateTimeOffset? _lookedAt;
    private DateTimeOffset _lastLook = DateTimeOffset.MinValue;

    /// <summary>
    /// The number of members told. Looks when a deal was news since the last look, and now and then anyway: a step too small to be news may bring
    /// a price to where somebody waits for it.
    /// </summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var changed = await book.ReadAsync(DealStore.LastChangeAsync, cancellationToken);
        var now = time.GetUtcNow();
        if (changed is null || (changed == _lookedAt && now - _lastLook < LooksAnyway))
        {
            return 0;
        }
        var told = 0;
        for (var after = 0L; await book.ReadAsync(session => WatchStore.OpenAsync(session, after, Page), cancellationToken) is { Count: > 0 } watches; after = watches[^1].Id)
        {
            foreach (var watch in watches)
            {
                told += await LookAsync(watch, cancellationToken) ? 1 : 0;
            }
        }
        (_lookedAt, _lastLook) = (changed, now);
        return told;
    }

    private async Task<bool> LookAsync(Watch watch, CancellationToken cancellationToken)
    {
        var deal = await book.ReadAsync(
            session => watch.DealId is { } id ? DealStore.FindAsync(session, id) : WatchWords.CheapestAsync(session, watch.Words, watch.Currency, watch.MaxPriceMinor),
            cancellationToken);
        if (deal is not { State: DealState.Active, PriceMinor: { } price } || !IsNews(watch, deal, price, _news, time.GetUtcNow())
            || await book.ReadAsync(session => MemberStore.FindAsync(session, watch.MemberId), cancellationToken) is not { ErasedAt: null } member)
        {
            return false;
        }
        var chats = await book.ReadAsync(session => MemberStore.PrivateChatsAsync(session, watch.MemberId), cancellationToken);
        var view = await cards.FindAsync(deal.Id, cancellationToken) ?? new DealView { Deal = deal };
        view = cards.With(view, await links.ForDealAsync(deal.Id, Place.Request(member.Id), cancellationToken), member.Language, isPrivate: true);
        return chats.Count > 0 && await TellAsync(watch, chats[0], Body(watch, chats[0], member, view), deal.Id, price, cancellationToken);
    }

    /// <summary>
    /// Come down to the price asked for, or lower by the rule than the one known; the price told stays told, also of another deal, until some days
    /// later it comes again.
    /// </summary>
    internal static bool IsNews(Watch watch, Deal deal, long price, NewsRule rule, DateTimeOffset now) => watch switch
    {
        { MaxPriceMinor: { } max } when price > max => false,
        { LastPriceMinor: null } => true,
        { MaxPriceMinor: { } max, LastPriceMinor: { } last } when last > max => true,
        { LastPriceMinor: { } last } when rule.IsLower(price, last) => true,
        { LastPriceMinor: { } last, LastToldAt: { } told } => price <= last && now - told >= rule.Again && deal.ChangedAt > told,
        _ => false,
    };

    private async Task<bool> TellAsync(Watch watch, PrivateChat chat, ChatBody body, long dealId, long price, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = new OutboxMessage
        {
            Notice = string.Create(CultureInfo.InvariantCulture, $"watch:{watch.Id}:{dealId}:{price}"),
            Channel = chat.Channel,
            Chat = chat.Chat,
            Kind = MessageKind.Deal,
            Body = body,
            DealId = dealId,
            ExpiresAt = now.AddDays(1),
        };
        var isNew = await book.WriteAsync(
            async session =>
            {
                await WatchStore.ToldAsync(session, watch.Id, dealId, price, now);
                return await OutboxStore.QueueAsync(session, message, now);
            },
            cancellationToken);
        signal.Wake();
        return isNew;
    }

    private ChatBody Body(Watch watch, PrivateChat chat, Member member, DealView view)
    {
        var stop = new ChatButton(
            Words.In(member.Language, "✖ 不再盯", "✖ Stop watching"), ButtonKind.Callback, string.Create(CultureInfo.InvariantCulture, $"watch:end:{watch.Id}"));
        var card = cards.Card(chat.Channel, isPrivate: true, member.Language, options.Value.Zone, view, stop);
        return card with { Html = $"🔔 {Words.In(member.Language, "你盯的到价了：", "At your price: ")}{Html.Text(watch.Words)}\n{card.Html}" };
    }
}
