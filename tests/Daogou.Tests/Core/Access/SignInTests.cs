using Daogou.Core.Access;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Access;

public sealed class SignInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_first_start_makes_an_operator_whose_link_signs_in_once(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var (desk, links) = (new OperatorDesk(test.Book, test.Time), new SignInLinks(test.Book, test.Time));

        var token = await desk.EnsureFirstAsync(Token);

        Assert.Equal(43, token!.Length);
        Assert.Equal(OperatorDesk.FirstName, (await links.UseAsync(token, Token))!.Name);
        Assert.Null(await links.UseAsync(token, Token));
        Assert.Null(await desk.EnsureFirstAsync(Token));
        Assert.Single(await desk.ListAsync(Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task As_long_as_nobody_came_in_each_start_gives_a_fresh_link(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var (desk, links) = (new OperatorDesk(test.Book, test.Time), new SignInLinks(test.Book, test.Time));
        var first = await desk.EnsureFirstAsync(Token);
        test.Clock.Advance(SignInLinks.Lifetime);

        Assert.Null(await links.UseAsync(first!, Token));
        var second = await desk.EnsureFirstAsync(Token);

        Assert.NotEqual(first, second);
        Assert.NotNull(await links.UseAsync(second!, Token));
        Assert.Single(await desk.ListAsync(Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_pressed_many_times_at_once_signs_in_once(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var links = new SignInLinks(test.Book, test.Time);
        var token = await new OperatorDesk(test.Book, test.Time).EnsureFirstAsync(Token);

        var used = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => links.UseAsync(token!, Token)));

        Assert.Single(used, person => person is not null);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_disabled_operator_has_no_links_and_no_session_but_the_last_one_stays(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var (desk, links) = (new OperatorDesk(test.Book, test.Time), new SignInLinks(test.Book, test.Time));
        var li = (await desk.AddAsync("li", Token))!;
        var wu = (await desk.AddAsync("wu", Token))!;
        Assert.Null(await desk.AddAsync("li", Token));
        var token = await links.IssueAsync("li", Token);

        Assert.True(await desk.DisableAsync(li.Id, Token));
        Assert.False(await desk.DisableAsync(wu.Id, Token));

        Assert.Null(await links.UseAsync(token!, Token));
        Assert.Null(await links.IssueAsync("li", Token));
        Assert.Null(await links.IssueAsync("nobody", Token));
        Assert.Null(await desk.FindActiveAsync(li.Id, Token));
        Assert.NotNull(await desk.FindActiveAsync(wu.Id, Token));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_token_stands_in_the_database(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var token = await new OperatorDesk(test.Book, test.Time).EnsureFirstAsync(Token);
        var stored = await test.ReadAsync(session => session.ValueAsync<string>("SELECT token_hash FROM sign_in_links"));
        Assert.DoesNotContain(token!, stored, StringComparison.Ordinal);
        Assert.Equal(64, stored.Length);
    }
}
