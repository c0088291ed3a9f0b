using System.Net;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Networks;

public sealed class NetworkTemplateTests
{
    private const string Kettle = "https://shop.example/kettle?a=1&b=%E5%A3%B6 2&c={clickref}";

    [Theory]
    [InlineData("skimlinks", "https://go.skimresources.com/", "url", "xcust", "id=123X456")]
    [InlineData("sovrn", "https://redirect.viglink.com/", "u", "cuid", "key=abc")]
    [InlineData("flexoffers", "https://track.flexlinkspro.com/g.ashx", "url", "fobs", "foid=99")]
    [InlineData("webgains", "https://track.webgains.com/click.html", "wgtarget", "clickref", "wgcampaignid=1", "wgprogramid=2")]
    public async Task A_templates_link_has_the_address_escaped_once_and_the_ref_once_in_its_parameter(string template, string start, string to, string sub, params string[] parameters)
    {
        var network = Network(template, parameters);
        var made = await network.MakeLinkAsync(new LinkRequest(new Uri(Kettle), "0", null), default);
        Assert.StartsWith(start, made.Destination, StringComparison.Ordinal);
        Assert.Equal(2, made.Destination!.Split(DeepLink.RefToken).Length);
        var address = new Uri(made.Destination.Replace(DeepLink.RefToken, "abc0000000000000000z", StringComparison.Ordinal));
        var query = address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        Assert.Equal("https://shop.example/kettle?a=1&b=%E5%A3%B6%202&c=%7Bclickref%7D", query[to]);
        Assert.Equal("abc0000000000000000z", query[sub]);
        Assert.All(parameters.Select(pair => pair.Split('=')), pair => Assert.Equal(pair[1], query[pair[0]]));
        Assert.True(network.MayLeadTo(address));
        Assert.Null(network.Plan);
    }

    [Fact]
    public void What_the_settings_say_stands_above_the_template()
    {
        var options = Options(new()
        {
            ["Networks:0:Template"] = "flexoffers",
            ["Networks:0:Key"] = "flex",
            ["Networks:0:Name"] = "Our Flex",
            ["Networks:0:LinkTemplate"] = "https://track.flexlinks.com/?to={url}&fobs2={clickref}",
            ["Networks:0:Reports:Fields:ClickRef"] = "subId2",
            ["Networks:0:Reports:StatusMap:pending"] = "Held",
        }).Single();
        Assert.Equal(("Our Flex", "https://track.flexlinks.com/?to={url}&fobs2={clickref}"), (options.Name, options.LinkTemplate));
        Assert.Equal(("subId2", "legacyId", OrderStatus.Held), (options.Reports.Fields[ReportField.ClickRef], options.Reports.Fields[ReportField.OrderNo], options.Reports.StatusMap["pending"]));
        Assert.Equal("", options.Reports.Url);
    }

    [Theory]
    [InlineData("skimlink", "Networks:0:Template: got \"skimlink\", accepts flexoffers, skimlinks, sovrn, webgains.")]
    [InlineData("shareasale", "its programmes are at Awin")]
    [InlineData("webgains", "Networks:0:Parameters:wgprogramid: got \"\"")]
    public void An_unknown_template_a_closed_platform_and_a_missing_parameter_stop_the_start(string template, string words)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Networks:0:Template"] = template,
            ["Networks:0:Key"] = "one",
            ["Networks:0:Parameters:wgcampaignid"] = "1",
        };
        var failure = Assert.Throws<OptionsValidationException>(() => Options(settings));
        Assert.Contains(failure.Failures, said => said.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FlexOffers_is_polled_with_its_key_when_the_settings_name_it_and_an_answer_without_content_is_no_row()
    {
        var pages = 0;
        var options = Options(new()
        {
            ["Networks:0:Template"] = "flexoffers",
            ["Networks:0:Key"] = "flex",
            ["Networks:0:Parameters:foid"] = "99",
            ["Networks:0:Reports:SecretEnv"] = "FLEX_KEY",
            ["FLEX_KEY"] = "key-of-the-test",
        }).Single();
        using var clients = new CannedHttp(_ => ++pages > 1
            ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : CannedHttp.Json("""
                [{"legacyId":7,"orderStatus":"approved","saleAmount":100.5,"commission":4.25,"currency":"USD","programId":55,"subTracking":"abc","eventDate":"2026-11-02T03:00:00","modifiedDate":"2026-11-02T04:00:00"}]
                """));
        var network = new TemplateNetwork(options, "key-of-the-test", clients);
        var rows = new List<ReportRow>();
        await foreach (var row in network.ListOrdersAsync(A.Monday.AddDays(-1), A.Monday, default))
        {
            rows.Add(row);
        }
        var report = Assert.Single(rows).Report!;
        Assert.Equal(("7", OrderStatus.Confirmed, 425L, "abc"), (report.OrderNo, report.Status, report.CommissionMinor, report.ClickRef));
        // New York, in winter.
        Assert.Equal(A.Monday.AddHours(1), report.UpdatedAt);
        Assert.Equal(2, clients.Requests.Count);
        Assert.All(clients.Requests, request => Assert.Equal("key-of-the-test", request.Headers["apiKey"]));
    }

    [Theory]
    [InlineData("https://www.shareasale.com/r.cfm?b=1&u=2&m=3&urllink=www.shop.example%2Fkettle")]
    [InlineData("https://go.skimresources.com/?id=1X2&xs=1&url=https%3A%2F%2Fwww.shop.example%2Fkettle&xcust=x")]
    public async Task Links_of_others_over_these_networks_are_unwrapped_before_ours_is_made(string pasted)
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        await test.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO members (id, display_name, language, created_at) VALUES (1, 'm', 'zh', @Now)", new { Now = A.Monday }));
        var desk = A.LinkDesk(test, new NetworkCatalog([Network("webgains", "wgcampaignid=1", "wgprogramid=2")]));
        var link = (await desk.ForPastedAsync(pasted, Place.Request(1), default)).Link!;
        Assert.Contains("wgtarget=https%3A%2F%2Fwww.shop.example%2Fkettle&", link.Destination, StringComparison.Ordinal);
    }

    private static TemplateNetwork Network(string template, params string[] parameters)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Networks:0:Template"] = template,
            ["Networks:0:Key"] = "one",
            ["Networks:0:Programmes:0:Merchant"] = "shop",
            ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
            ["Networks:0:Programmes:0:AllowsRebate"] = "true",
        };
        foreach (var pair in parameters.Select(text => text.Split('=')))
        {
            settings["Networks:0:Parameters:" + pair[0]] = pair[1];
        }
        return new TemplateNetwork(Options(settings).Single(), null, CannedHttp.Never);
    }

    /// <summary>As the program reads and checks them at its start.</summary>
    private static List<NetworkOptions> Options(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var provider = new ServiceCollection().AddNetworks(configuration).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<NetworksOptions>>().Value.Networks;
    }
}
