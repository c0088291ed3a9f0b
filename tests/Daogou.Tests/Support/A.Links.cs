using System.Net;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Daogou.Tests.Support;

public static partial class A
{
    public const string Secret = "a secret of the tests, long enough to be one";

    public static TrackedLink Link(string code = "abc0123", long dealId = 100, long groupId = 0) => new()
    {
        Code = code,
        DealId = dealId,
        MemberId = 7,
        PlaceKind = PlaceKind.Request,
        PlaceId = 0,
        GroupId = groupId,
        Network = "demo",
        Destination = "https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2Fkettle&ref={clickref}",
        CreatedAt = Monday,
    };

    public static Hit Hit(string code = "abc0123", ClickVerdict verdict = ClickVerdict.Human) => new()
    {
        LinkCode = code,
        DealId = 100,
        GroupId = 0,
        At = Monday,
        Method = "GET",
        Verdict = verdict,
        Reasons = "",
    };

    public static Visitor Visitor(string? agent = ChromeOnAndroid) => new("GET", agent, null, IPAddress.Parse("203.0.113.77"), IsPrefetch: false, WantsPrivacy: false);

    public const string ChromeOnAndroid =
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

    public static NetworkCatalog Networks() => new([new TemplateNetwork(Network(), null, CannedHttp.Never)]);

    public static LinkDesk LinkDesk(TestBook test, NetworkCatalog? networks = null)
    {
        var catalog = networks ?? Networks();
        return new LinkDesk(
            test.Book, catalog, new PublicAddress(new Uri("https://deals.example/")),
            new LinkSnapshot(test.Book, catalog, test.Time, NullLogger<LinkSnapshot>.Instance), new ClickRefs(Secret), test.Time);
    }

    /// <summary>With a budget that a busy machine keeps; the visitor who should not wait says so.</summary>
    public static ClickJournal Journal(TestBook test, ClickMeter? meter = null, int budgetMs = 10_000) =>
        new(new ClickBook(test.Clicks), test.Time, Options.Create(new LinkOptions { ClickBudgetMs = budgetMs }), meter ?? new ClickMeter(), NullLogger<ClickJournal>.Instance);

    public static Task<Deal> PastedDealAsync(Session session, string url = "https://shop.example/kettle", string merchant = "shop") =>
        DealStore.AddPastedAsync(session, new Uri(url), merchant, Monday);
}
