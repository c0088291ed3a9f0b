using System.Data.Common;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Storage;

namespace Daogou.Core.Trail;

/// <summary>What a walk reads from, and where it began.</summary>
internal sealed class TrailSight(Session book, ClickBook clicks, ClickRefs refs, TrailId start, CancellationToken cancellationToken)
{
    public Session Book { get; } = book;

    public ClickRefs Refs { get; } = refs;

    public TrailId Start { get; } = start;

    /// <summary>Reads the clicks' own store; the default when it cannot be read, for nothing but statistics depends on it.</summary>
    public async Task<T?> ClicksAsync<T>(Func<Session, Task<T?>> read)
    {
        try
        {
            return await clicks.Database.ReadAsync(read, cancellationToken);
        }
        catch (Exception e) when (e is DbException or StorageUnavailableException)
        {
            return default;
        }
    }

    public async Task<string?> MemberAsync(long? id) =>
        id is { } known and > 0
            ? await MemberStore.FindAsync(Book, known) is { } member ? $"{member.DisplayName} (#{known})" : $"#{known}"
            : null;

    public async Task<string?> GroupAsync(long? id) =>
        id is { } known and > 0
            ? await GroupStore.FindAsync(Book, known) is { } group ? group.Title : $"#{known}"
            : null;
}
