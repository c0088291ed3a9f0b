using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Policies;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks;

public sealed class PolicyTests
{
    private static readonly Uri Kettle = new("https://www.amazon.de/dp/B000000001");

    [Fact]
    public void The_shipped_policies_deny_what_is_forbidden_and_name_where_that_was_read()
    {
        var amazon = PolicyBook.Shipped.All.Single(policy => policy.Key == "amazon");
        Assert.Equal((Allowance.No, Allowance.Ask, Allowance.No, 24), (amazon.Rebate, amazon.Chat, amazon.Redirect, amazon.PriceHours));
        Assert.Contains("As an Amazon Associate", amazon.DisclosureEn, StringComparison.Ordinal);
        var pdd = PolicyBook.Shipped.All.Single(policy => policy.Key == "pdd");
        Assert.True(pdd.Consent);
        Assert.Equal("用户返现", Assert.Single(pdd.ForbiddenWords));
        Assert.Equal(Allowance.No, PolicyBook.Shipped.All.Single(policy => policy.Key == "ebay").Redirect);
        Assert.All(PolicyBook.Shipped.All, policy =>
        {
            Assert.NotEqual(Allowance.Yes, policy.Rebate);
            Assert.NotEqual(Allowance.Yes, policy.Chat);
            Assert.All(policy.ForbiddenWords, word => Assert.DoesNotContain(word, policy.DisclosureZh + policy.DisclosureEn, StringComparison.OrdinalIgnoreCase));
            Assert.All(policy.Evidence, evidence => Assert.True(evidence.Source.Length > 0 && evidence.SaysZh.Length > 0 && evidence.Date.Length >= 4));
        });
        Assert.Equal(PolicyBook.Shipped.All.Count, PolicyBook.Shipped.All.DistinctBy(policy => policy.Key).Count());
    }

