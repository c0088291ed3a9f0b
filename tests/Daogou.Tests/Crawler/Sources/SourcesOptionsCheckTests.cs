using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class SourcesOptionsCheckTests
{
    [Theory]
    [InlineData("Key", "Tea Shop")]
    [InlineData("Location", "ftp://shop.example.com/")]
    [InlineData("Location", "https://me:secret@shop.example.com/")]
    [InlineData("EverySeconds", "0")]
    [InlineData("Format", "excel")]
    [InlineData("Currency", "XYZ")]
    [InlineData("MaxDropPercent", "101")]
    [InlineData("AllowedHosts:0", "https://shop.example.com")]
    [InlineData("SecretHeader", "X-Key")]
    [InlineData("Feed:Fields:prize", "price")]
    [InlineData("Feed:Delimiter", "::")]
    [InlineData("Feed:Charset", "klingon")]
    [InlineData("Feed:ItemSelector", "li[")]
    public void A_wrong_setting_is_named_with_its_key(string key, string value)
    {
        var failures = Check(("Key", "tea"), ("Location", "https://shop.example.com/feed"), (key, value));
        var named = key == "SecretHeader" ? "SecretEnv" : key;
        Assert.Contains(failures, failure => failure.StartsWith($"Sources:0:{named}:", StringComparison.Ordinal));
    }

    [Fact]
    public void Right_settings_pass() =>
        Assert.Empty(Check(("Key", "tea"), ("Location", "feeds/tea.csv"), ("Format", "csv"), ("Currency", "CNY"), ("Feed:Delimiter", "tab"), ("Feed:Fields:price", "a|b")));

    [Fact]
    public void Two_sources_of_one_key_are_named()
    {
        var options = new SourcesOptions();
        options.Sources.AddRange([A.Source("tea", "a.csv"), A.Source("tea", "b.csv")]);
        var result = new SourcesOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, options);
        Assert.StartsWith("Sources:1:Key: \"tea\" is used twice", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Check(params (string Key, string Value)[] settings)
    {
        var pairs = settings.GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(same => KeyValuePair.Create($"Sources:0:{same.Key}", (string?)same.Last().Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        var options = new SourcesOptions();
        configuration.GetSection(SourcesOptions.Section).Bind(options.Sources);
        return new SourcesOptionsCheck(configuration).Validate(null, options).Failures ?? [];
    }
}
