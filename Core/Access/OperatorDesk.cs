using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>Who may use the console.</summary>
public sealed class OperatorDesk(Database book, TimeProvider time)
{
    public const string FirstName = "operator";

    /// <summary>
    /// At start: while nobody has ever signed in there is a first operator, and this returns the token of a fresh one-time link;
    /// null as soon as somebody has.
    /// </summary>
    public Task<string?> EnsureFirstAsync(CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (await OperatorStore.AnySignedInAsync(session))
                {
                    return null;
                }
                var now = time.GetUtcNow();
                var first = await OperatorStore.FindByNameAsync(session, FirstName) ?? await OperatorStore.AddAsync(session, FirstName, now);
                return await SignInLinks.IssueAsync(session, first!.Id, now);
            },
            cancellationToken);

    /// <summary>Null when the name is taken.</summary>
    public Task<Operator?> AddAsync(string name, CancellationToken cancellationToken) =>
        book.WriteAsync(session => OperatorStore.AddAsync(session, name, time.GetUtcNow()), cancellationToken);

    /// <summary>No link of theirs works from now on. The last enabled operator cannot be disabled.</summary>
    public Task<bool> DisableAsync(long id, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
                (await OperatorStore.ListAsync(session)).Any(other => other.Id != id && other.DisabledAt is null)
                && await OperatorStore.DisableAsync(session, id, time.GetUtcNow()),
            cancellationToken);

    public Task<IReadOnlyList<Operator>> ListAsync(CancellationToken cancellationToken) =>
        book.ReadAsync(OperatorStore.ListAsync, cancellationToken);

    /// <summary>The operator of a session cookie, unless disabled since.</summary>
    public async Task<Operator?> FindActiveAsync(long id, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => OperatorStore.FindAsync(session, id), cancellationToken) is { DisabledAt: null } active ? active : null;
}
