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
public sealed class WatchTeller(Database book, DealCards cards, LinkDesk links, OutboxSignal signal, IOptions<BotOptions> options, TimeProvider time)
{
    private const int Page = 200;
    private DateTimeOffset? _lookedAt;

    /// <summary>The number of members told. Looks only when a deal changed since the last look.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var changed = await book.ReadAsync(DealStore.LastChangeAsync, cancellationToken);
        if (changed is null || changed == _lookedAt)
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
        _lookedAt = changed;
        return told;
    }

    private async Task<bool> LookAsync(Watch watch, CancellationToken cancellationToken)
    {
        var deal = await book.ReadAsync(
            session => watch.DealId is { } id ? DealStore.FindAsync(session, id) : WatchWords.CheapestAsync(session, watch.Words, watch.Currency, watch.MaxPriceMinor),
            cancellationToken);
        if (deal is not { State: DealState.Active, PriceMinor: { } price } || !IsNews(watch, deal.Id, price)
            || await book.ReadAsync(session => MemberStore.FindAsync(session, watch.MemberId), cancellationToken) is not { ErasedAt: null } member)
        {
            return false;
        }
        var chats = await book.ReadAsync(session => MemberStore.PrivateChatsAsync(session, watch.MemberId), cancellationToken);
        var view = await cards.FindAsync(deal.Id, cancellationToken) ?? new DealView { Deal = deal };
        view = cards.With(view, await links.ForDealAsync(deal.Id, Place.Request(member.Id), cancellationToken), member.Language, isPrivate: true);
        return chats.Count > 0 && await TellAsync(watch, chats[0], Body(watch, chats[0], member, view), deal.Id, price, cancellationToken);
    }

    /// <summary>Within the price asked for, or below the last one known; the same price of the same deal is told once.</summary>
    internal static bool IsNews(Watch watch, long dealId, long price) => watch switch
    {
        { MaxPriceMinor: { } max } => price <= max && (watch.LastPriceMinor is not { } last || price < last || (dealId != watch.LastDealId && price == last)),
        { LastPriceMinor: { } last } => price < last,
        _ => true,
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
