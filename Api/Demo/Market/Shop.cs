namespace Daogou.Api.Demo.Market;

/// <summary>One of the marketplace's shops. Names and brands are invented.</summary>
/// <param name="Key">In addresses and as the merchant's key: <c>shanlan</c>.</param>
/// <param name="CommissionBp">What the affiliate network pays for a sale, in basis points.</param>
/// <param name="Hue">Hue of the shop's own colour, 0–359.</param>
public sealed record Shop(
    string Key, string NameZh, string NameEn, string SloganZh, string SloganEn, string Currency, int CommissionBp, int Hue, IReadOnlyList<Item> Items)
{
    public Item? Find(string sku) => Items.FirstOrDefault(item => item.Sku == sku);
}

/// <summary>One product. Prices are in major units; what it costs on a day is <see cref="PriceTag"/>'s matter.</summary>
/// <param name="Drawing">The name of its picture in <see cref="Drawings"/>.</param>
/// <param name="Usual">The usual price.</param>
/// <param name="List">The printed list price.</param>
public sealed record Item(
    string Sku, string Drawing, string Zh, string En, string CategoryZh, string CategoryEn, string Brand, decimal Usual, decimal List, string TextZh, string TextEn);
