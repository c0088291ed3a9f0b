using System.Globalization;
using Daogou.Api.Demo.Market;

namespace Daogou.Api.Demo;

/// <summary>The product's own settings as the demo fills them: nothing here that a settings file could not say.</summary>
internal static class DemoSettings
{
    private const string NetworkSecret = "Demo:NetworkSecret";

    public static IReadOnlyDictionary<string, string?> For(Uri address, string folder, Marketplace market)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:Folder"] = folder,
            ["Public:BaseUrl"] = address.AbsoluteUri.TrimEnd('/'),
            ["Schedule:TickSeconds"] = "1",
            ["Bot:TickSeconds"] = "1",
            ["Rebates:HoldDays"] = "7",
            ["Logging:LogLevel:Default"] = "Warning",
            [NetworkSecret] = market.Secret,
        };
        AddOutbound(settings, market.Addresses);
        AddSources(settings, market.Addresses);
        AddNetwork(settings, market.Addresses);
        return settings;
    }

    private static void AddOutbound(Dictionary<string, string?> settings, MarketAddresses market)
    {
        foreach (var (number, address) in market.All.Index())
        {
            settings[$"Outbound:AllowedPrivateHosts:{Number(number)}"] = address.Authority;
        }
    }

    private static void AddSources(Dictionary<string, string?> settings, MarketAddresses market)
    {
        Add(0, "shanlan", "shanlan.xml", "google", "CNY", []);
        Add(1, "lumo", "lumo.csv", "csv", "USD", new(StringComparer.Ordinal)
        {
            ["key"] = "art_nr",
            ["item"] = "art_nr",
            ["title"] = "bezeichnung",
            ["link"] = "deep_url",
            ["image"] = "bild_gross",
            ["price"] = "preis_aktuell",
            ["list_price"] = "preis_alt",
            ["currency"] = "waehrung",
            ["brand"] = "hersteller",
            ["category"] = "warengruppe",
            ["availability"] = "lager",
            ["description"] = "beschreibung",
        });
        Add(2, "shiye", "shiye.json", "jsonfeed", "CNY", new(StringComparer.Ordinal)
        {
            ["item"] = "id",
            ["price"] = "_offer.price",
            ["list_price"] = "_offer.was",
            ["currency"] = "_offer.currency",
            ["brand"] = "_offer.maker",
            ["category"] = "_offer.category",
            ["availability"] = "_offer.stock",
        });
        Add(3, "coupons", "coupons.csv", "csv", null, []);

        void Add(int number, string key, string file, string format, string? currency, Dictionary<string, string> fields)
        {
            var at = $"Sources:{Number(number)}";
            settings[at + ":Key"] = key;
            settings[at + ":Location"] = new Uri(market.Bazaar, "/feeds/" + file).AbsoluteUri;
            settings[at + ":Format"] = format;
            settings[at + ":Merchant"] = currency is null ? "" : key;
            settings[at + ":Currency"] = currency;
            settings[at + ":Feed:Coupons"] = currency is null ? "true" : "false";
            settings[at + ":EverySeconds"] = "60";
            foreach (var (host, shop) in market.ByShop.Values.Index())
            {
                settings[$"{at}:AllowedHosts:{Number(host)}"] = shop.Authority;
            }
            foreach (var (ours, theirs) in fields)
            {
                settings[$"{at}:Feed:Fields:{ours}"] = theirs;
            }
        }
    }

    private static void AddNetwork(Dictionary<string, string?> settings, MarketAddresses market)
    {
        const string At = "Networks:0";
        settings[At + ":Key"] = "demo";
        settings[At + ":Name"] = "云集市联盟 Cloud Bazaar Partners";
        settings[At + ":LinkTemplate"] = $"{market.Bazaar}go?pid={MarketNetwork.Publisher}&sub={{clickref}}&to={{url}}";
        settings[At + ":MaxRefLength"] = "32";
        foreach (var (number, shop) in Shops.All.Index())
        {
            var programme = $"{At}:Programmes:{Number(number)}";
            settings[programme + ":Merchant"] = shop.Key;
            settings[programme + ":Hosts:0"] = market.ByShop[shop.Key].Authority;
            settings[programme + ":CommissionBp"] = Number(shop.CommissionBp);
            settings[programme + ":AllowsRebate"] = "true";
            settings[programme + ":AllowsChat"] = "true";
        }
        settings[At + ":Reports:Url"] = $"{market.Bazaar}network/v2/orders?updated_from={{from}}&updated_to={{to}}&page={{page}}";
        settings[At + ":Reports:ItemsPath"] = "orders";
        settings[At + ":Reports:NextPagePath"] = "paging.next";
        settings[At + ":Reports:SecretHeader"] = MarketNetwork.SecretHeader;
        settings[At + ":Reports:SecretEnv"] = NetworkSecret;
        settings[At + ":Reports:EverySeconds"] = "1";
        settings[At + ":Reports:AmountUnit"] = "Major";
        foreach (var (field, path) in (ReadOnlySpan<(string, string)>)
            [
                ("OrderNo", "order_no"), ("ItemNo", "item_no"), ("Status", "status"), ("StatusReason", "reason"), ("UpdatedAt", "updated_at"),
                ("OrderedAt", "ordered_at"), ("Merchant", "merchant"), ("Title", "title"), ("Quantity", "quantity"), ("Sale", "sale_amount"),
                ("Commission", "commission"), ("Currency", "currency"), ("ClickRef", "sub_id"),
            ])
        {
            settings[$"{At}:Reports:Fields:{field}"] = path;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
