namespace Daogou.Core.Links;

/// <summary>Who shares a link and where: with the deal it names the link.</summary>
/// <param name="PlaceId">The digest, note or team; 0 where the kind alone says it.</param>
/// <param name="MemberId">The buyer who asked or the member who shares; 0 when the link belongs to the place alone.</param>
/// <param name="GroupId">The group in which it is made or posted; 0 for none.</param>
public sealed record Place(PlaceKind Kind, long PlaceId, long MemberId, long GroupId)
{
    /// <summary>A member asks for a link to buy with.</summary>
    public static Place Request(long memberId, long groupId = 0) => new(PlaceKind.Request, 0, memberId, groupId);

    /// <summary>A digest or a pushed deal in a group.</summary>
    public static Place Digest(long digestId, long groupId) => new(PlaceKind.Digest, digestId, 0, groupId);

    /// <summary>A member passes a deal on.</summary>
    public static Place Share(long memberId, long groupId = 0) => new(PlaceKind.Share, 0, memberId, groupId);
}
