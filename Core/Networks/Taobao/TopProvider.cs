using System.Globalization;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Taobao;

/// <summary>Our own rights at TOP. The <c>.sc.</c> methods act for the account that granted the session, the others for the application's own.</summary>
internal sealed class TopProvider(TaobaoOptions options, TopApi api) : ITaobaoProvider
{
    public IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList("search", true, new Dictionary<string, string>(StringComparer.Ordinal) { ["sort"] = "total_sales_des, tk_rate_des, price_asc, match …", ["coupon"] = "true or false", ["tmall"] = "true or false" }),
        new OfferList("coupons", true, new Dictionary<string, string>(StringComparer.Ordinal) { ["sort"] = "as for search" }),
        new OfferList("material", false, new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = "a material_id of optimus.material" }),
    ];

    private bool HasSession => options.Token.Length > 0;

    public async Task<TaobaoLink> ConvertAsync(Uri product, TaobaoSlot slot, string title, CancellationToken cancellationToken)
    {
        var id = TaobaoItems.Of(product);
        if (id is null || !TaobaoItems.IsDynamic(id))
        {
            // Numbers of old links are no ids any more; the platform reads the address.
            id = await MaterialAsync(product.AbsoluteUri, slot, cancellationToken);
        }
        if (id is null)
        {
            return new TaobaoLink(null, null, null);
        }
        var answer = await api.CallAsync("taobao.tbk.privilege.get", [.. Place(slot), new("item_id", id)], cancellationToken);
        var data = JsonPath.Find(answer, "result.data") ?? default;
        var address = JsonPath.Text(data, "coupon_remain_count") is { Length: > 0 } ? JsonPath.Text(data, "coupon_click_url") : null;
        return new TaobaoLink(Address(address ?? JsonPath.Text(data, "item_url") ?? JsonPath.Text(data, "coupon_click_url")), JsonPath.Text(data, "item_id") ?? id, null);
    }

    public async Task<TaobaoItem?> ParseAsync(string text, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return await MaterialAsync(text, slot, cancellationToken) is { } id ? new TaobaoItem(id, null) : null;
        }
        var answer = await api.CallAsync("taobao.tbk.sc.tpwd.convert", [.. Place(slot), new("password_content", text)], cancellationToken);
        return JsonPath.Text(answer, "data.num_iid") is { Length: > 0 } item && item != "0" ? new TaobaoItem(item, null) : null;
    }

    public async Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync("taobao.tbk.tpwd.create", [new("url", tracked.AbsoluteUri), new("text", title)], cancellationToken);
        // The long form is the one that phones open without being told to.
        return JsonPath.Text(answer, "data.model") ?? JsonPath.Text(answer, "data.password_simple");
    }

    public async Task<TaobaoPage> OrdersAsync(TaobaoWindow window, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync(
            HasSession ? "taobao.tbk.sc.order.details.get" : "taobao.tbk.order.details.get", [.. window.Parameters(), new("order_scene", "1")], cancellationToken);
        return Page(answer, "data", "data.results");
    }

    public async Task<TaobaoPage> RefundsAsync(TaobaoWindow window, CancellationToken cancellationToken)
    {
        var asked = window.Parameters().Append(new("order_scene", "1")).Append(new("member_type", "4")).ToList();
        var answer = await api.CallAsync(
            HasSession ? "taobao.tbk.sc.order.refund.get" : "taobao.tbk.order.refund.get",
            options.RefundsFlat ? asked : [new("publisher_refund_order_query_option", JsonSerializer.Serialize(new Dictionary<string, string>(asked, StringComparer.Ordinal), PlatformRow.Wire))],
            cancellationToken);
        return Page(answer, "data", "data.result") is { Rows.Count: > 0 } page ? page : Page(answer, "data", "data.results");
    }

    public async Task<OfferPage> ListAsync(OfferQuery query, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        var page = query.Page is { } written && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        List<KeyValuePair<string, string>> asked =
        [
            new("adzone_id", slot.AdZone),
            new("page_no", page.ToString(CultureInfo.InvariantCulture)),
            new("page_size", "100"),
        ];
        var isMaterial = query.List == "material";
        if (isMaterial)
        {
            asked.Add(new("material_id", query.Options.GetValueOrDefault("id", "")));
        }
        else
        {
            asked.AddRange(
            [
                new("q", query.Words ?? ""),
                new("sort", query.Options.GetValueOrDefault("sort", "")),
                new("has_coupon", query.List == "coupons" ? "true" : query.Options.GetValueOrDefault("coupon", "")),
                new("is_tmall", query.Options.GetValueOrDefault("tmall", "")),
            ]);
        }
        var answer = await api.CallAsync(isMaterial ? "taobao.tbk.dg.optimus.material" : "taobao.tbk.dg.material.optional", asked, cancellationToken);
        var rows = TopApi.List(answer, "result_list");
        return TaobaoOffers.Page(rows, query.List == "coupons", (page - 1) * 100, rows.Count == 100 && page < 100 ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>What stands behind an address, as a product's dynamic id.</summary>
    private async Task<string?> MaterialAsync(string address, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        var material = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["material_url"] = address }, PlatformRow.Wire);
        var answer = await api.CallAsync("taobao.tbk.sc.general.link.parse", [.. Place(slot), new("material_dto", material)], cancellationToken);
        var data = JsonPath.Find(answer, "data") ?? default;
        return JsonPath.Text(data, "material_type") is null or "1" && JsonPath.Text(data, "material_id") is { Length: > 0 } id ? id : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Place(TaobaoSlot slot) =>
        [new("site_id", slot.Site), new("adzone_id", slot.AdZone), new("relation_id", slot.Relation ?? "")];

    /// <summary>Addresses come without a scheme here and there.</summary>
    internal static string? Address(string? address) =>
        address is null ? null : address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;

    internal static TaobaoPage Page(JsonElement answer, string about, string rows) => new(
        TopApi.List(answer, rows),
        JsonPath.Text(answer, $"{about}.has_next") == "true",
        JsonPath.Text(answer, $"{about}.position_index"));
}
