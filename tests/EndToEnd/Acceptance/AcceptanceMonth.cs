using System.Net.Http.Json;
using Daogou.Core.Clicks;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Payouts;
using Daogou.Core.Ranking;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Daogou.Core.Trail;
using Daogou.Standins.Telegram;
using Xunit;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>
/// The acceptance run: 19,406 real products of three merchants, three groups that want different things, people who click, buy and send
/// back, a month long. At the end the report, the ledger and the test's own count must agree to the cent.
/// </summary>
public sealed class AcceptanceMonth(ITestOutputHelper output)
{
    private const int Days = 30;
    private const long Berlin = -1_001_000_000_001;
    private const long Shanghai = -1_001_000_000_002;
    private const long NewYork = -1_001_000_000_003;
    private static readonly TimeSpan Morning = new(8, 30, 0);
    private static readonly TimeSpan Afternoon = new(13, 30, 0);

    [Fact]
    public async Task A_month_of_real_products_ends_with_books_that_agree_to_the_cent()
    {
        if (Catalogue.FindFile() is not { } file)
        {
            Assert.Skip("The catalogue of real products does not lie beside this checkout (shared/data/catalogue).");
            return;
        }
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var world = await AcceptanceWorld.OpenAsync(file, cancellationToken);
        var people = Enumerable.Range(1, 6).Select(number => world.Telegram.World.Person(100 + number, $"Member {number}", number % 2 == 0 ? "zh" : "en")).ToList();
        var admins = new[] { (Berlin, "Berlin bargains"), (Shanghai, "上海好价"), (NewYork, "New York cables") }.Index()
            .ToDictionary(group => group.Item.Item1, group => world.Telegram.World.Person(200 + group.Index, "Admin of " + group.Item.Item2));
        await OpenGroupsAsync(world, admins, cancellationToken);
        var household = new Household(world, people, [Berlin, Shanghai, NewYork]);

        for (var day = 0; day < Days; day++)
        {
            await world.GoToAsync(day, Morning, cancellationToken);
            await household.ReadPostsAsync(cancellationToken);
            await world.GoToAsync(day, Afternoon, cancellationToken);
            await household.ReadPostsAsync(cancellationToken);
            household.BuyNameless(day % 2 == 0 ? null : "zzzzzzz0000000zzzzzz");
            NetworkDecides(world, day);
            if (day == 24)
            {
                await WithdrawAsync(world, people[0], cancellationToken);
            }
        }
        for (var day = Days; day < Days + 16; day++)
        {
            await world.GoToAsync(day, Morning, cancellationToken);
            NetworkDecides(world, day);
        }
        await world.GoToAsync(Days + 17, Morning, cancellationToken);

        output.WriteLine($"{household.Purchases.Count} orders, {household.HumanClicks} human clicks, {household.RobotHits} robot hits");
        await AgreeAsync(world, household, people, admins, cancellationToken);
        await ExplainAsync(world, household, cancellationToken);
    }

