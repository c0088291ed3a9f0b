using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Taobao;

/// <summary>折淘客: it signs a call with its own rights and hands it back; TOP itself answers. So the rows are TOP's.</summary>
internal sealed class ZhetaokeProvider(ZhetaokeOptions options, PlatformClient client, TopApi top) : ITaobaoProvider
{
    public async Task<TaobaoLink> ConvertAsync(Uri product, TaobaoSlot slot, string title, CancellationToken cancellationToken)
    {
        var id = TaobaoItems.Of(product);
        if (id is null || !TaobaoItems.IsDynamic(id))
        {
            id = (await ParseAsync(product.AbsoluteUri, slot, cancellationToken))?.ItemId ?? id;
        }
        if (id is null)
        {
            return new TaobaoLink(null, null, null);
        }
        var answer = await SignedAsync(
            "open_gaoyongzhuanlian", "taobao.tbk.privilege.get", [new("pid", slot.Pid), new("num_iid", id), new("relation_id", slot.Relation ?? "")], cancellationToken);
        var data = JsonPath.Find(answer, "result.data") ?? default;
        var address = JsonPath.Text(data, "coupon_remain_count") is { Length: > 0 } ? JsonPath.Text(data, "coupon_click_url") : null;
        return new TaobaoLink(TopProvider.Address(address ?? JsonPath.Text(data, "item_url")), JsonPath.Text(data, "item_id") ?? id, null);
    }

    /// <summary>Answered by itself: the product's id in a text.</summary>
    public async Task<TaobaoItem?> ParseAsync(string text, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("open_shangpin_id", [new("content", text)], found => Id(found) is not null || JsonPath.Text(found, "status") == "301", cancellationToken);
        return Id(answer) is { } id ? new TaobaoItem(id, null) : null;
    }

    public async Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken)
    {
        var answer = await SignedAsync("open_tkl_create", "taobao.tbk.tpwd.create", [new("url", tracked.AbsoluteUri), new("text", title)], cancellationToken);
        return JsonPath.Text(answer, "data.model") ?? JsonPath.Text(answer, "data.password_simple");
    }

    public async Task<TaobaoPage> OrdersAsync(TaobaoWindow window, CancellationToken cancellationToken) => TopProvider.Page(
        await SignedAsync("open_dingdanchaxun2", "taobao.tbk.sc.order.details.get", window.Parameters().Append(new("order_scene", "1")), cancellationToken), "data", "data.results");

    /// <summary>Two calls: the signed address from 折淘客, the answer from TOP.</summary>
    private async Task<JsonElement> SignedAsync(string name, string method, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var secure = top.IsSecure ? "2" : "1";
        var answer = await CallAsync(name, parameters.Append(new("signurl", secure)), found => JsonPath.Text(found, "url") is not null, cancellationToken);
        return Uri.TryCreate(JsonPath.Text(answer, "url"), UriKind.Absolute, out var signed)
            ? await top.FollowAsync(method, signed, cancellationToken)
            : throw new NetworkUnavailableException($"折淘客's {name} gave no address to ask.");
    }

    private Task<JsonElement> CallAsync(
        string name, IEnumerable<KeyValuePair<string, string>> parameters, Func<JsonElement, bool> isGood, CancellationToken cancellationToken)
    {
        var form = parameters.Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        form["appkey"] = options.Secret;
        form["sid"] = options.Sid;
        return client.CallAsync(
            name,
            () => new HttpRequestMessage(HttpMethod.Post, $"{options.Url}{name}.ashx") { Content = new FormUrlEncodedContent(form) },
            answer => isGood(answer) ? null : new PlatformFault(FaultKind.Ours, JsonPath.Text(answer, "status") ?? "?", JsonPath.Text(answer, "content") ?? JsonPath.Text(answer, "msg") ?? "it gave no reason"),
            cancellationToken);
    }

    private static string? Id(JsonElement answer) => (JsonPath.Text(answer, "item_id") ?? JsonPath.Text(answer, "content.0.item_id") ?? JsonPath.Text(answer, "shangpin_id")) is { Length: > 0 } id ? id : null;
}
