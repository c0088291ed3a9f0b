using System.Globalization;
using System.Text;
using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary><c>/watch</c>: what a member waits for. <c>/watch coffee 30</c> adds one, a deal's button another, the list ends them.</summary>
public sealed class WatchCommand(Database book, DealCards cards, TimeProvider time) : IBotCommand
{
    private const int Most = 20;

    public string Name => "watch";

    public CommandAudience Audience => CommandAudience.InPrivate;

    public string Describe(string language) => Words.In(language, "盯价：到价提醒，例如 /watch 咖啡 30", "Price alerts, for example /watch coffee 30");

    public Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken) => incoming.Callback switch
    {
        null when incoming.Text.Length == 0 => ListAsync(incoming, isReplacing: false, cancellationToken),
        null => AddWordsAsync(incoming, incoming.Text, cancellationToken),
        ['a', 'd', 'd', ':', .. var id] => AddDealAsync(incoming, id, cancellationToken),
        ['w', 'o', 'r', 'd', 's', ':', .. var words] => AddWordsAsync(incoming, words, cancellationToken),
        ['e', 'n', 'd', ':', .. var id] => EndAsync(incoming, id, cancellationToken),
        _ => Task.FromResult<Answer>(Stale.Button(incoming.Language)),
    };

    private async Task<Answer> ListAsync(Incoming incoming, bool isReplacing, CancellationToken cancellationToken)
    {
        var watches = await book.ReadAsync(session => WatchStore.OpenOfAsync(session, incoming.Member.Id), cancellationToken);
        var body = WatchTexts.List(watches, incoming.Language);
        return isReplacing ? Answer.InPlace(body) : body;
    }

    private async Task<Answer> AddDealAsync(Incoming incoming, string id, CancellationToken cancellationToken)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId)
            || await cards.FindAsync(dealId, cancellationToken) is not { } view)
        {
            return DealsCommand.Gone(incoming.Language);
        }
        return await AddAsync(incoming, Titles.Short(view.Deal.Title, 60), view.Deal.Id, view.Deal, null, cancellationToken);
    }

    private async Task<Answer> AddWordsAsync(Incoming incoming, string text, CancellationToken cancellationToken)
    {
        var (words, major, currency) = WatchWords.Read(text);
        if (words.Length == 0)
        {
            return new ChatBody(Words.In(
                incoming.Language, "请告诉我盯什么，例如：/watch 咖啡 30", "Tell me what to watch, for example: /watch coffee 30"));
        }
        var cheapest = await book.ReadAsync(session => WatchWords.CheapestAsync(session, words, currency, null), cancellationToken);
        var max = major is { } price ? Money.FromDecimal(price, currency ?? cheapest?.Currency ?? WatchWords.HomeCurrency(incoming.Language)) : null;
        return await AddAsync(incoming, Titles.Short(words, 60), null, cheapest, max, cancellationToken);
    }

    /// <summary>What is there already at the beginning is no news; only something cheaper, or within the price asked for, is.</summary>
    private async Task<Answer> AddAsync(Incoming incoming, string words, long? dealId, Deal? present, Money? max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var watch = new Watch
        {
            Id = Ids.Next(time),
            MemberId = incoming.Member.Id,
            Words = words,
            DealId = dealId,
            MaxPriceMinor = max?.Minor,
            Currency = max?.Currency ?? present?.Currency,
            CreatedAt = now,
            LastDealId = max is null ? present?.Id : null,
            LastPriceMinor = max is null ? present?.PriceMinor : null,
        };
        var isKept = await book.WriteAsync(
            async session =>
            {
                var open = await WatchStore.OpenOfAsync(session, incoming.Member.Id);
                if (open.Any(known => known.Words == watch.Words && known.DealId == watch.DealId && known.MaxPriceMinor == watch.MaxPriceMinor))
                {
                    return true;
                }
                if (open.Count < Most)
                {
                    await WatchStore.AddAsync(session, watch);
                }
                return open.Count < Most;
            },
            cancellationToken);
        return isKept ? WatchTexts.Added(watch, incoming.Language) : WatchTexts.Full(Most, incoming.Language);
    }

    private async Task<Answer> EndAsync(Incoming incoming, string id, CancellationToken cancellationToken)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var watchId))
        {
            return Stale.Button(incoming.Language);
        }
        await book.WriteAsync(session => WatchStore.EndAsync(session, watchId, incoming.Member.Id, time.GetUtcNow()), cancellationToken);
        return await ListAsync(incoming, isReplacing: true, cancellationToken);
    }
}

