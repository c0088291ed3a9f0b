using Daogou.Core.Networks;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Daogou.Tests.Core.Networks;

public sealed class TemplateNetworkTests
{
    [Theory]
    [InlineData("https://shop.example/a b?q=1&x=壶#top", "https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2Fa%2520b%3Fq%3D1%26x%3D%25E5%25A3%25B6%23top&ref={clickref}")]
    [InlineData("https://shop.example/?r={clickref}", "https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2F%3Fr%3D%257Bclickref%257D&ref={clickref}")]
    public void The_products_address_is_encoded_once_and_the_ref_has_one_place(string product, string destination) =>
        Assert.Equal(destination, LinkTemplate.Fill(A.Network(), new Uri(product)));

    [Theory]
    [InlineData("https://shop.example/p", "https://shop.example/p?camp=7%268&sub={clickref}")]
    [InlineData("https://shop.example/p?a=1#top", "https://shop.example/p?a=1&camp=7%268&sub={clickref}#top")]
    [InlineData("https://shop.example/p?sub=stolen&a=1&CAMP=9", "https://shop.example/p?a=1&camp=7%268&sub={clickref}")]
    public void A_direct_link_gets_our_parameters_and_loses_others_of_the_same_name(string product, string destination)
    {
        var network = A.Network();
        (network.LinkTemplate, network.RefParameter) = ("{rawurl}", "sub");
        network.Parameters["camp"] = "7&8";
        Assert.Equal(destination, LinkTemplate.Fill(network, new Uri(product)));
    }

    [Theory]
    [InlineData("https://shop.example/p", "shop", true)]
    [InlineData("https://www.shop.example/p", "shop", true)]
    [InlineData("http://m.shop.example/p", "shop", true)]
    [InlineData("https://strict.example/p", "strict", false)]
    [InlineData("https://notshop.example/p", null, false)]
    [InlineData("https://shop.example.evil.example/p", null, false)]
    [InlineData("https://shop.example:8443/p", null, false)]
    [InlineData("https://user@shop.example/p", null, false)]
    [InlineData("ftp://shop.example/p", null, false)]
    public void Only_the_hosts_of_a_programme_are_covered(string product, string? merchant, bool allowsRebate)
    {
        var catalog = new NetworkCatalog([new TemplateNetwork(A.Network(), null, CannedHttp.Never)]);
        var programme = catalog.For(new Uri(product))?.Programme;
        Assert.Equal((merchant, allowsRebate), (programme?.Merchant, programme?.AllowsRebate ?? false));
    }

    [Fact]
    public async Task A_product_outside_the_list_is_refused_with_a_reason()
    {
        var link = await new TemplateNetwork(A.Network(), null, CannedHttp.Never).MakeLinkAsync(new LinkRequest(new Uri("https://other.example/p"), "0", null), default);
        Assert.Equal((null, "other.example is not a shop of Demo Network."), (link.Destination, link.Refusal));
    }

    [Fact]
    public void A_destination_may_lead_to_the_click_host_or_straight_to_the_shop_as_the_template_says()
    {
        var network = A.Network();
        var over = new TemplateNetwork(network, null, CannedHttp.Never);
        Assert.True(over.MayLeadTo(new Uri("https://go.demo.example/click?to=x")));
        Assert.False(over.MayLeadTo(new Uri("https://shop.example/p")));
        (network.LinkTemplate, network.RefParameter) = ("{rawurl}", "sub");
        Assert.True(new TemplateNetwork(network, null, CannedHttp.Never).MayLeadTo(new Uri("https://shop.example/p")));
    }

    [Theory]
    [InlineData("12.90", 12.90)]
    [InlineData("1,299.00", 1299.0)]
    [InlineData("1,299", 1299.0)]
    [InlineData("12,90", 12.90)]
    [InlineData("1.299,00 EUR", 1299.0)]
    [InlineData("¥ 12", 12.0)]
    [InlineData("-3.5", -3.5)]
    [InlineData("1 299.5", 1299.5)]
    [InlineData("12元", 12.0)]
    [InlineData("US$12.00", 12.0)]
    [InlineData("1.2.3", null)]
    [InlineData("1,29.00", null)]
    [InlineData("1e9", null)]
    [InlineData("twelve", null)]
    [InlineData("", null)]
    public void An_amount_is_read_or_it_is_none(string text, double? amount) => Assert.Equal((decimal?)amount, AmountCell.Read(text));

