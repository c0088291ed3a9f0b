using System.Text.Encodings.Web;
using System.Text.Unicode;
using Daogou.Core.Amounts;

namespace Daogou.Api.Demo.Market;

/// <summary>The frame of the marketplace's pages and the small parts they share.</summary>
internal static class MarketHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string? text) => Encoder.Encode(text ?? "");

    public static string Name(Shop shop, bool zh) => zh ? shop.NameZh : shop.NameEn;

    public static string Title(Shop shop, Item item, bool zh) => zh ? item.Zh : shop.Key == "shanlan" ? item.En : Shops.TitleOf(shop, item);

    public static IResult Page(HttpContext http, string title, int hue, string body, int status = StatusCodes.Status200OK)
    {
        var zh = IsZh(http);
        var other = zh ? "en" : "zh";
        var here = http.Request.PathBase + http.Request.Path;
        return Results.Content(
            $$"""
            <!doctype html>
            <html lang="{{(zh ? "zh-CN" : "en")}}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(title)}}</title><link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M5 11h22l-2 17H7z' fill='%23e58a2b'/%3E%3Cpath d='M11 13V9a5 5 0 0 1 10 0v4' fill='none' stroke='%237a4310' stroke-width='2.4'/%3E%3C/svg%3E">
            <style>{{Css.Replace("HUE", hue.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}}</style>
            </head>
            <body>
            <header><a class="brand" href="{{Bazaar(http)}}">{{(zh ? "云集市" : "Cloud Bazaar")}}</a><nav><a href="{{Bazaar(http)}}orders">{{(zh ? "我的订单" : "My orders")}}</a>
            <a href="{{Text(here)}}?lang={{other}}">{{(zh ? "English" : "中文")}}</a></nav></header>
            <main>{{body}}</main>
            <footer>{{(zh
                ? "演示用的集市：商店、品牌和商品都是虚构的，付款不是真的。"
                : "A marketplace made for the demo: shops, brands and goods are invented, and nothing is really paid.")}}</footer>
            </body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: status);
    }

    private static Uri Bazaar(HttpContext http) => http.RequestServices.GetRequiredService<MarketAddresses>().Bazaar;

    /// <summary>The language of the page: the one chosen, the one chosen before, else the browser's.</summary>
    public static bool IsZh(HttpContext http)
    {
        if (http.Request.Query["lang"].ToString() is "zh" or "en")
        {
            var chosen = http.Request.Query["lang"].ToString();
            http.Response.Cookies.Append("demo_lang", chosen, new CookieOptions { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) });
            return chosen == "zh";
        }
        return http.Request.Cookies["demo_lang"] is { Length: > 0 } before
            ? before == "zh"
            : http.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase);
    }

    public static string Card(Shop shop, Item item, DateTimeOffset now, bool zh)
    {
        var tag = PriceTag.On(shop, item, now);
        var was = tag.Price < tag.List ? $"<s>{Text(tag.List.ToText())}</s>" : "";
        var sale = tag.SaleEnds is null ? "" : $"""<span class="sale">-{Math.Round(Rate.Discount(tag.Price, tag.List).BasisPoints / 100m)}%</span>""";
        return $"""
            <a class="card" href="/s/{shop.Key}/p/{item.Sku}">{sale}<img src="/img/{shop.Key}/{item.Sku}.svg" alt="" width="300" height="300" loading="lazy">
            <span class="t">{Text(Title(shop, item, zh))}</span><span class="p"><b>{Text(tag.Price.ToText())}</b> {was}</span></a>
            """;
    }

    private const string Css = """
        :root{--h:HUE;--ink:#1d2430;--soft:#667085;--line:#e7e9ee}:root,.hue{--main:hsl(var(--h) 55% 36%);--pale:hsl(var(--h) 50% 96%)}
        *{box-sizing:border-box}body{margin:0;font:16px/1.55 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--ink);background:#fafbfc}
        a{color:var(--main);text-decoration:none}img{display:block;max-width:100%;height:auto}
        header{display:flex;justify-content:space-between;align-items:center;gap:16px;padding:14px clamp(16px,4vw,48px);background:#fff;border-bottom:1px solid var(--line)}
        header .brand{font-weight:700;font-size:18px;color:var(--ink)}header nav{display:flex;gap:18px;font-size:14px}
        main{max-width:1080px;margin:0 auto;padding:28px clamp(16px,4vw,48px) 56px}footer{padding:24px;text-align:center;color:var(--soft);font-size:13px}
        h1{font-size:26px;line-height:1.3;margin:0 0 6px}h2{font-size:19px;margin:36px 0 12px}.soft{color:var(--soft)}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:18px}
        .card{position:relative;background:#fff;border:1px solid var(--line);border-radius:14px;overflow:hidden;display:flex;flex-direction:column;color:var(--ink);transition:box-shadow .15s}
        .card:hover{box-shadow:0 8px 26px #1d243018}.card .t{padding:10px 12px 0;font-size:14px;line-height:1.4;min-height:50px}.card .p{padding:4px 12px 14px}
        .card b{color:var(--main);font-size:18px}s{color:#98a2b3;font-size:13px;margin-left:4px}
        .sale{position:absolute;top:10px;left:10px;background:#d92d20;color:#fff;border-radius:8px;padding:1px 8px;font-size:13px;font-weight:600}
        .shop{background:var(--pale);border-radius:18px;padding:22px 26px;margin-bottom:24px}
        .two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:clamp(20px,4vw,48px);align-items:start}.two>img{border-radius:18px;width:100%}
        .price{font-size:32px;font-weight:700;color:var(--main)}.price s{font-size:18px;font-weight:400}
        .note{background:#fff;border:1px solid var(--line);border-radius:12px;padding:12px 16px;margin:14px 0;font-size:14px}.note.ok{background:#ecfdf3;border-color:#abefc6}
        label{display:block;font-size:14px;color:var(--soft);margin-top:12px}
        input,select{font:inherit;padding:9px 12px;border:1px solid #cfd4dc;border-radius:10px;width:100%;background:#fff;color:inherit}
        button{font:inherit;font-weight:600;border:0;border-radius:12px;padding:12px 22px;background:var(--main);color:#fff;cursor:pointer;margin-top:16px}
        button.wide{width:100%}button.light{background:#fff;color:var(--ink);border:1px solid #cfd4dc}button:hover{filter:brightness(1.06)}
        .acts{display:flex;flex-wrap:wrap;gap:10px}.acts form{margin:0}dl{display:grid;grid-template-columns:auto 1fr;gap:6px 20px;margin:16px 0}dt{color:var(--soft)}dd{margin:0}
        .steps{display:flex;gap:8px;margin:18px 0;padding:0;list-style:none;font-size:14px}.steps li{flex:1;border-top:4px solid var(--line);padding-top:8px;color:var(--soft)}
        .steps li.on{border-color:var(--main);color:var(--ink);font-weight:600}.row{display:flex;gap:14px;align-items:center;padding:12px 0;border-bottom:1px solid var(--line);color:var(--ink)}
        .row img{width:64px;border-radius:10px}.row span:nth-child(2){flex:1}
        @media(max-width:640px){.two{grid-template-columns:1fr}.grid{grid-template-columns:repeat(2,1fr);gap:12px}main{padding-top:18px}h1{font-size:22px}}
        """;
}
