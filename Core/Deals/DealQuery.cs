using System.Globalization;
using Dapper;

namespace Daogou.Core.Deals;

/// <summary>What to look for among the deals. All words must occur in title, brand or category; Chinese words need no spaces around them.</summary>
public sealed record DealQuery
{
    public const int MostTaken = 100;

    public string Words { get; init; } = "";

    public string? Category { get; init; }

    public string? Merchant { get; init; }

    public DealState State { get; init; } = DealState.Active;

    public long? MaxPriceMinor { get; init; }

    public string? Currency { get; init; }

    /// <summary>Only with a list price above the price.</summary>
    public bool OnlyReduced { get; init; }

    public DealOrder Order { get; init; } = DealOrder.Newest;

    /// <summary>1 to 100.</summary>
    public int Take { get; init => field = Math.Clamp(value, 1, MostTaken); } = 20;

    /// <summary>The cursor of the page before; null for the first.</summary>
    public string? Cursor { get; init; }

    internal int Skip =>
        int.TryParse(Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? Math.Min(skip, 100_000) : 0;

    internal string Next => (Skip + Take).ToString(CultureInfo.InvariantCulture);

    internal string OrderBy => Order switch
    {
        DealOrder.Newest => "changed_at DESC, id DESC",
        DealOrder.Cheapest => "price_minor, id",
        DealOrder.Discount => "CASE WHEN list_price_minor > 0 THEN (list_price_minor - price_minor) * 10000 / list_price_minor ELSE 0 END DESC, id DESC",
    };

    /// <summary>The words as they are compared: lower case, at most eight.</summary>
    public static IReadOnlyList<string> Tokens(string words) =>
        [.. words.ToLowerInvariant().Split([' ', '\t', '\u3000', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Take(8)];

    internal (string Where, DynamicParameters Parameters) Where()
    {
        var parameters = new DynamicParameters();
        parameters.Add("State", State);
        List<string> conditions = ["state = @State"];
        foreach (var (index, word) in Tokens(Words).Index())
        {
            var name = "Word" + index.ToString(CultureInfo.InvariantCulture);
            parameters.Add(name, $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
            conditions.Add($"lower(title || ' ' || COALESCE(brand, '') || ' ' || COALESCE(category, '')) LIKE @{name} ESCAPE '\\'");
        }
        Add("category = @Category", "Category", Category);
        Add("merchant = @Merchant", "Merchant", Merchant);
        Add("price_minor <= @MaxPriceMinor", "MaxPriceMinor", MaxPriceMinor);
        Add("currency = @Currency", "Currency", Currency);
        if (OnlyReduced)
        {
            conditions.Add("list_price_minor > price_minor");
        }
        return (string.Join(" AND ", conditions), parameters);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, value);
            }
        }
    }
}

public enum DealOrder
{
    Newest = 1,
    Cheapest = 2,
    Discount = 3,
}

/// <summary>One page of deals and the cursor of the next; null when there is none.</summary>
public sealed record DealPageResult(IReadOnlyList<Deal> Deals, string? Next);
