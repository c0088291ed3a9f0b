namespace Daogou.Api.Demo.Market;

/// <summary>The marketplace's shops: one that speaks Chinese, one that speaks English, one that speaks both.</summary>
public static partial class Shops
{
    public static IReadOnlyList<Shop> All { get; } = [Shanlan(), Lumo(), Shiye()];

    public static Shop? Find(string key) => All.FirstOrDefault(shop => shop.Key == key);

    /// <summary>The title as the shop itself writes it.</summary>
    public static string TitleOf(Shop shop, Item item) => shop.Key switch
    {
        "lumo" => item.En,
        "shiye" => $"{item.Zh} {item.En}",
        _ => item.Zh,
    };

    public static string CategoryOf(Shop shop, Item item) => shop.Key == "lumo" ? item.CategoryEn : item.CategoryZh;

    public static string TextOf(Shop shop, Item item) => shop.Key == "lumo" ? item.TextEn : item.TextZh;
}
