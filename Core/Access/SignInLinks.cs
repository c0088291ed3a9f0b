using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>Links that sign an operator in once, within a quarter of an hour. Only the hash of a token is kept.</summary>
public sealed class SignInLinks(Database book, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>A fresh token for the operator of this name; null when there is none or they are disabled.</summary>
    public Task<string?> IssueAsync(string operatorName, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session => await OperatorStore.FindByNameAsync(session, operatorName) is { DisabledAt: null } person
                ? await IssueAsync(session, person.Id, time.GetUtcNow())
                : null,
            cancellationToken);

    /// <summary>Whom a token signs in, this once; null when it is unknown, used or expired.</summary>
    public Task<Operator?> UseAsync(string token, CancellationToken cancellationToken) =>
        book.WriteAsync(session => OperatorStore.UseLinkAsync(session, Secret.Hash(token), time.GetUtcNow()), cancellationToken);

    internal static async Task<string?> IssueAsync(Session session, long operatorId, DateTimeOffset now)
    {
        var token = Secret.New();
        await OperatorStore.AddLinkAsync(session, Secret.Hash(token), operatorId, now, now + Lifetime);
        return token;
    }
}