    [Theory]
    [InlineData("2026-11-02T08:00:00Z", "2026-11-02T08:00:00Z")]
    [InlineData("2026-11-02T16:00:00.123+0800", "2026-11-02T08:00:00.123Z")]
    [InlineData("2026/11/2 16:00", "2026-11-02T08:00:00Z")]
    [InlineData("2026年11月2日", "2026-11-01T16:00:00Z")]
    [InlineData("1793606400", "2026-11-02T08:00:00Z")]
    [InlineData("1793606400123", "2026-11-02T08:00:00.123Z")]
    [InlineData("02/11/2026", null)]
    [InlineData("20261102", null)]
    [InlineData("soon", null)]
    public void A_time_is_read_to_UTC_or_it_is_none(string text, string? instant)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), TimeCell.Read(text, zone));
    }

    [Theory]
    [InlineData("Key", "Demo!", "1 to 24 characters of a-z, 0-9 and -")]
    [InlineData("LinkTemplate", "https://go.example/?to={url}&x={link}&ref={clickref}", "{link} is unknown")]
    [InlineData("LinkTemplate", "https://{url}/?ref={clickref}", "no {…} in the host")]
    [InlineData("LinkTemplate", "go.example?to={url}&ref={clickref}", "an http(s) address")]
    [InlineData("RefParameter", "", "because the template has no {clickref}", "LinkTemplate", "https://go.example/?to={url}")]
    [InlineData("MaxRefLength", "16", "at least 20")]
    [InlineData("Programmes:0:Hosts:0", "https://shop.example/", "a host name without scheme")]
    [InlineData("Programmes:0:CommissionBp", "20000", "0 to 10000")]
    [InlineData("Reports:Url", "https://api.example/orders", "{from} and {to}")]
    [InlineData("Reports:Currency", "yuan", "ISO 4217")]
    [InlineData("Reports:TimeZone", "Mars/Olympus", "IANA zone")]
    [InlineData("Reports:SecretEnv", "NOT_SET", "an environment variable that is set", "Reports:SecretHeader", "X-Key")]
    [InlineData("Reports:EverySeconds", "0", "1 to 86400")]
    public void A_wrong_setting_is_named_with_what_it_got_and_what_it_accepts(string key, string value, string accepts, string? otherKey = null, string? other = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Networks:0:Key"] = "demo",
            ["Networks:0:LinkTemplate"] = "https://go.example/?to={url}&ref={clickref}",
            ["Networks:0:Programmes:0:Merchant"] = "shop",
            ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
        };
        Assert.True(Check(settings).Succeeded);
        if (otherKey is not null)
        {
            settings[$"Networks:0:{otherKey}"] = other;
        }
        settings[$"Networks:0:{key}"] = value;
        var failure = Assert.Single(Check(settings).Failures ?? []);
        Assert.StartsWith($"Networks:0:{key}: ", failure, StringComparison.Ordinal);
        Assert.Contains(accepts, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_bound_with_their_maps()
    {
        var options = new NetworksOptions();
        Configuration(new()
        {
            ["Networks:0:Reports:StatusMap:已完成"] = "Settled",
            ["Networks:0:Reports:Fields:OrderNo"] = "order.id",
            ["Networks:0:Reports:AmountUnit"] = "minor",
        }).GetSection("Networks").Bind(options.Networks);
        var reports = Assert.Single(options.Networks).Reports;
        Assert.Equal(Daogou.Core.Orders.OrderStatus.Settled, reports.StatusMap["已完成"]);
        Assert.Equal(("order.id", AmountUnit.Minor), (reports.Fields[ReportField.OrderNo], reports.AmountUnit));
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(Dictionary<string, string?> settings)
    {
        var configuration = Configuration(settings);
        var options = new NetworksOptions();
        configuration.GetSection("Networks").Bind(options.Networks);
        return new NetworksOptionsCheck(configuration).Validate(null, options);
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
