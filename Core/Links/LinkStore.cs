using Daogou.Core.Storage;

namespace Daogou.Core.Links;

/// <summary>The links' SQL.</summary>
public static class LinkStore
{
    private const string Columns =
        "code, deal_id, member_id, place_kind, place_id, group_id, network, destination, share_text, created_at, disabled_at, disabled_reason";

    public static Task<TrackedLink?> FindAsync(Session session, string code) =>
        session.FindAsync<TrackedLink>($"SELECT {Columns} FROM links WHERE code = @Code", new { Code = code });

    /// <summary>The one link of a deal for a member at a place.</summary>
    public static Task<TrackedLink?> FindForPlaceAsync(Session session, long dealId, Place place) =>
        session.FindAsync<TrackedLink>(
            $"""
            SELECT {Columns} FROM links
            WHERE deal_id = @DealId AND member_id = @MemberId AND place_kind = @Kind AND place_id = @PlaceId AND group_id = @GroupId
            """,
            new { DealId = dealId, place.MemberId, place.Kind, place.PlaceId, place.GroupId });

    /// <summary>False when the code is taken or the place has its link already; nothing is changed then.</summary>
    public static async Task<bool> AddAsync(Session session, TrackedLink link) =>
        await session.ExecuteAsync(
            $"""
            INSERT INTO links ({Columns})
            VALUES (@Code, @DealId, @MemberId, @PlaceKind, @PlaceId, @GroupId, @Network, @Destination, @ShareText, @CreatedAt, @DisabledAt, @DisabledReason)
            ON CONFLICT DO NOTHING
            """,
            link) == 1;

    /// <summary>The link leads over another slot from now on.</summary>
    public static Task RenewAsync(Session session, string code, string destination, string? shareText) =>
        session.ExecuteAsync(
            "UPDATE links SET destination = @Destination, share_text = @ShareText WHERE code = @Code",
            new { Code = code, Destination = destination, ShareText = shareText });

    /// <summary>A deal's links, the newest first.</summary>
    public static Task<IReadOnlyList<TrackedLink>> ForDealAsync(Session session, long dealId, int limit) =>
        session.QueryAsync<TrackedLink>(
            $"SELECT {Columns} FROM links WHERE deal_id = @DealId ORDER BY created_at DESC, code LIMIT @Limit",
            new { DealId = dealId, Limit = limit });

    /// <summary>The links of one digest or other place, in the order in which they were made.</summary>
    public static Task<IReadOnlyList<TrackedLink>> ForPlaceAsync(Session session, PlaceKind kind, long placeId) =>
        session.QueryAsync<TrackedLink>(
            $"SELECT {Columns} FROM links WHERE place_kind = @Kind AND place_id = @PlaceId ORDER BY created_at, code",
            new { Kind = kind, PlaceId = placeId });

    /// <summary>Stops a link; false when there is no such open link.</summary>
    public static async Task<bool> DisableAsync(Session session, string code, string reason, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "UPDATE links SET disabled_at = @Now, disabled_reason = @Reason WHERE code = @Code AND disabled_at IS NULL",
            new { Code = code, Reason = reason, Now = now }) == 1;

    /// <summary>Opens a stopped link again; false when it is not stopped.</summary>
    public static async Task<bool> EnableAsync(Session session, string code) =>
        await session.ExecuteAsync(
            "UPDATE links SET disabled_at = NULL, disabled_reason = NULL WHERE code = @Code AND disabled_at IS NOT NULL",
            new { Code = code }) == 1;
}
