namespace Daogou.Core.Urls;

/// <summary>The plain address of a product's page: where the shop and the number are known it is written anew, so nobody's tag is left.</summary>
internal static class CleanLinks
{
    /// <summary>Null when the address has no canonical form.</summary>
    public static Uri? Of(WebUrl url, string? merchant, string? id)
    {
        var text = id is null ? null : merchant switch
        {
            "amazon" => $"https://{(url.Host!.Contains("amazon.", StringComparison.Ordinal) ? Www(url.Host) : "www.amazon.com")}/dp/{id}",
            "jd" when id.All(char.IsAsciiDigit) => url.Host!.EndsWith(".hk", StringComparison.Ordinal) ? $"https://item.jd.hk/{id}.html" : $"https://item.jd.com/{id}.html",
            "taobao" => $"https://item.taobao.com/item.htm?id={id}",
            "tmall" => $"https://detail.tmall.com/item.htm?id={id}",
            "pinduoduo" => $"https://mobile.yangkeduo.com/goods.html?{(id.All(char.IsAsciiDigit) ? "goods_id" : "goods_sign")}={id}",
            "ebay" when url.Host!.Contains(".ebay.", StringComparison.Ordinal) || url.Host.StartsWith("ebay.", StringComparison.Ordinal) => $"https://{Www(url.Host)}/itm/{id}",
            "aliexpress" => $"https://www.aliexpress.com/item/{id}.html",
            _ => null,
        };
        if (!Uri.TryCreate(text ?? url.Href, UriKind.Absolute, out var address))
        {
            return null;
        }
        try
        {
            return CanonicalUrl.Of(address);
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>The shop's own host in its country: <c>smile.amazon.de</c>, <c>m.ebay.co.uk</c> and <c>cgi.ebay.com</c> lead to the same pages.</summary>
    private static string Www(string host)
    {
        var at = host.IndexOf("amazon.", StringComparison.Ordinal) is >= 0 and var amazon ? amazon : Math.Max(0, host.IndexOf("ebay.", StringComparison.Ordinal));
        return "www." + host[at..].TrimEnd('.');
    }
}
