using Daogou.Core.Amounts;

namespace Daogou.Api.Demo.Market;

/// <summary>
/// What an item costs on a day. Every item has its own rhythm of sales; most reductions are real, and some shops raise the list
/// price on sale days so that the reduction only looks like one. The same day always gives the same price.
/// </summary>
/// <param name="Price">To pay now.</param>
/// <param name="List">The price printed beside it.</param>
/// <param name="SaleEnds">The end of the running sale; null outside one.</param>
public sealed record PriceTag(Money Price, Money List, DateTimeOffset? SaleEnds)
{
    private static readonly TimeSpan ShopZone = TimeSpan.FromHours(8);

    public static PriceTag On(Shop shop, Item item, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToOffset(ShopZone).DateTime).DayNumber;
        var cycle = 17 + (int)(Dice(item.Sku, 1) % 20);
        var length = 5 + (int)(Dice(item.Sku, 2) % 4);
        var turn = (day + (int)(Dice(item.Sku, 3) % 97)) / cycle;
        var place = (day + (int)(Dice(item.Sku, 3) % 97)) % cycle;
        var list = item.List;
        if (place >= length)
        {
            var drift = 0.985m + (Dice(item.Sku, day / 4) % 31 / 1000m);
            return new PriceTag(Tidy(item.Usual * drift, shop.Currency), Tidy(list, shop.Currency), null);
        }
        var ends = new DateTimeOffset(DateOnly.FromDayNumber(day + length - place).ToDateTime(TimeOnly.MinValue), ShopZone);
        if (Dice(item.Sku, 4) % 7 == 0)
        {
            return new PriceTag(Tidy(item.Usual * 0.98m, shop.Currency), Tidy(list * 1.4m, shop.Currency), ends);
        }
        var off = 12 + (Dice(item.Sku, turn + 100) % 30);
        return new PriceTag(Tidy(item.Usual * (100 - off) / 100m, shop.Currency), Tidy(list, shop.Currency), ends);
    }

    /// <summary>Shop prices end in 9: whole yuan, dollars and 99 cents.</summary>
    private static Money Tidy(decimal major, string currency)
    {
        var tidy = currency == "USD"
            ? Math.Floor(major) + 0.99m
            : major < 30 ? Math.Floor(major) + 0.9m : Math.Max(9m, (Math.Round(major / 10m) * 10m) - 1m);
        return Money.FromDecimal(tidy, currency) ?? throw new InvalidOperationException($"The price {tidy} {currency} does not fit.");
    }

    /// <summary>A number that looks random and is always the same for the same item and salt (FNV-1a).</summary>
    private static uint Dice(string sku, int salt)
    {
        unchecked
        {
            var hash = 2166136261u ^ (uint)salt * 2654435761u;
            foreach (var c in sku)
            {
                hash = (hash ^ c) * 16777619u;
            }
            return (hash ^ (hash >> 15)) * 2246822519u >> 7;
        }
    }
}
