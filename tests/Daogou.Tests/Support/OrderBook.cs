using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Support;

/// <summary>A book with people, a group, deals and links, and everything that turns orders into money on it.</summary>
public sealed class OrderBook : IAsyncDisposable
{
    public const long Buyer = 1;
    public const long Sharer = 2;
    public const long Admin = 3;
    public const long OtherAdmin = 4;
    public const long Group = 10;

    /// <summary>The buyer's own request in private, and in the group.</summary>
    public const string Request = "reqst01";
    public const string RequestInGroup = "grpreq1";

    /// <summary>The sharer's link, posted in the group.</summary>
    public const string Share = "share01";

    /// <summary>A link of the group's digest.</summary>
    public const string Digest = "digst01";

    /// <summary>The buyer's request for a product whose programme forbids rebates.</summary>
    public const string Forbidden = "forbid1";

    /// <summary>A link of another network.</summary>
    public const string Elsewhere = "elsewh1";

    private readonly bool _ownsBook;

    private OrderBook(TestBook test, RebateOptions options, bool ownsBook)
    {
        (Test, Options, _ownsBook) = (test, options, ownsBook);
        Networks = new NetworkCatalog([new TemplateNetwork(A.Network(), null, CannedHttp.Never)]);
        Attribution = new OrderAttribution(Refs);
        Settlement = new Settlement(test.Book, Attribution, Networks, options, test.Time, NullLogger<Settlement>.Instance);
        Release = new ReleaseDesk(test.Book, test.Time, NullLogger<ReleaseDesk>.Instance);
        Desk = new OrderDesk(test.Book, Attribution, Networks, test.Time);
    }

    public TestBook Test { get; }

    public RebateOptions Options { get; }

    public ClickRefs Refs { get; } = new("a secret of the tests, long enough to be one");

    public NetworkCatalog Networks { get; }

    public OrderAttribution Attribution { get; }

    public Settlement Settlement { get; }

    public ReleaseDesk Release { get; }

    public OrderDesk Desk { get; }

    /// <summary>Buyer 60 %, sharer 20 %, group admin 10 %, seven days of hold.</summary>
    public static RebateOptions Usual => new() { RebateBp = 6000, ShareBp = 2000, GroupBp = 1000, HoldDays = 7 };

    public static async Task<OrderBook> OpenAsync(string engine, RebateOptions? options = null)
    {
        var book = new OrderBook(await Engines.OpenAsync(engine), options ?? Usual, ownsBook: true);
        await book.Test.WriteAsync(SeedAsync);
        return book;
    }

    /// <summary>The same book under other settings, as after a restart with a changed file.</summary>
    public OrderBook Under(RebateOptions options) => new(Test, options, ownsBook: false);

    public string Ref(string code, long ordinal = 1) => Refs.Make(code, ordinal);

    public Task<Settled> TakeAsync(OrderReport report) => Settlement.TakeAsync(report, ReportOrigin.Pull, TestContext.Current.CancellationToken);

    public Task<TakenReports> TakeAllAsync(IReadOnlyList<OrderReport> reports) =>
        Settlement.TakeAllAsync(reports, ReportOrigin.Pull, TestContext.Current.CancellationToken);

    public Task<int> ReleaseAsync() => Release.RunDueAsync(TestContext.Current.CancellationToken);

    public Task<Money> BalanceAsync(AccountName account, string currency = "CNY") =>
        Test.ReadAsync(session => Journal.BalanceAsync(session, account, currency));

    public Task<Money> MemberAsync(Purse purse) => BalanceAsync(AccountName.Of(Party.Member, Buyer, purse));

    public async Task<Order> OrderAsync(string orderNo = "1001") =>
        (await Test.ReadAsync(session => OrderStore.FindAsync(session, new OrderKey("demo", orderNo, "1"))))!;

    public Task<IReadOnlyList<string>> NoticesAsync() =>
        Test.ReadAsync(session => session.QueryAsync<string>("SELECT notice FROM messages ORDER BY id"));

    /// <summary>Balances that are not zero and the facts of all orders, in one text: equal texts are equal books.</summary>
    public async Task<string> DumpAsync()
    {
        var lines = await Test.ReadAsync(async session => (IReadOnlyList<string>)
        [
            .. (await Journal.BalancesAsync(session, ""))
                .Where(balance => balance.BalanceMinor != 0)
                .Select(balance => $"{balance.Account} {balance.Balance.ToString()}"),
            .. (await session.QueryAsync<Order>("SELECT * FROM orders ORDER BY network, order_no, item_no")).Select(order => string.Create(
                CultureInfo.InvariantCulture,
                $"{order.Key} {order.Status} {order.UpdatedAt:o} {order.ConfirmedAt:o} {order.SaleMinor} {order.CommissionMinor} {order.Attribution} {order.LinkCode} {order.MemberId}")),
        ]);
        return string.Join('\n', lines);
    }

