using System.Collections;
using System.Text.Json;
using Daogou.Api.Hosting;
using Daogou.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Daogou.Tests.Api;

public sealed class SettingsTests
{
    private static readonly string[] Secrets = ["Token", "Secret", "Postgres", "AppSecret", "RefreshToken"];
    private static readonly string Example = Path.Combine(SourceTree.Root, "appsettings.example.json");

    [Fact]
    public void The_example_loads_and_nothing_in_it_is_wrong_or_unknown()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Example).Build();
        var findings = DaogouHost.CheckSettings(file);
        Assert.Empty(findings.Problems);
        Assert.Empty(findings.Warnings);
        Assert.Empty(SettingsCheck.FileWarnings(file));
    }

    [Fact]
    public void The_example_names_every_option()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Example).Build();
        var text = File.ReadAllText(Example);
        Assert.True(SettingsCatalog.All.Count >= 12);
        foreach (var section in SettingsCatalog.All)
        {
            Assert.Empty(Missing(file.GetSection(section.Name), section.Shape, section.Name, text));
        }
    }

    [Fact]
    public void The_example_shows_the_defaults()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Example).Build();
        foreach (var section in SettingsCatalog.All.Where(section => section.Rows is null))
        {
            var standing = JsonSerializer.Serialize(Activator.CreateInstance(section.Options), section.Options);
            Assert.Equal(standing, JsonSerializer.Serialize(section.Read(file), section.Options));
        }
    }

    [Theory]
    [InlineData("Rebates:HoldDays", "soon", "Rebates:HoldDays: got \"soon\", accepts a whole number.")]
    [InlineData("Api:RequestsPerMinute", "0", "Api:RequestsPerMinute: got \"0\", accepts 1 to 100000.")]
    [InlineData("Api:Listen", "5080", "Api:Listen: got \"5080\", accepts addresses like http://127.0.0.1:5080, separated by semicolons.")]
    [InlineData("Api:TimeZone", "Mars/Base", "Api:TimeZone: got \"Mars/Base\", accepts an IANA zone such as Asia/Shanghai.")]
    [InlineData("Api:TrustedProxies:0", "proxy", "Api:TrustedProxies:0: got \"proxy\", accepts an address such as 10.0.0.1.")]
    [InlineData("Networks:0:Reports:AmountUnit", "cents", "Networks:0:Reports:AmountUnit: got \"cents\", accepts Minor or Major.")]
    [InlineData("Networks:0:Programmes:0:AllowRebate", "true", "Networks:0:Programmes:0:AllowRebate is not a setting. Did you mean AllowsRebate?")]
    [InlineData("Sources:0:EverySeconds", "0", "Sources:0:EverySeconds: got \"0\", accepts 1 to 604800.")]
    public void A_wrong_value_is_named_with_what_it_got_and_what_it_accepts(string key, string value, string said)
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Example).AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
        Assert.Contains(said, DaogouHost.CheckSettings(settings).Problems);
    }

    [Fact]
    public void A_misspelt_key_gets_a_question_and_a_secret_in_a_file_a_warning()
    {
        var file = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Rebate:HoldDays"] = "7",
            ["Outbox:PerSecnd"] = "7",
            ["Links:Secret"] = "abcdefghijklmnopqrstuvwxyz0123456789",
        }).Build();
        Assert.Contains("Rebate is not a setting. Did you mean Rebates?", SettingsCheck.FileWarnings(file));
        Assert.Contains(SettingsCheck.FileWarnings(file), warning => warning.Contains("Links__Secret", StringComparison.Ordinal));
        Assert.Contains("Outbox:PerSecnd is not a setting. Did you mean PerSecond?", DaogouHost.CheckSettings(file).Warnings);
    }

    [Fact]
    public void A_wrong_secret_is_not_repeated()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Telegram:Token"] = "not-a-token" }).Build();
        var problem = Assert.Single(DaogouHost.CheckSettings(settings).Problems);
        Assert.Contains("Telegram:Token", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-token", problem, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Missing(IConfigurationSection section, Type type, string path, string text)
    {
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var element = type.GetGenericArguments()[^1];
            return IsOurs(element) && section.GetChildren().Any()
                ? section.GetChildren().SelectMany(row => Missing(row, element, $"{path}:{row.Key}", text))
                : element.IsClass && IsOurs(element) ? element.GetProperties().Where(property => !text.Contains($"\"{property.Name}\"", StringComparison.Ordinal)).Select(property => $"{path}:*:{property.Name}") : [];
        }
        return type.GetProperties().Where(property => property.CanWrite || property.PropertyType.IsGenericType).SelectMany(property =>
            Secrets.Contains(property.Name) ? text.Contains($"{path}__{property.Name}", StringComparison.Ordinal) ? [] : [$"{path}:{property.Name}"]
            : IsOurs(property.PropertyType) && property.PropertyType.IsClass ? Missing(section.GetSection(property.Name), property.PropertyType, $"{path}:{property.Name}", text)
            : property.PropertyType.IsGenericType && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
                ? text.Contains($"\"{property.Name}\"", StringComparison.Ordinal) ? Missing(section.GetSection(property.Name), property.PropertyType, $"{path}:{property.Name}", text) : [$"{path}:{property.Name}"]
            : section.GetChildren().Any(child => child.Key == property.Name) ? []
            : [$"{path}:{property.Name}"]);
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Daogou", StringComparison.Ordinal) == true && !type.IsEnum;
}
