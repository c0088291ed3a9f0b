using Daogou.Core.Access;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Access;

public sealed class ApiKeysTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_key_may_do_what_it_was_given_and_nothing_else(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var keys = new ApiKeys(test.Book, test.Time);
        var made = await keys.CreateAsync("partner", [Scopes.DealsRead, Scopes.GroupsPush], null, Token);

        var key = (await keys.CheckAsync(made.Secret, Token))!;

        Assert.StartsWith($"dg_{key.Prefix}_", made.Secret, StringComparison.Ordinal);
        Assert.Equal((true, true, false), (key.Allows(Scopes.DealsRead), key.Allows(Scopes.GroupsPush), key.Allows(Scopes.PayoutsWrite)));
        var stored = await test.ReadAsync(session => session.ValueAsync<string>("SELECT secret_hash || prefix || name FROM api_keys"));
        Assert.DoesNotContain(made.Secret[12..], stored, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_wrong_revoked_or_expired_secret_is_nobody(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var keys = new ApiKeys(test.Book, test.Time);
        var revoked = await keys.CreateAsync("old", [Scopes.DealsRead], null, Token);
        var expiring = await keys.CreateAsync("short", [Scopes.DealsRead], A.Monday.AddHours(1), Token);
        Assert.True(await keys.RevokeAsync(revoked.Key.Id, Token));
        Assert.False(await keys.RevokeAsync(revoked.Key.Id, Token));
        Assert.NotNull(await keys.CheckAsync(expiring.Secret, Token));
        test.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var secret in new[]
        {
            revoked.Secret, expiring.Secret, "", "dg_", expiring.Secret[..^1] + (expiring.Secret[^1] == 'A' ? 'B' : 'A'),
            expiring.Secret + "x", "xx" + expiring.Secret[2..],
        })
        {
            Assert.Null(await keys.CheckAsync(secret, Token));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Last_use_is_kept_to_the_minute(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var keys = new ApiKeys(test.Book, test.Time);
        var made = await keys.CreateAsync("partner", [Scopes.DealsRead], null, Token);
        await keys.CheckAsync(made.Secret, Token);
        test.Clock.Advance(TimeSpan.FromSeconds(59));
        await keys.CheckAsync(made.Secret, Token);
        Assert.Equal(A.Monday, Assert.Single(await keys.ListAsync(Token)).LastUsedAt);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await keys.CheckAsync(made.Secret, Token);
        Assert.Equal(A.Monday.AddMinutes(1), Assert.Single(await keys.ListAsync(Token)).LastUsedAt);
    }

    [Theory]
    [InlineData]
    [InlineData("deals:read", "deals:eat")]
    public async Task A_key_of_no_or_unknown_scopes_is_not_made(params string[] scopes)
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => new ApiKeys(test.Book, test.Time).CreateAsync("x", scopes, null, Token));
        Assert.Contains("deals:write", refusal.Message, StringComparison.Ordinal);
    }
}
