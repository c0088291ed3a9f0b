using System.Globalization;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Douyin;

/// <summary>Pangle's e-commerce gateway: a JSON envelope whose <c>data</c> is a JSON text, signed by MD5.</summary>
internal sealed class PangleGateway(DouyinOptions options, PlatformClient client, TimeProvider time) : IDouyinGateway
{
    public const int ProductsPageSize = 20;
    private static readonly int[] LinkForms = [4, 5];

    public IReadOnlyDictionary<string, string> SearchOptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["category"] = "the number of a first category",
        ["min-price"] = "fen",
        ["max-price"] = "fen",
        ["min-rate"] = "the least commission in basis points",
        ["sort"] = "sales, price, commission, rate",
        ["order"] = "asc, desc",
    };

    public async Task<string?> LinkAsync(Uri product, string? ext, string reference, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["product_url"] = product.AbsoluteUri,
            ["external_info"] = reference,
            // The share link first; the z link dies after some weeks.
            ["share_type"] = LinkForms,
            ["platform"] = 0,
            ["use_coupon"] = options.UseCoupon,
        };
        if (ext is not null)
        {
            data["product_ext"] = ext;
        }
        var answer = await CallAsync("/product/link", data, cancellationToken);
        return Filled(answer, "dy_sharelink") ?? Filled(answer, "dy_zlink");
    }

    public async Task<DouyinPage> OrdersAsync(DouyinOrderQuery query, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "/order/search",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["size"] = query.Size,
                ["cursor"] = query.Cursor,
                ["start_time"] = query.From.ToUnixTimeSeconds(),
                // Whole seconds on the wire: the last one begun is asked for too.
                ["end_time"] = query.To.ToUnixTimeSeconds() + 1,
                ["order_type"] = (int)query.Kind,
                ["time_type"] = query.ByUpdate ? "update" : "pay",
            },
            cancellationToken);
        var rows = PlatformRow.Items(answer, "orders");
        var next = Filled(answer, "cursor");
        return new DouyinPage(rows, rows.Count == 0 && next == query.Cursor ? null : next);
    }

    public async Task<DouyinPage> ProductsAsync(OfferQuery query, int page, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["page"] = page, ["page_size"] = ProductsPageSize };
        Put("title", query.Words);
        Put("activity_id", query.List == DouyinOffers.Bargains ? 1 : null);
        Put("first_cids", OfferRows.Whole(query, "category") is { } category ? new[] { category } : null);
        Put("price_min", OfferRows.Whole(query, "min-price"));
        Put("price_max", OfferRows.Whole(query, "max-price"));
        Put("cos_ratio_min", OfferRows.Whole(query, "min-rate"));
        Put("search_type", OfferRows.OneOf(query, "sort", ("sales", 1), ("price", 2), ("commission", 3), ("rate", 4)));
        Put("order_type", OfferRows.OneOf(query, "order", ("asc", 0), ("desc", 1)));
        var answer = await CallAsync("/product/search", data, cancellationToken);
        var rows = PlatformRow.Items(answer, "products");
        var isLast = rows.Count < ProductsPageSize || (answer.ValueKind == JsonValueKind.Object && new PlatformRow(answer).Whole("total") <= page * ProductsPageSize);
        return new DouyinPage(rows, isLast ? null : (page + 1).ToString(CultureInfo.InvariantCulture));

        void Put(string key, object? value)
        {
            if (value is not null)
            {
                data[key] = value;
            }
        }
    }

    public async Task<DouyinCommand> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "/command_parse",
            new Dictionary<string, object>(StringComparer.Ordinal) { ["command"] = text, ["external_info"] = "", ["share_type"] = Array.Empty<int>() },
            cancellationToken);
        return new DouyinCommand(
            JsonPath.Text(answer, "command_type") switch { "1" => DouyinOrderKind.Product, "2" => DouyinOrderKind.Live, "3" => DouyinOrderKind.Activity, _ => null },
            Filled(answer, "product_info.product_id"),
            Filled(answer, "product_info.title"));
    }

    private async Task<JsonElement> CallAsync(string path, IReadOnlyDictionary<string, object> data, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(data, PlatformRow.Wire);
        var answer = await client.CallAsync(path, () => Request(path, text), Judge, cancellationToken);
        return JsonPath.Find(answer, "data") ?? default;
    }

    private HttpRequestMessage Request(string path, string data)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var signed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app_id"] = options.AppKey,
            ["data"] = data,
            ["req_id"] = Guid.NewGuid().ToString(),
            ["timestamp"] = now.ToString(CultureInfo.InvariantCulture),
        };
        var envelope = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["app_id"] = options.AppKey,
            ["timestamp"] = now,
            ["version"] = "1",
            ["sign_type"] = "MD5",
            ["req_id"] = signed["req_id"],
            ["data"] = data,
            ["sign"] = Signatures.Pangle(signed, options.Secret),
        };
        return new HttpRequestMessage(HttpMethod.Post, options.Address.TrimEnd('/') + path)
        {
            Content = new StringContent(JsonSerializer.Serialize(envelope, PlatformRow.Wire), Encoding.UTF8, "application/json"),
        };
    }

    /// <summary>The gateway's codes are not published; its words tell too many calls and its own troubles from ours.</summary>
    private static PlatformFault? Judge(JsonElement answer)
    {
        var words = JsonPath.Text(answer, "desc") ?? "";
        return JsonPath.Text(answer, "code") switch
        {
            "0" => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no code"),
            var code => FaultWords.Of(code, words),
        };
    }

    private static string? Filled(JsonElement answer, string path) => JsonPath.Text(answer, path) is { Length: > 0 } text ? text : null;
}
