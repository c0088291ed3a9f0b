using System.Globalization;
using System.Text;
using Dapper;

namespace Daogou.Core.Deals;

/// <summary>What to look for among the deals. All words must occur in title, brand or category; Chinese words need no spaces around them.</summary>
public sealed record DealQuery
{
    public const int MostTaken = 100;
    private const int MostWords = 8;

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

    /// <summary>The cursor of the page before; null for the first. A text that is none begins at the first page.</summary>
    public string? Cursor { get; init; }

    internal string OrderBy => Order == DealOrder.Cheapest ? $"{Rank}, id" : $"{Rank} DESC, id DESC";

    private string Rank => Order switch
    {
        DealOrder.Newest => "changed_at",
        DealOrder.Cheapest => "COALESCE(price_minor, 0)",
        DealOrder.Discount => "CASE WHEN list_price_minor > 0 THEN (list_price_minor - price_minor) * 10000 / list_price_minor ELSE 0 END",
    };

    /// <summary>The words as they are compared, at most eight.</summary>
    public static IReadOnlyList<string> Tokens(string words) =>
        [
            .. Plain(words).Split([' ', '\t', '\n', ',', ';', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal).Take(MostWords),
        ];

    /// <summary>Small letters, full-width signs as the plain ones: the same for what is stored and what is asked, on every engine.</summary>
    internal static string Plain(string text) => (IsNormal(text) ? text : text.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();

    /// <summary>Whether nothing but ASCII and Chinese characters stands in it, which are their own normal form.</summary>
    private static bool IsNormal(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAscii(c) && c is < '\u4E00' or > '\u9FA5')
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A page ends at a deal, not at a count: what comes or goes meanwhile neither doubles nor hides one.</summary>
    internal string CursorAfter(Deal last)
    {
        var rank = Order switch
        {
            DealOrder.Newest => last.ChangedAt.ToUnixTimeMilliseconds(),
            DealOrder.Cheapest => last.PriceMinor ?? 0,
            DealOrder.Discount => last.ListPriceMinor is > 0 and var list && last.PriceMinor is { } price ? (list - price) * 10000 / list : 0,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{rank}_{last.Id}");
    }

    internal (string Where, DynamicParameters Parameters) Where()
    {
        var parameters = new DynamicParameters();
        parameters.Add("State", State);
        List<string> conditions = ["state = @State"];
        foreach (var (index, word) in Tokens(Words).Index())
        {
            var name = "Word" + index.ToString(CultureInfo.InvariantCulture);
            conditions.Add($"search_text LIKE @{name} ESCAPE '!'");
            parameters.Add(name, $"%{Escaped(word)}%");
        }
        Add("LOWER(category) LIKE @Category ESCAPE '!'", "Category", Category is null ? null : $"%{Escaped(Category.ToLowerInvariant())}%");
        Add("merchant = @Merchant", "Merchant", Merchant);
        Add("price_minor <= @MaxPriceMinor", "MaxPriceMinor", MaxPriceMinor);
        Add("currency = @Currency", "Currency", Currency);
        if (OnlyReduced)
        {
            conditions.Add("list_price_minor > price_minor");
        }
        if (Cursor?.Split('_') is [var rankText, var idText] && Number(rankText) is { } rank && Number(idText) is { } id)
        {
            var beyond = Order == DealOrder.Cheapest ? '>' : '<';
            conditions.Add($"({Rank} {beyond} @LastRank OR ({Rank} = @LastRank AND id {beyond} @LastId))");
            parameters.Add("LastRank", rank);
            parameters.Add("LastId", id);
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

    private static string Escaped(string word) =>
        word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

public enum DealOrder
{
    Newest = 1,
    Cheapest = 2,
    Discount = 3,
}

/// <summary>One page of deals and the cursor of the next; null when there is none.</summary>
public sealed record DealPageResult(IReadOnlyList<Deal> Deals, string? Next);