    /// <summary>Every row of every table that money can touch.</summary>
    public async Task<string> EverythingAsync()
    {
        string[] tables =
            ["order_reports", "orders", "order_terms", "rebate_terms", "ledger_entries", "ledger_lines", "ledger_balances", "messages"];
        var text = new List<string>();
        foreach (var table in tables)
        {
            var rows = await Test.ReadAsync(session => session.QueryAsync<dynamic>($"SELECT * FROM {table}"));
            text.Add($"{table}: {string.Join('\n', rows.Select(row => string.Join(',', ((IDictionary<string, object?>)row).Values)).Order(StringComparer.Ordinal))}");
        }
        return string.Join('\n', text);
    }

    /// <summary>P1: every entry and the whole book sum to zero, and balances are the sum of lines.</summary>
    public async Task AssertSoundAsync()
    {
        var unbalanced = await Test.ReadAsync(session => session.QueryAsync<string>("""
            SELECT 'entry ' || CAST(entry_seq AS TEXT) FROM ledger_lines GROUP BY entry_seq, currency HAVING SUM(amount_minor) <> 0
            UNION ALL
            SELECT 'book ' || currency FROM ledger_balances GROUP BY currency HAVING SUM(balance_minor) <> 0
            UNION ALL
            SELECT 'balance ' || b.account FROM ledger_balances b
            WHERE b.balance_minor <> (SELECT SUM(l.amount_minor) FROM ledger_lines l WHERE l.account = b.account AND l.currency = b.currency)
            """));
        Assert.Empty(unbalanced);
    }

    public ValueTask DisposeAsync() => _ownsBook ? Test.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<bool> SeedAsync(Session session)
    {
        foreach (var id in new[] { Buyer, Sharer, Admin, OtherAdmin })
        {
            await session.ExecuteAsync(
                "INSERT INTO members (id, display_name, language, created_at) VALUES (@Id, @Name, @Language, @Now)",
                new { Id = id, Name = $"m{id}", Language = id == Buyer ? "zh" : "en", Now = A.Monday });
            await session.ExecuteAsync(
                "INSERT INTO member_accounts (channel, external_id, member_id, private_chat, created_at) VALUES ('room', @Chat, @Id, @Chat, @Now)",
                new { Id = id, Chat = $"chat{id}", Now = A.Monday });
        }
        await session.ExecuteAsync(
            """
            INSERT INTO groups (id, channel, external_id, title, state, language, zone, categories, words, excluded_words, min_discount_bp, max_items,
                admin_member_id, created_at, updated_at)
            VALUES (@Group, 'room', 'g', 'Deals', 1, 'zh', 'Asia/Shanghai', '[]', '[]', '[]', 0, 5, @Admin, @Now, @Now)
            """,
            new { Group, Admin, Now = A.Monday });
        await DealAsync(session, 100, "https://shop.example/kettle");
        await DealAsync(session, 101, "https://www.strict.example/kettle");
        await LinkAsync(session, Request, 100, Buyer, PlaceKind.Request, 0);
        await LinkAsync(session, RequestInGroup, 100, Buyer, PlaceKind.Request, Group);
        await LinkAsync(session, Share, 100, Sharer, PlaceKind.Share, Group);
        await LinkAsync(session, Digest, 100, 0, PlaceKind.Digest, Group);
        await LinkAsync(session, Forbidden, 101, Buyer, PlaceKind.Request, 0);
        await LinkAsync(session, Elsewhere, 100, Admin, PlaceKind.Request, 0, "elsewhere");
        return true;
    }

    private static Task<int> DealAsync(Session session, long id, string url) => session.ExecuteAsync(
        """
        INSERT INTO deals (id, identity, merchant, title, url, availability, state, first_seen_at, last_seen_at, changed_at)
        VALUES (@Id, @Url, 'shop', 'Kettle', @Url, 1, 1, @Now, @Now, @Now)
        """,
        new { Id = id, Url = url, Now = A.Monday });

    private static async Task LinkAsync(
        Session session, string code, long dealId, long memberId, PlaceKind place, long groupId, string network = "demo") =>
        Assert.True(await LinkStore.AddAsync(session, new TrackedLink
        {
            Code = code,
            DealId = dealId,
            MemberId = memberId,
            PlaceKind = place,
            PlaceId = code.GetHashCode(StringComparison.Ordinal),
            GroupId = groupId,
            Network = network,
            Destination = "https://go.demo.example/click?ref={clickref}",
            CreatedAt = A.Monday,
        }));
}
