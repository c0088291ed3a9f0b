using Daogou.Core.Access;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Access;

public sealed class IdempotencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_fifty_callers_with_one_key_one_has_the_effect_and_all_have_its_answer(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var idempotency = new Idempotency(test.Book, test.Time);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => idempotency.RunAsync(
            "key:a", "k", "body",
            async session =>
            {
                await OperatorStore.AddAsync(session, $"o{number}", A.Monday);
                return (201, $"answer {number}");
            },
            Token))));

        var effect = Assert.Single(answers, answer => answer.Kind == IdempotencyKind.Fresh);
        Assert.All(answers, answer => Assert.Equal((201, effect.Answer), (answer.Status, answer.Answer)));
        Assert.Single(await test.ReadAsync(OperatorStore.ListAsync));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_body_is_refused_and_another_caller_is_another_key(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var idempotency = new Idempotency(test.Book, test.Time);
        await idempotency.RunAsync("key:a", "k", "body", _ => Task.FromResult((200, "first")), Token);

        Assert.Equal(IdempotencyKind.OtherBody, (await idempotency.RunAsync("key:a", "k", "other", _ => throw new InvalidOperationException(), Token)).Kind);
        Assert.Equal(IdempotencyKind.Fresh, (await idempotency.RunAsync("key:b", "k", "other", _ => Task.FromResult((200, "own")), Token)).Kind);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refusal_or_a_fault_leaves_the_key_free(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var idempotency = new Idempotency(test.Book, test.Time);
        Assert.Equal(422, (await idempotency.RunAsync("a", "k", "body", _ => Task.FromResult((422, "no")), Token)).Status);
        Assert.Equal(422, (await idempotency.RunApartAsync("a", "k", "body", _ => Task.FromResult((422, "no")), Token)).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => idempotency.RunApartAsync("a", "k", "body", _ => throw new InvalidOperationException("fault"), Token));

        Assert.Equal((IdempotencyKind.Fresh, 200), await idempotency.RunAsync("a", "k", "body", _ => Task.FromResult((200, "yes")), Token) is var answer
            ? (answer.Kind, answer.Status)
            : default);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task While_the_first_call_is_at_work_the_second_is_told_so_until_the_first_must_have_died(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var idempotency = new Idempotency(test.Book, test.Time);
        var inner = await idempotency.RunApartAsync(
            "a", "k", "body",
            async cancellationToken =>
            {
                var second = await idempotency.RunApartAsync("a", "k", "body", _ => Task.FromResult((200, "second")), cancellationToken);
                test.Clock.Advance(IdempotencyStore.GivenUpAfter);
                var third = await idempotency.RunApartAsync("a", "k", "body", _ => Task.FromResult((200, "third")), cancellationToken);
                return (200, $"{second.Kind} {third.Kind}");
            },
            Token);
        Assert.Equal("AtWork Fresh", inner.Answer);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Answers_go_when_their_time_is_over(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var idempotency = new Idempotency(test.Book, test.Time);
        await idempotency.RunAsync("a", "old", "body", _ => Task.FromResult((200, "old")), Token);
        test.Clock.Advance(IdempotencyStore.KeptFor);
        await idempotency.RunAsync("a", "new", "body", _ => Task.FromResult((200, "new")), Token);

        Assert.Equal("new", await test.ReadAsync(session => session.ValueAsync<string>("SELECT idempotency_key FROM idempotency_keys")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_done_is_listed_latest_first_and_by_subject(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        foreach (var number in Enumerable.Range(1, 4))
        {
            await test.WriteAsync(session => AuditStore.WriteAsync(session, "operator:li", "payout.approve", $"payout:{number % 2}", $"n{number}", A.Monday));
        }
        var all = await test.ReadAsync(session => AuditStore.ListAsync(session, 3));
        Assert.Equal(["n4", "n3", "n2"], all.Select(row => row.Detail));
        Assert.Equal(["n1"], (await test.ReadAsync(session => AuditStore.ListAsync(session, 3, all[^1].Id))).Select(row => row.Detail));
        Assert.Equal(["n3", "n1"], (await test.ReadAsync(session => AuditStore.ListAsync(session, 3, subject: "payout:1"))).Select(row => row.Detail));
    }
}
