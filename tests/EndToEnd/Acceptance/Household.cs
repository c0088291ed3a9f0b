using System.Net;
using System.Text.RegularExpressions;
using Daogou.Standins.Telegram;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>Whose purchase it was, as the test itself knows it: nothing of the program is asked.</summary>
internal sealed record Purchase(string OrderNo, TelegramPerson? Buyer, long? GroupChat, bool Nameless);

/// <summary>What people do with what the bot shows them: open digests, ask for their own link, click, buy.</summary>
internal sealed partial class Household(AcceptanceWorld world, IReadOnlyList<TelegramPerson> people, IReadOnlyList<long> groups)
{
    private readonly HashSet<(long Chat, int Message)> _read = [];
    private readonly List<Purchase> _purchases = [];
    private int _turn;

    public IReadOnlyList<Purchase> Purchases => _purchases;

    /// <summary>Human clicks made, robots' not among them.</summary>
    public int HumanClicks { get; private set; }

    public int RobotHits { get; private set; }

    /// <summary>Deals that were shown in each group, by their ids, oldest first.</summary>
    public Dictionary<long, List<long>> Shown { get; } = groups.ToDictionary(group => group, _ => new List<long>());

    /// <summary>Reads every new post in every group and acts on some of it.</summary>
    public async Task ReadPostsAsync(CancellationToken cancellationToken)
    {
        foreach (var group in groups)
        {
            foreach (var post in world.Telegram.World.Messages(group).Where(post => _read.Add((group, post.Id))))
            {
                await ReadPostAsync(group, post, cancellationToken);
            }
        }
    }

    private async Task ReadPostAsync(long group, TelegramMessage post, CancellationToken cancellationToken)
    {
        var deals = DealIds().Matches(post.Keyboard.ToJsonString()).Select(match => long.Parse(match.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().ToList();
        Shown[group].AddRange(deals);
        foreach (var address in Redirects().Matches(WebUtility.HtmlDecode(post.Html)).Select(match => new Uri(match.Value)).Distinct())
        {
            await RobotAsync(address, cancellationToken);
            // Somebody of the group presses the group's own link; every other one buys.
            var shop = await ClickAsync(address, cancellationToken);
            if (_turn++ % 2 == 0)
            {
                Buy(shop, buyer: null, group);
            }
        }
        foreach (var dealId in deals.Where((_, index) => index % 2 == 0))
        {
            var person = people[_turn++ % people.Count];
            var shop = await ClickAsync(await AskForOwnLinkAsync(person, dealId, cancellationToken), cancellationToken);
            if (_turn % 3 != 0)
            {
                Buy(shop, person, groupChat: null);
            }
        }
    }

    /// <summary>The person opens the bot with the deal, as the numbered button under a post does, and gets a link of their own.</summary>
    public async Task<Uri> AskForOwnLinkAsync(TelegramPerson person, long dealId, CancellationToken cancellationToken)
    {
        var before = world.Telegram.World.Messages(person.Id).Count;
        world.Telegram.World.Say(person, person.Id, $"/start d_{dealId}");
        var reply = await world.Telegram.World.WaitForAsync(
            chats => chats.Messages(person.Id).Skip(before).FirstOrDefault(message => Address(message) is not null), cancellationToken);
        return Address(reply)!;
    }

    /// <summary>Orders that carry a sub-id that is none of ours, or none at all.</summary>
    public void BuyNameless(string? subId)
    {
        var merchant = world.Merchants[0];
        var order = world.Network.Buy(subId, merchant.Key, merchant.Products[0].Title, 12_345);
        _purchases.Add(new Purchase(order.Number, null, null, Nameless: true));
    }

    private async Task<(string SubId, Uri Shop)> ClickAsync(Uri address, CancellationToken cancellationToken)
    {
        using var first = await world.Browser.GetAsync(address, cancellationToken);
        Assert302(first, address);
        HumanClicks++;
        using var second = await world.Browser.GetAsync(first.Headers.Location, cancellationToken);
        Assert302(second, first.Headers.Location!);
        var subId = Regex.Match(first.Headers.Location!.Query, "sid=(?<sid>[0-9a-z]{20})(&|$)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["sid"].Value;
        return (subId, second.Headers.Location!);
    }

    private async Task RobotAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.ParseAdd("TelegramBot (like TwitterBot)");
        using var preview = await world.Browser.SendAsync(request, cancellationToken);
        using var head = new HttpRequestMessage(HttpMethod.Head, address);
        using var headed = await world.Browser.SendAsync(head, cancellationToken);
        RobotHits += 2;
    }

    private void Buy((string SubId, Uri Shop) click, TelegramPerson? buyer, long? groupChat)
    {
        var id = click.Shop.AbsolutePath.Split('/')[^1];
        var (merchant, product) = (from candidate in world.Merchants
                                   from item in candidate.Products
                                   where item.Id == id
                                   select (candidate, item)).First();
        var (price, _) = Merchant.PriceOn(product, world.Day);
        var order = world.Network.Buy(click.SubId, merchant.Key, product.Title, price);
        _purchases.Add(new Purchase(order.Number, buyer, groupChat, Nameless: false));
    }

    private Uri? Address(TelegramMessage message) =>
        message.Buttons.Select(button => button["url"]?.GetValue<string>()).FirstOrDefault(url => url?.StartsWith(world.BaseUrl + "r/", StringComparison.Ordinal) == true) is { } found
            ? new Uri(found)
            : null;

    private static void Assert302(HttpResponseMessage answer, Uri address)
    {
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}, not 302.");
        }
    }

    [GeneratedRegex(@"(start=d_|deals:mine:)(?<id>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DealIds();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/r/[0-9a-z]{7}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Redirects();
}
