using System.Diagnostics;
using System.Text;
using CsCheck;
using Daogou.Crawler.Manners;
using Xunit;

namespace Daogou.Tests.Crawler.Manners;

public sealed class RobotsFileTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false, "Disallow: /private")]
    [InlineData("User-agent: *\nDisallow: /private", "https://shop.example/privateer?x=1#top", false, "Disallow: /private")]
    [InlineData("User-agent: *\nDisallow: /private", "https://shop.example/Private", true, null)]
    [InlineData("User-agent: *\nDisallow:", "/a", true, null)]
    [InlineData("User-agent: *\nDisallow: /", "https://shop.example", false, "Disallow: /")]
    [InlineData("User-agent: *\nDisallow: /", "https://shop.example?q=1", false, "Disallow: /")]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true, null)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true, "Allow: /a")]
    [InlineData("User-agent: *\nDisallow: /shop\nAllow: /shop/open", "/shop/open/1", true, "Allow: /shop/open")]
    [InlineData("User-agent: *\nAllow: /shop\nDisallow: /shop/*.php", "/shop/a.php", false, "Disallow: /shop/*.php")]
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/a/b.gif", false, "Disallow: /*.gif$")]
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/a/b.gif?x", true, null)]
    [InlineData("User-agent: *\nDisallow: /fish$", "/fish/", true, null)]
    [InlineData("User-agent: *\nDisallow: /*?", "/a?b", false, "Disallow: /*?")]
    [InlineData("User-agent: *\nDisallow: /a*b*c$", "/a1b2b3c", false, "Disallow: /a*b*c$")]
    [InlineData("User-agent: *\nDisallow: */cart", "/x/cart", false, "Disallow: */cart")]
    [InlineData("User-agent: *\nDisallow: /a$b", "/a$b", false, "Disallow: /a$b")]
    [InlineData("User-agent: *\nDisallow: /x-%2A.html", "/x-*.html", false, "Disallow: /x-%2A.html")]
    [InlineData("User-agent: *\nDisallow: /x-%2A.html", "/x-1.html", true, null)]
    [InlineData("User-agent: *\nDisallow: /foo/%62%61%7A", "/foo/baz", false, "Disallow: /foo/%62%61%7A")]
    [InlineData("User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false, "Disallow: /foo/bar/ツ")]
    [InlineData("User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/ツ", false, "Disallow: /foo/bar/%e3%83%84")]
    [InlineData("User-agent: *\nDisallow: /a%2fb", "/a/b", true, null)]
    [InlineData("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", false, "Disallow: /a%2fb")]
    [InlineData("User-agent: *\nDisallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", false, "Disallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar")]
    [InlineData("User-agent: *\nDisallow: private", "/private", true, null)]
    [InlineData("Disallow: /", "/a", true, null)]
    [InlineData("<html><body>Not found</body></html>", "/a", true, null)]
    [InlineData("", "/a", true, null)]
    public void The_longest_matching_rule_decides_and_a_tie_allows(string robots, string url, bool allowed, string? rule) =>
        Assert.Equal(new RobotsJudgement(allowed, rule, null), Parse(robots).Judge("DaogouBot", url));

    [Theory]
    [InlineData("DaogouBot", true)]
    [InlineData("daogoubot/2.1 (+https://example.org)", true)]
    [InlineData("Mozilla/5.0 (compatible; DaogouBot/1.0; +https://example.org)", true)]
    [InlineData("DaogouBotNews", false)]
    [InlineData("Daogou", false)]
    public void A_group_is_found_by_the_product_token_alone(string agent, bool named) =>
        Assert.Equal(!named, Parse("User-agent: DAOGOUBOT/9.9 beta\nDisallow: /a").Judge(agent, "/a").Allowed);

    [Fact]
    public void Names_with_digits_are_told_apart()
    {
        var robots = Parse("User-agent: MJ12bot\nDisallow: /\n\nUser-agent: MJ13bot\nAllow: /");
        Assert.False(robots.Judge("MJ12bot/v1.4.8", "/a").Allowed);
        Assert.True(robots.Judge("MJ13bot", "/a").Allowed);
    }

    [Fact]
    public void All_groups_that_name_us_are_one_and_everybody_s_group_is_not_asked_then()
    {
        var robots = Parse("User-agent: *\nDisallow: /all\n\nUser-agent: a\nUser-agent: DaogouBot\nDisallow: /one\n\nUser-agent: b\nDisallow: /b\n\nUser-agent: daogoubot\nDisallow: /two");
        Assert.Equal([true, false, true, false], new[] { "/all", "/one", "/b", "/two" }.Select(path => robots.Judge("DaogouBot", path).Allowed));
        Assert.False(robots.Judge("Stranger", "/all").Allowed);
    }

    [Fact]
    public void A_sitemap_an_empty_line_or_a_delay_does_not_end_a_group()
    {
        var robots = Parse("User-agent: a\nSitemap: https://shop.example/s.xml\n\nCrawl-delay: 5\nUser-agent: b\nDisallow: /x");
        Assert.Equal(new RobotsJudgement(false, "Disallow: /x", 5), robots.Judge("a", "/x"));
        Assert.Equal(new RobotsJudgement(false, "Disallow: /x", null), robots.Judge("b", "/x"));
    }

    [Theory]
    [InlineData("useragent: *\ndissallow: /a", "dissallow: /a")]
    [InlineData("User agent: *\nDISALLOW:/a", "DISALLOW:/a")]
    [InlineData("user-agent *\ndisalow /a", "disalow /a")]
    [InlineData("  User-Agent  :  *  # all\r  Disallow\t:\t/a  # why", "Disallow\t:\t/a")]
    [InlineData("User-agent: *\r\nDissalow: /a\r\n", "Dissalow: /a")]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /a", "Disallow: /a")]
    public void Slips_of_the_pen_are_forgiven(string robots, string rule)
    {
        var judged = Parse(robots).Judge("DaogouBot", "/a");
        Assert.Equal((false, rule), (judged.Allowed, judged.Rule));
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("3600", 3600.0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    public void A_crawl_delay_is_a_number_of_seconds(string text, double? seconds) =>
        Assert.Equal(seconds, Parse($"User-agent: *\nCrawl-delay: {text}\nDisallow:").Judge("DaogouBot", "/").CrawlDelay);

    [Fact]
    public void What_stands_behind_500_KiB_does_not_count()
    {
        var filler = string.Concat(Enumerable.Repeat("# nothing\n", RobotsFile.MostBytes / 10));
        Assert.False(Parse("User-agent: *\nDisallow: /a\n" + filler).Judge("x", "/a").Allowed);
        Assert.True(Parse(filler + "User-agent: *\nDisallow: /a\n").Judge("x", "/a").Allowed);
    }

    [Fact]
    public void A_pattern_of_many_stars_is_matched_in_no_time()
    {
        var robots = Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 5_000)) + "b$");
        var watch = Stopwatch.StartNew();
        Assert.True(robots.Judge("x", "/" + new string('a', 10_000)).Allowed);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Adding_an_allow_of_the_whole_path_always_opens_it() =>
        Gen.Select(Gen.String[Gen.Char["/ab*$%?"], 0, 12].Array[0, 6], Gen.String[Gen.Char["ab/"], 0, 8]).Where((_, path) => !path.StartsWith('/')).Sample((rules, path) =>
        {
            var text = "User-agent: *\n" + string.Concat(rules.Select(rule => $"Disallow: /{rule}\n")) + $"Allow: /{path}{new string('*', 60)}\n";
            return Parse(text).Judge("x", "/" + path).Allowed;
        });

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.String, Gen.String).Sample((bytes, agent, url) =>
        {
            RobotsFile.Parse([.. "User-agent: *\nDisallow: "u8, .. bytes]).Judge(agent, url);
            RobotsFile.Parse(bytes).Judge(agent, url);
        });

    private static RobotsFile Parse(string text) => RobotsFile.Parse(Encoding.UTF8.GetBytes(text));
}
