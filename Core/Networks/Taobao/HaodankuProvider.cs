using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Taobao;

/// <summary>好单库, version 2: a key and no signature. It makes links and searches; orders were not verified of it.</summary>
internal sealed class HaodankuProvider(HaodankuOptions options, PlatformClient client) : ITaobaoProvider
{
    private const int Least = 8;

    public IReadOnlyList<OfferList> Lists { get; } = [new OfferList("search", true, new Dictionary<string, string>(StringComparer.Ordinal))];

    public async Task<TaobaoLink> ConvertAsync(Uri product, TaobaoSlot slot, string title, CancellationToken cancellationToken)
    {
        if (TaobaoItems.Of(product) is not { } id)
        {
            return new TaobaoLink(null, null, null);
        }
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["apikey"] = options.Secret,
            ["itemid"] = id,
            ["pid"] = slot.Pid,
            ["tb_name"] = options.Account,
            ["get_taoword"] = "1",
            // A shorter one is refused.
            ["title"] = title.Length >= Least ? title : title.PadRight(Least, '。'),
        };
        if (slot.Relation is { } relation)
        {
            form["relation_id"] = relation;
        }
        var answer = await client.CallAsync(
            "ratesurl", () => new HttpRequestMessage(HttpMethod.Post, options.Url + "ratesurl") { Content = new FormUrlEncodedContent(form) }, Judge, cancellationToken);
        var data = JsonPath.Find(answer, "data") ?? default;
        return new TaobaoLink(
            TopProvider.Address(NotEmpty(JsonPath.Text(data, "coupon_click_url")) ?? NotEmpty(JsonPath.Text(data, "item_url"))),
            JsonPath.Text(data, "item_id") ?? id,
            NotEmpty(JsonPath.Text(data, "taoword")));
    }

    public async Task<OfferPage> ListAsync(OfferQuery query, TaobaoSlot slot, CancellationToken cancellationToken)
    {
        // The keyword is encoded twice on purpose.
        var words = Uri.EscapeDataString(Uri.EscapeDataString(query.Words ?? ""));
        var (at, page) = query.Page?.Split('-') is [var first, var second] ? (first, second) : ("1", "1");
        var address = $"{options.Url}supersearch?apikey={Uri.EscapeDataString(options.Secret)}&keyword={words}&back=100&min_id={Uri.EscapeDataString(at)}&tb_p={Uri.EscapeDataString(page)}";
        var answer = await client.CallAsync("supersearch", () => new HttpRequestMessage(HttpMethod.Get, address), Judge, cancellationToken);
        var rows = TopApi.List(answer, "data");
        var next = $"{JsonPath.Text(answer, "min_id") ?? "1"}-{JsonPath.Text(answer, "tb_p") ?? "1"}";
        return TaobaoOffers.HaodankuPage(rows, rows.Count > 0 && next != query.Page && next != "1-1" ? next : null);
    }

    private static PlatformFault? Judge(JsonElement answer) => JsonPath.Text(answer, "code") switch
    {
        "200" or "1" => null,
        null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no code"),
        var code when JsonPath.Text(answer, "msg") is { } words && words.Contains('频') => new PlatformFault(FaultKind.Limit, code, words),
        var code => new PlatformFault(FaultKind.Ours, code, JsonPath.Text(answer, "msg") ?? ""),
    };

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
