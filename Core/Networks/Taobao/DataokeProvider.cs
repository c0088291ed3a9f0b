using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Taobao;

/// <summary>大淘客: a signed query. What it hands through from TOP has the same names in camel case.</summary>
internal sealed class DataokeProvider(DataokeOptions options, PlatformClient client) : ITaobaoProvider
{
    public IReadOnlyList<OfferList> Lists { get; } = [new OfferList("search", true, new Dictionary<string, string>(StringComparer.Ordinal) { ["sort"] = "a number, as in 大淘客's document" })];

    public async Task<TaobaoLink> ConvertAsync(Uri product, TaobaoSlot slot, string title, CancellationToken cancellationToken)
    {
        var id = TaobaoItems.Of(product);
        if (id is null || !TaobaoItems.IsDynamic(id))
        {
            id = (await ParseAsync(product.AbsoluteUri, slot, cancellationToken))?.ItemId;
        }
        if (id is null)
        {
            return new TaobaoLink(null, null, null);
        }
        var data = await CallAsync("tb-service/get-privilege-link", [new("goodsId", id), new("pid", slot.Pid), new("channelId", slot.Relation ?? "")], cancellationToken);
        var address = JsonPath.Text(data, "couponRemainCount") is { Length: > 0 } ? JsonPath.Text(data, "couponClickUrl") : null;
        return new TaobaoLink(
            TopProvider.Address(address ?? JsonPath.Text(data, "itemUrl") ?? JsonPath.Text(data, "shortUrl")),
            JsonPath.Text(data, "itemId") ?? id,
            JsonPath.Text(data, "longTpwd") ?? JsonPath.Text(data, "tpwd"));
    }

    public async Task<TaobaoItem?> ParseAsync(string text, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        var data = await CallAsync("tb-service/parse-content", [new("content", text)], cancellationToken);
        return (JsonPath.Text(data, "goodsId") ?? JsonPath.Text(data, "itemId")) is { Length: > 0 } id ? new TaobaoItem(id, JsonPath.Text(data, "title") ?? JsonPath.Text(data, "itemName")) : null;
    }

    public async Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken)
    {
        // So it is spelt.
        var data = await CallAsync("tb-service/creat-taokouling", [new("url", tracked.AbsoluteUri), new("text", title)], cancellationToken);
        return JsonPath.Text(data, "longTpwd") ?? JsonPath.Text(data, "model");
    }

    public async Task<TaobaoPage> OrdersAsync(TaobaoWindow window, CancellationToken cancellationToken)
    {
        var asked = window.Parameters().Append(new("order_scene", "1")).Select(pair => new KeyValuePair<string, string>(Camel(pair.Key), pair.Value));
        var data = await CallAsync("tb-service/get-order-details", asked, cancellationToken);
        using var document = JsonDocument.Parse(Snake(JsonNode.Parse(data.GetRawText()))?.ToJsonString() ?? "{}");
        var answer = document.RootElement.Clone();
        var page = TopProvider.Page(answer, "", "results");
        return page.Rows.Count > 0 ? page : TopProvider.Page(answer, "", "list");
    }

    public async Task<OfferPage> ListAsync(OfferQuery query, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        var data = await CallAsync(
            "goods/get-dtk-search-goods",
            [new("keyWords", query.Words ?? ""), new("pageId", query.Page ?? "1"), new("pageSize", "100"), new("sort", query.Options.GetValueOrDefault("sort", ""))],
            cancellationToken);
        var rows = TopApi.List(data, "list");
        var next = JsonPath.Text(data, "pageId");
        return TaobaoOffers.DataokePage(rows, rows.Count > 0 && next != query.Page ? next : null);
    }

    private async Task<JsonElement> CallAsync(string path, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var sent = parameters.Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        sent["appKey"] = options.AppKey;
        sent["version"] = options.Version;
        var sign = Signatures.Dataoke(sent, options.Secret);
        var query = string.Join('&', sent.Append(new("sign", sign)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var answer = await client.CallAsync(path, () => new HttpRequestMessage(HttpMethod.Get, $"{options.Url}{path}?{query}"), Judge, cancellationToken);
        return JsonPath.Find(answer, "data") ?? default;
    }

    /// <summary>Its codes are not documented but for 0; a limit is told by its words.</summary>
    private static PlatformFault? Judge(JsonElement answer)
    {
        var (code, words) = (JsonPath.Text(answer, "code"), JsonPath.Text(answer, "msg") ?? "");
        return code switch
        {
            "0" => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no code"),
            _ when words.Contains('频') || words.Contains("limit", StringComparison.OrdinalIgnoreCase) => new PlatformFault(FaultKind.Limit, code, words),
            "-1" or "500" => new PlatformFault(FaultKind.Passing, code, words),
            _ => new PlatformFault(FaultKind.Ours, code, words),
        };
    }

    private static string Camel(string name) => string.Concat(name.Split('_').Select((part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The same answer under TOP's names.</summary>
    private static JsonNode? Snake(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(Snake(field.Key), Snake(field.Value)))),
        JsonArray rows => new JsonArray([.. rows.Select(Snake)]),
        _ => node?.DeepClone(),
    };

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterUpper(c) ? "_" + char.ToLower(c, CultureInfo.InvariantCulture) : c);
        }
        return text.ToString();
    }
}
