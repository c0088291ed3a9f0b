namespace Daogou.Standins.Alliances;

/// <summary>One piece of goods as the platforms keep it; each double writes it in its own words and units.</summary>
/// <param name="Id">The platform's own id: a sku, a goods_sign, a goodsId.</param>
/// <param name="Yuan">What one piece costs without a coupon.</param>
/// <param name="ListYuan">What it cost before.</param>
public sealed record AllianceGood(string Id, string Name, decimal Yuan, decimal ListYuan)
{
    /// <summary>Yuan off and from which sum; none.</summary>
    public (decimal Off, decimal From)? Coupon { get; init; }

    public DateTimeOffset CouponFrom { get; init; }

    public DateTimeOffset CouponTo { get; init; }

    /// <summary>Short and tracked links of the platform that lead to it.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Leaves the price out of its row.</summary>
    public bool HidesPrice { get; init; }

    /// <summary>Whether a search for these words, or for one of its links, finds it.</summary>
    internal bool IsFor(string words) => Name.Contains(words, StringComparison.OrdinalIgnoreCase) || Links.Contains(words);
}
