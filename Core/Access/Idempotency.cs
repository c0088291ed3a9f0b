using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>
/// One effect per key and caller. Answers below 400 are kept; a refusal changed nothing and is not, so a corrected call with the
/// same key goes through.
/// </summary>
public sealed class Idempotency(Database book, TimeProvider time)
{
    /// <summary>Runs an effect and keeps its answer in one transaction.</summary>
    public Task<IdempotencyAnswer> RunAsync(
        string owner, string key, string request, Func<Session, Task<(int Status, string Answer)>> effect, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var hash = Secret.Hash(request);
                var known = await IdempotencyStore.FindAsync(session, owner, key, hash, time.GetUtcNow());
                if (known.Kind != IdempotencyKind.Fresh)
                {
                    return known;
                }
                var (status, answer) = await effect(session);
                if (status < 400)
                {
                    await IdempotencyStore.SaveAsync(session, owner, key, hash, status, answer, time.GetUtcNow());
                }
                return new IdempotencyAnswer(IdempotencyKind.Fresh, status, answer);
            },
            cancellationToken);

    /// <summary>
    /// Runs an effect that has transactions of its own. The key is reserved before and resolved after; when the process dies in
    /// between, calls are told to wait until the reservation is given up, and the effect's own unique keys keep it single.
    /// </summary>
    public async Task<IdempotencyAnswer> RunApartAsync(
        string owner, string key, string request, Func<CancellationToken, Task<(int Status, string Answer)>> effect, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(request);
        var known = await book.WriteAsync(
            async session =>
            {
                var found = await IdempotencyStore.FindAsync(session, owner, key, hash, time.GetUtcNow());
                if (found.Kind == IdempotencyKind.Fresh)
                {
                    await IdempotencyStore.ReserveAsync(session, owner, key, hash, time.GetUtcNow());
                }
                return found;
            },
            cancellationToken);
        if (known.Kind != IdempotencyKind.Fresh)
        {
            return known;
        }
        try
        {
            var (status, answer) = await effect(cancellationToken);
            // The effect has happened: its answer is kept even when the caller has gone away meanwhile.
            await ResolveAsync(owner, key, hash, status, answer);
            return new IdempotencyAnswer(IdempotencyKind.Fresh, status, answer);
        }
        catch
        {
            await book.WriteAsync(session => IdempotencyStore.ReleaseAsync(session, owner, key), CancellationToken.None);
            throw;
        }
    }

    private Task ResolveAsync(string owner, string key, string hash, int status, string answer) =>
        book.WriteAsync(
            session => status < 400
                ? IdempotencyStore.SaveAsync(session, owner, key, hash, status, answer, time.GetUtcNow())
                : IdempotencyStore.ReleaseAsync(session, owner, key),
            CancellationToken.None);
}
