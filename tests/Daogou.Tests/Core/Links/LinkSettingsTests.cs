using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Links;

public sealed class LinkSettingsTests
{
    [Fact]
    public void A_secret_is_made_once_and_only_its_owner_may_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("daogou-secret-").FullName;
        var first = Refs(new() { ["Storage:Folder"] = folder }).Make("abc0123", 5);
        Assert.Equal(first, Refs(new() { ["Storage:Folder"] = folder }).Make("abc0123", 5));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "links.secret")));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_secret_of_the_settings_writes_no_file()
    {
        var folder = Path.Combine(Path.GetTempPath(), "daogou-none-" + Guid.NewGuid().ToString("N"));
        Assert.Equal(new ClickRefs(A.Secret).Make("abc0123", 5), Refs(new() { ["Storage:Folder"] = folder, ["Links:Secret"] = A.Secret }).Make("abc0123", 5));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_short_secret_is_refused_without_being_shown()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Refs(new() { ["Links:Secret"] = "hunter2" }));
        Assert.Contains("Links:Secret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deals.example")]
    [InlineData("ftp://deals.example")]
    [InlineData("https://deals.example/?x=1")]
    [InlineData("https://user@deals.example")]
    public void A_base_that_is_no_address_is_refused_by_name(string text)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Services(new() { ["Public:BaseUrl"] = text }).GetRequiredService<PublicAddress>());
        Assert.Contains($"Public:BaseUrl is \"{text}\"", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://deals.example", "https://deals.example/r/abc0123")]
    [InlineData("https://example.com/deals", "https://example.com/deals/r/abc0123")]
    [InlineData("https://example.com/deals/", "https://example.com/deals/r/abc0123")]
    public void Addresses_are_below_the_base(string text, string redirect)
    {
        var address = Services(new() { ["Public:BaseUrl"] = text }).GetRequiredService<PublicAddress>();
        Assert.Equal(redirect, address.Redirect("abc0123").AbsoluteUri);
        Assert.Equal("abc0123", address.CodeIn(new Uri(redirect + "?a=b")));
        Assert.Equal("abc0123", address.CodeIn(new Uri(redirect + "+")));
        Assert.Null(address.CodeIn(new Uri("https://other.example/r/abc0123")));
        Assert.Equal(12, address.DealIn(address.Deal(12)));
    }

    private static ClickRefs Refs(Dictionary<string, string?> settings) => Services(settings).GetRequiredService<ClickRefs>();

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton(new NetworkCatalog([])).AddLinks(configuration).BuildServiceProvider();
    }
}
