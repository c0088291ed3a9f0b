using System.Globalization;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Douyin;

/// <summary>The buyin gateway on doudian's open platform: system parameters in the query, sorted JSON as the body, signed by HMAC-SHA256.</summary>
internal sealed class BuyinGateway(DouyinOptions options, PlatformClient client, TimeProvider time) : IDouyinGateway
{
    public IReadOnlyDictionary<string, string> SearchOptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task<string?> LinkAsync(Uri product, string? ext, string reference, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "buyin.kolProductShare",
            new(StringComparer.Ordinal)
            {
                ["product_url"] = product.AbsoluteUri,
                ["pid"] = options.Pid,
                ["external_info"] = reference,
                ["platform"] = 0,
                ["use_coupon"] = options.UseCoupon,
                ["need_share_link"] = true,
                ["need_zlink"] = true,
                ["need_qr_code"] = false,
            },
            cancellationToken);
        return Filled(answer, "share_link") ?? Filled(answer, "dy_zlink");
    }

    public async Task<DouyinPage> OrdersAsync(DouyinOrderQuery query, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "buyin.doukeOrderAds",
            new(StringComparer.Ordinal)
            {
                ["size"] = query.Size,
                ["cursor"] = query.Cursor,
                ["start_time"] = PlatformRow.BeijingText(query.From),
                ["end_time"] = PlatformRow.BeijingText(query.To.AddSeconds(1)),
                ["time_type"] = query.ByUpdate ? "update" : "pay",
                ["distribution_type"] = query.Kind switch
                {
                    DouyinOrderKind.Product => "ProductDetail",
                    DouyinOrderKind.Live => "Live",
                    DouyinOrderKind.Activity => "ActivityMaterial",
                },
            },
            cancellationToken);
        var rows = PlatformRow.Items(answer, "orders");
        // Which cursor ends the list is not published: none, the first one again, or a page without rows.
        return new DouyinPage(rows, rows.Count > 0 && Filled(answer, "cursor") is { } next and not "0" ? next : null);
    }

    public async Task<DouyinPage> ProductsAsync(OfferQuery query, int page, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "buyin.kolMaterialsProductsSearch",
            new(StringComparer.Ordinal) { ["page"] = page, ["page_size"] = PangleGateway.ProductsPageSize, ["title"] = query.Words ?? "" },
            cancellationToken);
        var rows = PlatformRow.Items(answer, "products");
        return new DouyinPage(rows, rows.Count < PangleGateway.ProductsPageSize ? null : (page + 1).ToString(CultureInfo.InvariantCulture));
    }

    public async Task<DouyinCommand> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("buyin.shareCommandParse", new(StringComparer.Ordinal) { ["command"] = text }, cancellationToken);
        var product = Filled(answer, "product_info.product_id");
        return new DouyinCommand(product is null ? null : DouyinOrderKind.Product, product, Filled(answer, "product_info.title"));
    }

    /// <param name="method">Its dots are slashes in the address.</param>
    /// <param name="parameters">Sorted, as the gateway signs them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    private async Task<JsonElement> CallAsync(string method, SortedDictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(parameters, PlatformRow.Wire);
        var answer = await client.CallAsync(method, () => Request(method, text), Judge, cancellationToken);
        return JsonPath.Find(answer, "data") ?? default;
    }

    private HttpRequestMessage Request(string method, string parameters)
    {
        var sent = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = options.AppKey,
            ["access_token"] = options.Token,
            ["timestamp"] = PlatformRow.BeijingText(time.GetUtcNow()),
            ["v"] = "2",
            ["sign_method"] = "hmac-sha256",
        };
        sent["sign"] = Signatures.Buyin(new Dictionary<string, string>(sent, StringComparer.Ordinal) { ["param_json"] = parameters }, options.Secret);
        var query = string.Join('&', sent.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return new HttpRequestMessage(HttpMethod.Post, $"{options.Address.TrimEnd('/')}/{method.Replace('.', '/')}?{query}")
        {
            Content = new StringContent(parameters, Encoding.UTF8, "application/json"),
        };
    }

    /// <summary>30001 to 30007 are the account's, 40004 and 50002 the call's, 20000 the platform's own troubles.</summary>
    private static PlatformFault? Judge(JsonElement answer)
    {
        var words = $"{JsonPath.Text(answer, "msg")} {JsonPath.Text(answer, "sub_code")} {JsonPath.Text(answer, "sub_msg")}".Trim();
        return JsonPath.Text(answer, "code") switch
        {
            "10000" => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no code"),
            "20000" => new PlatformFault(FaultKind.Passing, "20000", words),
            "90000" => new PlatformFault(FaultKind.Ours, "90000", words + " (the platform took this method away; set Douyin:Gateway to Pangle)"),
            var code => FaultWords.Of(code, words),
        };
    }

    private static string? Filled(JsonElement answer, string path) => JsonPath.Text(answer, path) is { Length: > 0 } text ? text : null;
}