    [Fact]
    public void Settings_cannot_widen_what_a_shop_forbids_whatever_the_network_is_called()
    {
        var catalog = Catalog(Template("mine", "www.amazon.de", "https://www.amazon.de/dp?to={url}&ref={clickref}"));
        var programme = catalog.Choose(Kettle, LinkNeed.None)!.Programme;
        Assert.False(programme.AllowsRebate);
        Assert.True(programme.AllowsChat);
        Assert.False(programme.AllowsRedirect);
        Assert.Equal(24, programme.PriceLifeHours);
        Assert.Contains("亚马逊联盟", programme.DisclosureIn("zh"), StringComparison.Ordinal);
        Assert.Contains("AllowsRebate in the settings changes nothing", PolicyWords.Of(programme, "en")[0].Why, StringComparison.Ordinal);
        Assert.Contains("Amazon Associates programme policies, 2026-11", PolicyWords.Of(programme, "en")[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_known_by_its_click_host_too_and_its_own_settings_may_be_narrower()
    {
        var catalog = Catalog(Template("mine", "shop.example", "https://www.awin1.com/cread.php?ued={url}&clickref={clickref}", rebate: false));
        var programme = catalog.Choose(new Uri("https://shop.example/p"), LinkNeed.None)!.Programme;
        Assert.Equal(("awin", CouponRule.Network, false, true), (programme.Policy.Key, programme.Policy.Coupons, programme.AllowsRebate, programme.AllowsChat));
        var lines = PolicyWords.Of(programme, "zh");
        Assert.Contains("需先得到许可；得到后设置 AllowsRebate", lines[0].Why, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.What == "券码");
    }

    [Fact]
    public void Of_a_network_nobody_knows_the_settings_are_the_operators_word()
    {
        var programme = Catalog(Template("mine", "shop.example", "https://go.example/?to={url}&r={clickref}")).Choose(new Uri("https://shop.example/p"), LinkNeed.None)!.Programme;
        Assert.True(programme.AllowsRebate);
        Assert.Contains("on your word (AllowsRebate): no rules of it are known", PolicyWords.Of(programme, "en")[0].Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_member_is_told_in_plain_words_that_a_shop_forbids_rebates(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var desk = A.LinkDesk(test, Catalog(Template("mine", "www.amazon.de", "https://www.amazon.de/dp?to={url}&ref={clickref}")));
        var refusal = (await desk.ForPastedAsync(Kettle.AbsoluteUri, Place.Request(7), TestContext.Current.CancellationToken)).Refusal!;
        Assert.Equal(LinkRefusalReason.RebateForbidden, refusal.Reason);
        Assert.Contains("不允许给买家返利（Amazon Associates programme policies）", refusal.Zh, StringComparison.Ordinal);
        var posted = await desk.ForPastedAsync(Kettle.AbsoluteUri, Place.Digest(1, 5), TestContext.Current.CancellationToken);
        Assert.Equal("www.amazon.de", posted.Posted!.Host);
    }

    [Fact]
    public void Of_several_networks_the_one_that_allows_what_the_place_needs_comes_first_then_pay_then_trust_then_the_settings_order()
    {
        var shop = new Uri("https://shop.example/p");
        INetwork[] networks =
        [
            Template("rich", "shop.example", Go("rich"), rebate: false, commission: 900),
            Template("plain", "shop.example", Go("plain"), commission: 300),
            Template("same", "shop.example", Go("same"), commission: 300),
            Template("late", "shop.example", Go("late"), commission: 300),
        ];
        var catalog = new NetworkCatalog(networks, trust: new Dictionary<string, int> { ["same"] = 70, ["late"] = 100 });
        Assert.Equal(("rich", "it pays more: 9 %, plain 3 %"), Said(catalog.Choose(shop, LinkNeed.None)));
        var member = catalog.Choose(shop, new LinkNeed(Rebate: true, Chat: false))!;
        Assert.Equal(("plain", "it stands before late in the settings, all else being equal"), Said(member));
        Assert.Equal(["late", "same", "rich"], member.Others);
        var trusting = new NetworkCatalog(networks, trust: new Dictionary<string, int> { ["plain"] = 10, ["same"] = 70, ["late"] = 60 });
        Assert.Equal(("same", "it is trusted more: 70, late 60"), Said(trusting.Choose(shop, new LinkNeed(Rebate: true, Chat: false))));
        Assert.Equal(("late", "it made the link that is out already"), Said(catalog.Choose(shop, new LinkNeed(Rebate: true, Chat: false), keep: "late")));
        var both = new NetworkCatalog(networks[..2]);
        Assert.Equal(("plain", "it allows what this place needs, rich does not"), Said(both.Choose(shop, new LinkNeed(Rebate: true, Chat: true))));
        Assert.Equal("no other network covers the shop", new NetworkCatalog(networks[..1]).Choose(shop, LinkNeed.None)!.En);
        Assert.Null(catalog.Choose(new Uri("https://other.example/"), LinkNeed.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_that_is_out_stays_with_its_network_when_another_pays_more(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var few = A.LinkDesk(test, new NetworkCatalog([Template("plain", "shop.example", Go("plain"), commission: 300)]));
        var first = (await few.ForPastedAsync("https://shop.example/p", Place.Request(7), TestContext.Current.CancellationToken)).Link!;
        var more = A.LinkDesk(test, new NetworkCatalog([Template("plain", "shop.example", Go("plain"), commission: 300), Template("rich", "shop.example", Go("rich"), commission: 900)]));
        Assert.Equal((first.Code, "plain"), ((await more.ForPastedAsync("https://shop.example/p", Place.Request(7), TestContext.Current.CancellationToken)).Link! is var again ? (again.Code, again.Network) : default));
        Assert.Equal("rich", (await more.ForPastedAsync("https://shop.example/p", Place.Request(8), TestContext.Current.CancellationToken)).Link!.Network);
    }

    private static (string, string) Said(NetworkChoice? choice) => (choice!.Maker.Key, choice.En);

    private static string Go(string key) => $"https://go.{key}.example/?to={{url}}&r={{clickref}}";

    private static NetworkCatalog Catalog(params INetwork[] networks) => new(networks);

    private static TemplateNetwork Template(string key, string host, string link, bool rebate = true, int? commission = null)
    {
        var options = new NetworkOptions { Key = key, LinkTemplate = link };
        var programme = new ProgrammeOptions { Merchant = "shop", AllowsRebate = rebate, AllowsChat = true, CommissionBp = commission };
        programme.Hosts.Add(host);
        options.Programmes.Add(programme);
        return new TemplateNetwork(options, null, CannedHttp.Never);
    }
}
