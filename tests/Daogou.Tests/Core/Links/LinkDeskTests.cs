using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Tests.Support;
using Moq;
using Xunit;

namespace Daogou.Tests.Core.Links;

public sealed class LinkDeskTests
{
    private static readonly Place Member = Place.Request(7);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Asking_again_gives_the_same_link_and_another_place_another(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session));
        var desk = A.LinkDesk(test);
        Place[] places = [Member, Place.Request(8), Place.Request(7, groupId: 5), Place.Share(7), Place.Digest(31, 5), new(PlaceKind.Api, 1, 7, 0)];
        var first = await CodesAsync();
        Assert.Equal(places.Length, first.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(first, await CodesAsync());

        async Task<List<string>> CodesAsync()
        {
            var codes = new List<string>();
            foreach (var place in places)
            {
                codes.Add((await desk.ForDealAsync(deal.Id, place, Now)).Link!.Code);
            }
            return codes;
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_at_once_get_one_link(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session));
        var desk = A.LinkDesk(test);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => desk.ForDealAsync(deal.Id, Member, Now))));
        Assert.Single(answers.Select(answer => answer.Link!.Code).Distinct(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_pasted_product_is_known_afterwards_without_anybodys_tracking(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var desk = A.LinkDesk(test);
        var answer = await desk.ForPastedAsync("看这个 https://www.shop.example/kettle?utm_source=chat&spm=a.b#top，便宜", Member, Now);
        var again = await desk.ForPastedAsync("https://www.shop.example/kettle?tag=somebody-21", Member, Now);
        Assert.Equal(DealState.Pasted, answer.Deal!.State);
        Assert.Equal("https://www.shop.example/kettle", answer.Deal.Url);
        Assert.Equal("https://go.demo.example/click?to=https%3A%2F%2Fwww.shop.example%2Fkettle&ref={clickref}", answer.Link!.Destination);
        Assert.Equal(answer.Link, again.Link);
        Assert.Equal("shop", answer.Programme!.Merchant);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Our_own_links_and_deal_pages_are_understood_too(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var desk = A.LinkDesk(test);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session));
        var shared = (await desk.ForDealAsync(deal.Id, Place.Share(9), Now)).Link!;
        foreach (var pasted in new[] { $"https://deals.example/r/{shared.Code}", $"https://deals.example/r/{shared.Code}+", $"https://deals.example/d/{deal.Id}" })
        {
            var own = await desk.ForPastedAsync(pasted, Member, Now);
            Assert.Equal((deal.Id, 7L), (own.Link!.DealId, own.Link.MemberId));
        }
    }

    [Theory]
    [InlineData("https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued=https%3A%2F%2Fshop.example%2Fkettle%3Fawc%3D9")]
    [InlineData("https://elsewhere.example/1 ￥FoYde8XzTCh￥ 看https://shop.example/\u200Bkettle?tag=x-21，好")]
    [InlineData("ｈｔｔｐｓ：／／ｓｈｏｐ．ｅｘａｍｐｌｅ／ｋｅｔｔｌｅ")]
    public async Task The_first_covered_product_of_a_text_is_linked_without_anybody_elses_tracking(string pasted)
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        Assert.Equal("https://shop.example/kettle", (await A.LinkDesk(test).ForPastedAsync(pasted, Member, Now)).Deal!.Url);
    }

    [Theory]
    [InlineData("hello", LinkRefusalReason.NoAddress)]
    [InlineData("https://elsewhere.example/x", LinkRefusalReason.NotCovered)]
    [InlineData("https://shop.example.evil.example/x", LinkRefusalReason.NotCovered)]
    [InlineData("https://shop.example@evil.example/x", LinkRefusalReason.NotCovered)]
    [InlineData("https://strict.example/x", LinkRefusalReason.RebateForbidden)]
    [InlineData("https://deals.example/r/zzzzzzz", LinkRefusalReason.NoSuchDeal)]
    [InlineData("https://deals.example/d/1", LinkRefusalReason.NoSuchDeal)]
    [InlineData("https://deals.example/", LinkRefusalReason.Own)]
    [InlineData("https://amzn.to/3abc", LinkRefusalReason.Hidden)]
    [InlineData("https://bit.ly/3abc", LinkRefusalReason.Hidden)]
    [InlineData("复制 ￥FoYde8XzTCh￥ 打开", LinkRefusalReason.Token)]
    [InlineData("https://elsewhere.example/out?url=https%3A%2F%2Fshop.example%40evil.example%2Fx", LinkRefusalReason.NotCovered)]
    public async Task What_cannot_be_linked_is_refused_in_both_languages_and_changes_nothing(string pasted, LinkRefusalReason reason)
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var answer = await A.LinkDesk(test).ForPastedAsync(pasted, Member, Now);
        Assert.Null(answer.Link);
        Assert.Equal(reason, answer.Refusal!.Reason);
        Assert.NotEqual(answer.Refusal.In("zh"), answer.Refusal.In("en"));
        Assert.Equal(0, await test.ReadAsync(session => session.ValueAsync<int>("SELECT (SELECT COUNT(*) FROM deals) + (SELECT COUNT(*) FROM links)")));
    }

    [Fact]
    public async Task A_programme_that_forbids_chats_gets_no_digest_link()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session, "https://strict.example/kettle", "strict"));
        var desk = A.LinkDesk(test);
        Assert.Equal(LinkRefusalReason.ChatForbidden, (await desk.ForDealAsync(deal.Id, Place.Digest(1, 5), Now)).Refusal!.Reason);
        Assert.NotNull((await desk.ForDealAsync(deal.Id, new Place(PlaceKind.Api, 0, 0, 0), Now)).Link);
    }

    [Theory]
    [InlineData("https://evil.example/?ref={clickref}", LinkRefusalReason.HostNotAllowed)]
    [InlineData("https://go.demo.example/click", LinkRefusalReason.ByNetwork)]
    [InlineData("https://user:word@go.demo.example/?ref={clickref}", LinkRefusalReason.ByNetwork)]
    [InlineData("https://go.demo.example\\@evil.example/?ref={clickref}", LinkRefusalReason.ByNetwork)]
    [InlineData("https://go.demo.example/\r\nSet-Cookie: a=b?ref={clickref}", LinkRefusalReason.ByNetwork)]
    [InlineData("javascript:alert('{clickref}')", LinkRefusalReason.ByNetwork)]
    [InlineData(null, LinkRefusalReason.ByNetwork)]
    public async Task What_a_network_makes_is_not_believed_blindly(string? destination, LinkRefusalReason reason)
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session));
        var maker = new Mock<ILinkMaker>();
        var real = A.Networks().Find("demo")!;
        maker.Setup(network => network.Key).Returns("demo");
        maker.Setup(network => network.Name).Returns("Demo");
        maker.Setup(network => network.Mode).Returns(AttributionMode.Token);
        maker.Setup(network => network.ProgrammeFor(It.IsAny<Uri>())).Returns((Uri product) => real.ProgrammeFor(product));
        maker.Setup(network => network.MayLeadTo(It.IsAny<Uri>())).Returns((Uri address) => real.MayLeadTo(address));
        maker.Setup(network => network.MakeLinkAsync(It.IsAny<LinkRequest>(), It.IsAny<CancellationToken>())).ReturnsAsync(new DeepLink(destination, "no"));
        var answer = await A.LinkDesk(test, new NetworkCatalog([maker.Object])).ForDealAsync(deal.Id, Member, Now);
        Assert.Equal(reason, answer.Refusal!.Reason);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stopped_link_stays_stopped_until_it_is_opened_again(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var deal = await test.WriteAsync(session => A.PastedDealAsync(session));
        var desk = A.LinkDesk(test);
        var code = (await desk.ForDealAsync(deal.Id, Member, Now)).Link!.Code;
        Assert.True(await desk.StopAsync(code, "abuse", Now));
        Assert.False(await desk.StopAsync(code, "abuse", Now));
        Assert.Equal(LinkRefusalReason.Disabled, (await desk.ForDealAsync(deal.Id, Member, Now)).Refusal!.Reason);
        Assert.True(await desk.ReopenAsync(code, Now));
        Assert.Equal(code, (await desk.ForDealAsync(deal.Id, Member, Now)).Link!.Code);
    }
}
