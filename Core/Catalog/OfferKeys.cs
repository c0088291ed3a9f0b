using Daogou.Core.Urls;

namespace Daogou.Core.Catalog;

/// <summary>The shop's own number of a product, from the address of its page, redirects unwrapped.</summary>
internal static class OfferKeys
{
    /// <summary>Such as <c>amazon:B0C1234567</c>, <c>jd:100012043978</c>; null when the address tells none.</summary>
    public static string? Item(string? address)
    {
        if (address is not { Length: > 0 and <= 4096 } || LinkRecogniser.Of(address) is not { ItemId: { } id, Merchant: { } shop })
        {
            return null;
        }
        return $"{(shop == "tmall" ? "taobao" : shop)}:{Constant(shop, id)}";
    }

    /// <summary>Whether one number stands for all variants of a product, as on Taobao and Pinduoduo; on JD and Amazon each variant has its own.</summary>
    public static bool HoldsVariants(string key) => !key.StartsWith("amazon:", StringComparison.Ordinal) && !key.StartsWith("jd:", StringComparison.Ordinal);

    /// <summary>Of Taobao's two-part ids the second names the item for ever; the first changes with who asks.</summary>
    private static string Constant(string shop, string id) => shop is "taobao" or "tmall" && id.LastIndexOf('-') is var at and > 0 && at + 1 < id.Length ? id[(at + 1)..] : id;
}
