namespace Daogou.Core.Urls;

/// <summary>An address or a share token in a text, and what its writing says of it.</summary>
/// <param name="Url">As written without invisible characters, with <c>http://</c> before a bare domain; or the token with its signs.</param>
/// <param name="Start">UTF-16 units from the beginning of the text.</param>
/// <param name="Length">UTF-16 units of the text as it was given.</param>
/// <param name="Network">The alliance or affiliate network whose link it is, such as <c>taobao</c> or <c>awin</c>; null when it is of none.</param>
/// <param name="Kind">One of <see cref="LinkKinds"/>; null for an address that is none of them.</param>
/// <param name="ItemId">The product's number or key in its shop, where the address holds it.</param>
/// <param name="Merchant">A shop's key such as <c>tmall</c>, for any other shop its registrable domain; null where the address hides it.</param>
public sealed record FoundLink(string Url, int Start, int Length, string? Network = null, string? Kind = null, string? ItemId = null, string? Merchant = null);

/// <summary>What a link is.</summary>
public static class LinkKinds
{
    /// <summary>The page of one product.</summary>
    public const string Item = "item";

    /// <summary>A shortened address: only its owner knows where it leads.</summary>
    public const string Short = "short";

    /// <summary>It goes over a host that counts somebody's clicks.</summary>
    public const string Tracked = "tracked";

    /// <summary>A page on which a coupon is taken.</summary>
    public const string Coupon = "coupon";

    /// <summary>No address but a word for an app (口令).</summary>
    public const string Token = "token";
}
