using System.Globalization;
using System.Security.Claims;

namespace Daogou.Api.Access;

/// <summary>Who acts: the word that stands in the audit.</summary>
internal static class Caller
{
    public const string ActorClaim = "actor";
    public const string ScopeClaim = "scope";

    /// <summary><c>operator:name</c> or <c>key:prefix</c>.</summary>
    public static string Actor(this ClaimsPrincipal user) => user.FindFirstValue(ActorClaim) ?? "nobody";

    public static long? OperatorId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;
}