    private static async Task OpenGroupsAsync(AcceptanceWorld world, Dictionary<long, TelegramPerson> admins, CancellationToken cancellationToken)
    {
        foreach (var (chat, admin) in admins)
        {
            world.Telegram.World.AddGroup(chat, admin.Name["Admin of ".Length..], (admin, "creator"));
        }
        var settings = new Dictionary<long, object>
        {
            [Berlin] = new { language = "en", zone = "Europe/Berlin", digestMinute = 540, categories = new[] { "Laptops", "Displays" }, minDiscountBp = 1000, maxItems = 5 },
            [Shanghai] = new { language = "zh", zone = "Asia/Shanghai", digestMinute = 1200, excludedWords = new[] { "toner", "cartridge" }, minDiscountBp = 1500, maxItems = 6 },
            [NewYork] = new { language = "en", zone = "America/New_York", digestMinute = 480, words = new[] { "cable", "adapter", "drive" }, minDiscountBp = 2000, maxItems = 3 },
        };
        foreach (var (chat, wanted) in settings)
        {
            var group = await GroupAsync(world, chat, cancellationToken);
            using var saved = await world.Rest.PutAsJsonAsync(new Uri($"api/v1/groups/{group.Id}/settings", UriKind.Relative), wanted, cancellationToken);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    /// <summary>The network's own mind: most orders are approved after five days, some declined, some partly sent back after approval.</summary>
    private static void NetworkDecides(AcceptanceWorld world, int day)
    {
        foreach (var order in world.Network.Orders)
        {
            var age = (world.Clock.GetUtcNow() - order.CreatedAt).TotalDays;
            var number = int.Parse(order.Number.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            if (order.State == "open" && age >= 5)
            {
                if (number % 9 == 0)
                {
                    world.Network.Decline(order.Number, "returned before delivery");
                }
                else
                {
                    world.Network.Approve(order.Number);
                }
            }
            else if (order.State == "approved" && number % 7 == 0 && age is >= 9 and < 10)
            {
                world.Network.RefundPart(order.Number, order.SaleMinor / 3);
            }
            else if (order.State == "approved" && number % 11 == 0 && age >= 14)
            {
                // After the hold: what was already payable, and may be paid out, is taken back.
                world.Network.Decline(order.Number, "returned");
            }
        }
        _ = day;
    }

    private static async Task WithdrawAsync(AcceptanceWorld world, TelegramPerson person, CancellationToken cancellationToken)
    {
        var member = await MemberAsync(world, person, cancellationToken);
        var wallets = await world.Get<Database>().ReadAsync(session => Wallets.ForMemberAsync(session, member.Id), cancellationToken);
        var available = Assert.Single(wallets).Available;
        var answer = await world.Get<PayoutDesk>().RequestAsync(member.Id, available, "manual", "transfer to member 1", "acceptance", cancellationToken);
        Assert.NotNull(answer.Payout);
        foreach (var (act, body) in new (string, object)[] { ("approve", new { }), ("paid", new { reference = "T-1" }) })
        {
            using var done = await world.Rest.PostAsJsonAsync(new Uri($"api/v1/payouts/{answer.Payout.Id}/{act}", UriKind.Relative), body, cancellationToken);
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    /// <summary>Three counts that know nothing of each other: the test's, the report's and the ledger's.</summary>
    private static async Task AgreeAsync(
        AcceptanceWorld world, Household household, List<TelegramPerson> people, Dictionary<long, TelegramPerson> admins, CancellationToken cancellationToken)
    {
        var own = new OwnCount(world.Network, household.Purchases);
        var book = world.Get<Database>();
        Assert.True(own.Orders > 150, $"only {own.Orders} orders: the month was too quiet to prove anything");

        foreach (var person in people)
        {
            var member = await MemberAsync(world, person, cancellationToken);
            var wallets = await book.ReadAsync(session => Wallets.ForMemberAsync(session, member.Id), cancellationToken);
            Assert.Equal(own.RebateOf(person), wallets.Sum(wallet => wallet.Pending.Minor + wallet.Available.Minor + wallet.Held.Minor + wallet.Paying.Minor + wallet.Paid.Minor));
            Assert.Equal(0, wallets.Sum(wallet => wallet.Pending.Minor));
        }
        foreach (var (chat, admin) in admins)
        {
            var member = await MemberAsync(world, admin, cancellationToken);
            var wallets = await book.ReadAsync(session => Wallets.ForMemberAsync(session, member.Id), cancellationToken);
            Assert.Equal(own.ShareOf(chat), wallets.Sum(wallet => wallet.Pending.Minor + wallet.Available.Minor));
        }

        var period = ReportPeriod.Days(world.Clock.GetUtcNow(), 60, TimeZoneInfo.Utc);
        foreach (var by in Enum.GetValues<ReportBy>())
        {
            var report = await book.ReadAsync(session => RebateReport.RunAsync(session, period, by), cancellationToken);
            Assert.True(report.TiesOut, $"the report by {by} does not tie out");
            var total = Assert.Single(report.Totals).Sums;
            Assert.Equal(own.Orders, total.Orders);
            Assert.Equal(own.Sale, total.SaleMinor);
            Assert.Equal(own.Commission, total.CommissionMinor);
            Assert.Equal(own.Rebates, total.RebatesMinor);
            Assert.Equal(own.GroupShares, total.GroupSharesMinor);
            Assert.Equal(own.Unattributed, total.UnattributedMinor);
            Assert.Equal(own.House, total.HouseMinor);
        }

        var receivable = await book.ReadAsync(session => Journal.BalanceAsync(session, AccountName.Receivable("acc"), "USD"), cancellationToken);
        Assert.Equal(-own.Commission, receivable.Minor);
        var verified = await world.Get<Verification>().RunAsync(cancellationToken);
        Assert.True(verified.Sound, string.Join("; ", verified.Findings.Select(finding => finding.Detail)));

        var clicks = await world.Get<ClickReports>().CountAsync(new DateOnly(2026, 11, 1), new DateOnly(2027, 1, 31), cancellationToken);
        Assert.Equal(household.HumanClicks, clicks.Humans);
        Assert.Equal(household.RobotHits, clicks.Bots + clicks.Suspects);
    }

    private async Task ExplainAsync(AcceptanceWorld world, Household household, CancellationToken cancellationToken)
    {
        var walk = world.Get<TrailWalk>();
        TrailKind[] always = [TrailKind.Source, TrailKind.Item, TrailKind.Deal, TrailKind.Link, TrailKind.Click, TrailKind.Report, TrailKind.Order, TrailKind.Entry];
        foreach (var (whose, purchase, needed) in new[]
        {
            ("a member's rebate", household.Purchases.First(purchase => purchase.Buyer is not null), always),
            ("a group's share", household.Purchases.First(purchase => purchase is { Buyer: null, GroupChat: not null }), [.. always, TrailKind.Digest, TrailKind.Post]),
        })
        {
            var page = await walk.ForAsync($"order:acc/{purchase.OrderNo}/1", cancellationToken);
            Assert.NotNull(page);
            var kinds = page.Steps.Select(step => step.Id.Kind).Distinct().ToList();
            output.WriteLine($"trail of {whose}: {string.Join(", ", kinds)}");
            Assert.All(needed, kind => Assert.Contains(kind, kinds));
        }

        var group = await GroupAsync(world, Berlin, cancellationToken);
        var elsewhere = household.Shown[Shanghai].First(deal => !household.Shown[Berlin].Contains(deal));
        var explanations = await world.Get<RankExplain>().ForAsync(group.Id, elsewhere, cancellationToken);
        Assert.NotNull(explanations);
        Assert.All(explanations, explanation => Assert.NotNull(explanation.Rule));
        output.WriteLine($"deal {elsewhere} was not posted in Berlin: {string.Join("; ", explanations.Select(explanation => $"{explanation.Slot} {explanation.Rule} {explanation.Detail}").Take(3))}");
    }

    private static Task<Group> GroupAsync(AcceptanceWorld world, long chat, CancellationToken cancellationToken) =>
        FindAsync(world, session => GroupStore.FindByChatAsync(session, "telegram", chat.ToString(System.Globalization.CultureInfo.InvariantCulture)), cancellationToken);

    private static Task<Member> MemberAsync(AcceptanceWorld world, TelegramPerson person, CancellationToken cancellationToken) =>
        FindAsync(world, session => MemberStore.FindByAccountAsync(session, "telegram", person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), cancellationToken);

    /// <summary>What the program learns from an update is there a moment later.</summary>
    private static async Task<T> FindAsync<T>(AcceptanceWorld world, Func<Session, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            if (await world.Get<Database>().ReadAsync(find, cancellationToken) is { } found)
            {
                return found;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
        }
    }
}

/// <summary>The test's own arithmetic over the network's book and who it saw buying.</summary>
internal sealed class OwnCount(AffiliateNetwork network, IReadOnlyList<Purchase> purchases)
{
    private readonly Dictionary<string, NetworkOrder> _orders = network.Orders.ToDictionary(order => order.Number, StringComparer.Ordinal);

    public long Orders => _orders.Count;

    public long Sale => _orders.Values.Sum(order => order.SaleMinor);

    public long Commission => _orders.Values.Sum(order => order.CommissionMinor);

    public long Rebates => Sum(purchase => purchase.Buyer is not null, AcceptanceWorld.RebateBp);

    public long GroupShares => Sum(purchase => purchase.GroupChat is not null, AcceptanceWorld.GroupBp);

    public long Unattributed => Sum(purchase => purchase.Nameless, 10_000);

    public long House => Commission - Rebates - GroupShares - Unattributed;

    public long RebateOf(TelegramPerson person) => Sum(purchase => purchase.Buyer == person, AcceptanceWorld.RebateBp);

    public long ShareOf(long chat) => Sum(purchase => purchase.GroupChat == chat, AcceptanceWorld.GroupBp);

    private long Sum(Func<Purchase, bool> whose, long basisPoints) =>
        purchases.Where(whose).Sum(purchase => _orders[purchase.OrderNo].CommissionMinor * basisPoints / 10_000);
}
