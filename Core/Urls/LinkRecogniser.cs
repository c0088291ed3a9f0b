using System.Collections.Frozen;

namespace Daogou.Core.Urls;

/// <summary>What an address is, by its writing alone: nothing is fetched and no redirect is followed.</summary>
/// <param name="Rule">What matched, in a person's words.</param>
/// <param name="Target">Where it leads as far as the address says: the inside of a redirect, else the address itself.</param>
/// <param name="Clean">The product's own page, or the target, without anybody's tags; null where the address hides where it leads.</param>
public sealed record Recognised(string Rule, string? Network, string? Kind, string? ItemId, string? Merchant, Uri? Target, Uri? Clean);

/// <summary>The one place that tells what people paste: the finder's links with network, kind, product and shop.</summary>
public static class LinkRecogniser
{
    /// <summary>Shops that pay commission themselves, by merchant.</summary>
    private static readonly FrozenDictionary<string, string> OwnNetworks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["taobao"] = "taobao", ["tmall"] = "taobao", ["jd"] = "jd", ["pinduoduo"] = "pdd", ["douyin"] = "douyin", ["kuaishou"] = "kuaishou", ["vip"] = "vip", ["suning"] = "suning",
        ["amazon"] = "amazon", ["ebay"] = "ebay", ["aliexpress"] = "aliexpress",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every link and share token of a text with what it is, in the order of the text.</summary>
    /// <param name="isOwn">Which addresses are our own; those are left out.</param>
    public static IReadOnlyList<FoundLink> Find(string text, Func<Uri, bool>? isOwn = null) =>
    [
        .. from link in LinkFinder.Find(text)
           where isOwn is null || link.Kind == LinkKinds.Token || !Uri.TryCreate(link.Url, UriKind.Absolute, out var address) || !isOwn(address)
           select With(link),
    ];

    /// <summary>What a found link is; a token says its network itself.</summary>
    public static Recognised Of(FoundLink link) => link.Kind == LinkKinds.Token
        ? new Recognised($"share token of {link.Network}", link.Network, link.Kind, null, null, null, null)
        : Of(link.Url);

    /// <param name="address">As written, with a scheme.</param>
    public static Recognised Of(string address)
    {
        var url = AppLinks.OnTheWeb(address) ?? WebUrl.Parse(address.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase));
        url = url is null ? null : AppLinks.Launched(url) ?? url;
        return url is { IsWeb: true, Host: not null } ? Of(url) : new Recognised("no web address", null, null, null, null, null, null);
    }

    private static FoundLink With(FoundLink link) => Of(link) is var known
        ? link with { Network = known.Network, Kind = known.Kind, ItemId = known.ItemId, Merchant = known.Merchant }
        : link;

    private static Recognised Of(WebUrl url)
    {
        if (LinkRules.For(url) is { } rule)
        {
            return ByRule(url, rule, Wrappers.Unwrap(url));
        }
        // A product's page may carry the page before it; it is no redirect for that.
        var inner = ProductIds.Of(url, Merchants.Of(url)) is null ? Wrappers.Unwrap(url) : null;
        if (inner is not null && inner.Href != url.Href)
        {
            var target = LinkRules.For(inner) is { } within ? ByRule(inner, within, null) : ByShop(inner);
            return target with { Rule = $"redirect of {url.Host}, to: {target.Rule}" };
        }
        return ByShop(url);
    }

    private static Recognised ByRule(WebUrl url, LinkRule rule, WebUrl? inner)
    {
        if (inner is not null)
        {
            var target = LinkRules.For(inner) is { } within ? ByRule(inner, within, null) : ByShop(inner);
            return target with { Rule = $"{rule.Name}, to: {target.Rule}", Network = rule.Network, Kind = rule.Kind };
        }
        var shop = Merchants.Of(url);
        var merchant = shop is not null && IsOfShop(rule, shop) ? shop : null;
        var id = ProductIds.Of(url, shop);
        return new Recognised(rule.Name, rule.Network, rule.Kind, id, merchant, AsUri(url.Href), id is null ? null : CleanLinks.Of(url, shop, id));
    }

    private static Recognised ByShop(WebUrl url)
    {
        var merchant = Merchants.Of(url);
        var id = ProductIds.Of(url, merchant);
        var network = merchant is null ? null : OwnNetworks.GetValueOrDefault(merchant);
        var isItem = id is not null || IsItemWithoutNumber(url, merchant);
        var rule = isItem ? $"product page of {merchant}" : network is not null ? $"page of {merchant}" : "plain address";
        return new Recognised(rule, network, isItem ? LinkKinds.Item : null, id, merchant, AsUri(url.Href), CleanLinks.Of(url, merchant, id));
    }

    /// <summary>Pinduoduo's shared pages hold the product under a word of their own.</summary>
    private static bool IsItemWithoutNumber(WebUrl url, string? merchant) =>
        merchant == "pinduoduo" && url.Path.StartsWith("/goods", StringComparison.Ordinal) && url.Path.EndsWith(".html", StringComparison.Ordinal) && url.Query is not null;

    /// <summary>A shop's short host belongs to it (a shop that is known by name, not by its domain); an affiliate network's or a shortener's belongs to no shop.</summary>
    private static bool IsOfShop(LinkRule rule, string shop) => rule.Network is null ? !shop.Contains('.', StringComparison.Ordinal) : rule.Network == OwnNetworks.GetValueOrDefault(shop) || (rule.Network == "rakuten-jp" && shop == "rakuten");

    private static Uri? AsUri(string href) => Uri.TryCreate(href, UriKind.Absolute, out var address) ? address : null;
}