/// <summary>The words of a watch, its price and what matches it.</summary>
internal static class WatchWords
{
    /// <summary>A price at the end of the words, with or without its sign.</summary>
    public static (string Words, decimal? Major, string? Currency) Read(string text)
    {
        var parts = text.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > 1 && ReadPrice(parts[^1]) is var (major, currency))
        {
            return (string.Join(' ', parts[..^1]), major, currency);
        }
        return (string.Join(' ', parts), null, null);
    }

    public static string HomeCurrency(string language) => language == Words.Chinese ? "CNY" : "USD";

    /// <summary>The cheapest active deal that the words mean.</summary>
    public static async Task<Deal?> CheapestAsync(Session session, string words, string? currency, long? maxMinor)
    {
        var query = new DealQuery { Words = words, Currency = currency, MaxPriceMinor = maxMinor, Order = DealOrder.Cheapest, Take = 1 };
        return (await DealStore.SearchAsync(session, query)).Deals.FirstOrDefault(deal => deal.PriceMinor is not null);
    }

    private static (decimal Major, string? Currency)? ReadPrice(string text)
    {
        var currency = text switch
        {
            ['¥' or '￥', ..] or [.., '元'] => "CNY",
            ['$', ..] => "USD",
            ['€', ..] or [.., '€'] => "EUR",
            ['£', ..] => "GBP",
            _ => null,
        };
        return decimal.TryParse(text.Trim('¥', '￥', '元', '$', '€', '£'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) && major is > 0 and < 10_000_000
            ? (major, currency)
            : null;
    }
}

internal static class WatchTexts
{
    public static ChatBody Added(Watch watch, string language) => new(
        $"🔔 {Html.Bold(watch.Words)}\n" + (watch.MaxPrice is { } max
            ? Words.In(language, $"降到 {Html.Bold(max.ToText())} 以内时我会私聊告诉你。", $"I tell you in private when it costs {Html.Bold(max.ToText())} or less.")
            : Words.In(language, "再降价时我会私聊告诉你。", "I tell you in private when it gets cheaper.")) +
        Words.In(language, "\n查看和取消：/watch", "\nSee and end your alerts: /watch"));

    public static ChatBody Full(int most, string language) => new(Words.In(
        language, $"最多同时盯 {most} 个。先用 /watch 取消一个吧。", $"You watch {most} things already. End one first: /watch"));

    public static ChatBody List(IReadOnlyList<Watch> watches, string language)
    {
        if (watches.Count == 0)
        {
            return new ChatBody(Words.In(
                language,
                "现在没有盯价。\n例如：/watch 咖啡 30，降到 30 以内时提醒你。",
                "You watch nothing yet.\nFor example: /watch coffee 30 tells you when coffee costs 30 or less."));
        }
        var text = new StringBuilder("🔔 ").Append(Html.Bold(When.Count(watches.Count, language, "个盯价", "alert")));
        foreach (var (index, watch) in watches.Index())
        {
            text.Append('\n').Append(index + 1).Append(". ").Append(Html.Text(watch.Words));
            if (watch.MaxPrice is { } max)
            {
                text.Append(" ≤ ").Append(Html.Text(max.ToText()));
            }
        }
        return new ChatBody(text.ToString())
        {
            Buttons =
            [
                .. watches.Index().Chunk(4).Select(row => row.Select(watch => new ChatButton(
                    string.Create(CultureInfo.InvariantCulture, $"✖ {watch.Index + 1}"),
                    ButtonKind.Callback,
                    string.Create(CultureInfo.InvariantCulture, $"watch:end:{watch.Item.Id}"))).ToArray()),
            ],
        };
    }
}
