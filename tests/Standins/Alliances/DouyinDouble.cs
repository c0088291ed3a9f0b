using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Douyin's orders and products behind both of its gateways: Pangle's under <c>/pangle</c>, buyin's under <c>/fxg</c>. The error codes of Pangle are
/// this double's own, because the platform publishes none.
/// </summary>
public sealed partial class DouyinDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppId = "5000001";
    public const string Secret = "douyin-secret-of-the-double";
    public const string Token = "douyin-token-of-the-double";
    public const string Pid = "dy_107071_11037_1";
    private const int KeptDays = 90;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DouyinRow> _rows = [];
    private readonly List<DouyinLink> _links = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    /// <summary>The longest external_info that is taken; sources name 20, 33 and 40.</summary>
    public int MostExternal { get; set; } = 20;

    /// <summary>A product that is not promoted.</summary>
    public string? NotPromoted { get; set; }

    public List<DouyinProduct> Products { get; } = [];

    /// <summary>What share texts are of: the kind, and a product's id.</summary>
    public Dictionary<string, (int Kind, string? ProductId)> Commands { get; } = [];

    public IReadOnlyList<DouyinLink> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>Writes a row; its update time becomes the platform's now.</summary>
    public DouyinRow Put(DouyinRow row)
    {
        lock (_lock)
        {
            return _rows[row.OrderId] = row with { UpdateTime = Now };
        }
    }

    public DouyinRow Find(string orderId)
    {
        lock (_lock)
        {
            return _rows[orderId];
        }
    }

    public string Hint(Uri server) =>
        $"Douyin: {new Uri(server, "/pangle")} or (Gateway Buyin) {new Uri(server, "/fxg")}   AppKey {AppId}   secret {Secret}   token {Token}   pid {Pid}";

    public void Map(IEndpointRouteBuilder app)
    {
        MapPangle(app);
        MapBuyin(app);
    }

    private string MakeLink(string product, string external, string? ext)
    {
        lock (_lock)
        {
            _links.Add(new DouyinLink(product, external, ext));
            return string.Create(CultureInfo.InvariantCulture, $"https://v.buydouke.com/d{_links.Count}/");
        }
    }

    private string? WrongLink(string product, string external) =>
        !Product().IsMatch(product) ? "product_url 错误"
        : NotPromoted is { } not && product.Contains(not, StringComparison.Ordinal) ? "商品未参与推广"
        : external.Length > MostExternal || !External().IsMatch(external) ? "external_info 格式错误"
        : null;

    /// <summary>A page of orders; the cursor is the place of the next row, empty at the end.</summary>
    private (IReadOnlyList<DouyinRow> Rows, string Next)? Page(bool byUpdate, DateTimeOffset from, DateTimeOffset to, int kind, string cursor, int size)
    {
        if (to < from || to - from > TimeSpan.FromDays(KeptDays) || from < Now.AddDays(-KeptDays)
            || !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return null;
        }
        lock (_lock)
        {
            var all = (from row in _rows.Values
                       let at = byUpdate ? row.UpdateTime : row.PayTime
                       where row.Kind == kind && at >= @from && at < to
                       orderby at, row.OrderId
                       select row).ToList();
            var some = all.Skip(place).Take(size).ToList();
            var next = place + some.Count < all.Count ? (place + some.Count).ToString(CultureInfo.InvariantCulture) : "";
            return (Mischief.Disorder(some), next);
        }
    }

    private static JsonObject? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^https://haohuo\\.jinritemai\\.com/views/product/item2?\\?id=[0-9]{9,20}$", RegexOptions.None, 1000)]
    private static partial Regex Product();

    [GeneratedRegex("^[0-9A-Za-z_]*$", RegexOptions.None, 1000)]
    private static partial Regex External();
}

/// <summary>A link that was made.</summary>
public sealed record DouyinLink(string Product, string External, string? Ext);
