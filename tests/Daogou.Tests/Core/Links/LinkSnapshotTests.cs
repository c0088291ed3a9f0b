using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Links;

public sealed class LinkSnapshotTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_code_that_was_missing_is_found_soon_after_it_is_made(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var snapshot = new LinkSnapshot(test.Book, A.Networks(), test.Time, NullLogger<LinkSnapshot>.Instance);
        Assert.Null(await snapshot.FindAsync("abc0123", Now));
        await test.WriteAsync(session => LinkStore.AddAsync(session, A.Link()));
        Assert.Null(await snapshot.FindAsync("abc0123", Now));
        test.Clock.Advance(LinkSnapshot.RememberMissing);
        Assert.Equal(A.Link(), (await snapshot.FindAsync("abc0123", Now))!.Link);
    }

    [Fact]
    public async Task What_another_process_stopped_is_noticed()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var snapshot = new LinkSnapshot(test.Book, A.Networks(), test.Time, NullLogger<LinkSnapshot>.Instance);
        await test.WriteAsync(session => LinkStore.AddAsync(session, A.Link()));
        Assert.Null((await snapshot.FindAsync("abc0123", Now))!.Link.DisabledAt);
        await test.WriteAsync(session => LinkStore.DisableAsync(session, "abc0123", "abuse", A.Monday));
        test.Clock.Advance(LinkSnapshot.Fresh + TimeSpan.FromSeconds(1));
        // The first visitor after that still gets the old one and has it read again beside him.
        for (var visitor = 0; visitor < 10_000 && (await snapshot.FindAsync("abc0123", Now))!.Link.DisabledAt is null; visitor++)
        {
            await Task.Yield();
            await test.ReadAsync(session => LinkStore.FindAsync(session, "abc0123"));
        }
        Assert.Equal("abuse", (await snapshot.FindAsync("abc0123", Now))!.Link.DisabledReason);
    }

    [Fact]
    public async Task A_host_that_left_the_list_is_not_led_to()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        await test.WriteAsync(session => LinkStore.AddAsync(session, A.Link()));
        var shrunk = new LinkSnapshot(test.Book, new NetworkCatalog([]), test.Time, NullLogger<LinkSnapshot>.Instance);
        Assert.False((await shrunk.FindAsync("abc0123", Now))!.MayLead);
        var whole = new LinkSnapshot(test.Book, A.Networks(), test.Time, NullLogger<LinkSnapshot>.Instance);
        Assert.True((await whole.FindAsync("abc0123", Now))!.MayLead);
    }

    [Fact]
    public void The_ref_is_put_in_its_place_and_nowhere_else()
    {
        var refs = new ClickRefs(A.Secret);
        var served = new ServedLink(A.Link(), A.Networks(), 0);
        Assert.Equal(
            $"https://go.demo.example/click?to=https%3A%2F%2Fshop.example%2Fkettle&ref={refs.Make("abc0123", 42)}", served.DestinationFor(refs, 42));
        var fixedTarget = new ServedLink(A.Link() with { Destination = "https://go.demo.example/fixed" }, A.Networks(), 0);
        Assert.Equal("https://go.demo.example/fixed", fixedTarget.DestinationFor(refs, 42));
    }
}
