using Daogou.Core.Payouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Payouts;

public sealed class PayoutOptionsTests
{
    [Theory]
    [InlineData("Payouts:Minimum:XXX", "1", "Payouts:Minimum:XXX", "ISO 4217")]
    [InlineData("Payouts:Minimum:CNY", "0.001", "Payouts:Minimum:CNY: got '0.001'", "2 decimals")]
    [InlineData("Payouts:Minimum:CNY", "-1", "Payouts:Minimum:CNY: got '-1'", "positive")]
    [InlineData("Payouts:Methods:0:Key", "Ali Pay", "Payouts:Methods:0:Key: got 'Ali Pay'", "a-z")]
    [InlineData("Payouts:Methods:0:Pattern", "(", "Payouts:Methods:0:Pattern: got '('", "regular expression")]
    [InlineData("Payouts:Methods:0:Currencies:0", "yuan", "Payouts:Methods:0:Currencies: got 'yuan'", "ISO 4217")]
    public void A_wrong_value_names_its_key_and_what_is_accepted(string key, string value, string names, string accepts)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(new() { [key] = value }));
        Assert.Contains(names, failure.Message, StringComparison.Ordinal);
        Assert.Contains(accepts, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_of_the_settings_takes_only_its_own_destinations_and_currencies()
    {
        var options = Read(new()
        {
            ["Payouts:Minimum:JPY"] = "500",
            ["Payouts:Methods:0:Key"] = "alipay",
            ["Payouts:Methods:0:Pattern"] = @"1\d{10}|\S+@\S+",
            ["Payouts:Methods:0:Currencies:0"] = "CNY",
        });
        var method = new ManualPayout(Assert.Single(options.Methods));
        Assert.Equal([true, true, false, false], new[] { "13800138000", " mei@example.com ", "x13800138000", "" }.Select(method.Accepts));
        Assert.Equal((true, false), (method.Pays("CNY"), method.Pays("USD")));
        Assert.Equal(500, options.MinimumOf("JPY").Minor);
        Assert.Equal(1, options.MinimumOf("CNY").Minor);
    }

    private static PayoutOptions Read(Dictionary<string, string?> settings)
    {
        using var services = new ServiceCollection()
            .AddPayouts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<PayoutOptions>>().Value;
    }
}
