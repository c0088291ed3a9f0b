namespace Daogou.Api.Demo.Market;

/// <summary>Where the outside world of the demo is: the bazaar with its affiliate network, and each shop at a port of its own, as real shops have hosts of their own.</summary>
public sealed record MarketAddresses(Uri Bazaar, IReadOnlyDictionary<string, Uri> ByShop)
{
    public static MarketAddresses On(IReadOnlyList<int> ports) => new(
        At(ports[0]),
        Shops.All.Zip(ports.Skip(1)).ToDictionary(pair => pair.First.Key, pair => At(pair.Second), StringComparer.Ordinal));

    /// <summary>One port for the bazaar and one for each shop.</summary>
    public static int PortsNeeded => 1 + Shops.All.Count;

    public IEnumerable<Uri> All => ByShop.Values.Prepend(Bazaar);

    public Uri ShopFront(Shop shop) => new(ByShop[shop.Key], $"/s/{shop.Key}");

    public Uri Page(Shop shop, Item item) => new(ByShop[shop.Key], $"/s/{shop.Key}/p/{item.Sku}");

    public Uri Picture(Shop shop, Item item) => new(ByShop[shop.Key], $"/img/{shop.Key}/{item.Sku}.svg");

    /// <summary>Whether a deep link may lead there.</summary>
    public bool IsShop(Uri address) => ByShop.Values.Any(shop => shop.Authority == address.Authority);

    private static Uri At(int port) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
}
