using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Daogou.Api.Pages;

/// <summary>The frame of the pages that anybody may open: plain HTML, no script but for copying, readable on a phone.</summary>
internal static class PublicPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string? text) => Encoder.Encode(text ?? "");

    /// <summary><c>?lang=</c>, else the browser's first language; Chinese or English.</summary>
    public static bool IsZh(HttpRequest request) => request.Query["lang"].ToString() switch
    {
        "zh" => true,
        "en" => false,
        _ => request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase),
    };

    public static IResult Of(HttpRequest request, bool zh, string title, string head, string body, int status = StatusCodes.Status200OK)
    {
        var other = $"{request.PathBase}{request.Path}?lang={(zh ? "en" : "zh")}";
        return Results.Content(
            $$"""
            <!doctype html>
            <html lang="{{(zh ? "zh-CN" : "en")}}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(title)}}</title>{{head}}
            <link rel="icon" href="{{Icon}}">
            <style>{{Css}}</style>
            </head>
            <body><header><a class="brand" href="{{request.PathBase}}/?lang={{(zh ? "zh" : "en")}}">导购 <small>Daogou</small></a><a href="{{Text(other)}}">{{(zh ? "English" : "中文")}}</a></header>
            <main>{{body}}</main></body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: status);
    }

    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230f766e'/%3E"
        + "%3Cpath d='M9 20V11h9a5 5 0 0 1 0 10h-5l-4 4z' fill='%23fff'/%3E%3C/svg%3E";

    private const string Css = """
        :root{--ink:#16202b;--soft:#5c6b7a;--line:#e4e9ee;--main:#0f766e;--pale:#e9f4f2}
        *{box-sizing:border-box}body{margin:0;font:16px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--ink);background:#f6f8f9}
        a{color:var(--main)}header{display:flex;justify-content:space-between;align-items:center;max-width:1020px;margin:0 auto;padding:18px 20px}header a{text-decoration:none}
        .brand{font-weight:750;font-size:20px;color:var(--ink)}.brand small{color:var(--main);font-size:14px}
        main{max-width:1020px;margin:0 auto;padding:8px 20px 64px}h1{font-size:clamp(22px,3.2vw,30px);line-height:1.3;margin:0 0 8px}h2{font-size:17px;margin:0 0 10px}
        .soft{color:var(--soft)}.panel{background:#fff;border:1px solid var(--line);border-radius:18px;padding:22px 24px;margin-bottom:18px}
        .deal{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:28px;align-items:start}.deal img{width:100%;border-radius:18px;display:block;background:#eef2f3;aspect-ratio:1;object-fit:cover}
        .price{font-size:36px;font-weight:750;color:var(--main);line-height:1.2}.price s{font-size:19px;font-weight:400;color:#8a97a5;margin-left:8px}
        .off{display:inline-block;background:#d92d20;color:#fff;border-radius:8px;padding:0 9px;font-size:15px;font-weight:650;vertical-align:middle;margin-left:10px}
        .go{display:block;text-align:center;text-decoration:none;background:var(--main);color:#fff;font-weight:650;border-radius:14px;padding:14px 22px;margin:18px 0 8px}.go:hover{background:#0b5f58}
        .steps{list-style:none;margin:14px 0 0;padding:0;font-size:15px}.steps li{padding:3px 0}.steps .was{color:#8a97a5;text-decoration:line-through}.steps .cut,.steps .back{color:#b42318}.steps .paid{font-weight:650;border-top:1px solid var(--line)}h3{font-size:15px;margin:16px 0 0}
        .coupon{display:flex;gap:12px;align-items:center;flex-wrap:wrap;background:var(--pale);border:1px dashed #7fb8b1;border-radius:14px;padding:12px 16px;margin-top:14px}
        .coupon code{font:650 16px ui-monospace,Menlo,Consolas,monospace;background:#fff;border-radius:8px;padding:4px 10px}.coupon span{flex:1;min-width:150px}
        button{font:inherit;font-weight:600;border:1px solid #b9d6d2;border-radius:10px;background:#fff;color:var(--main);padding:6px 14px;cursor:pointer}
        .gone{background:#fef3f2;border:1px solid #fecdca;border-radius:12px;padding:10px 16px;margin-bottom:16px}.fine{font-size:13px;color:var(--soft)}
        .chart{width:100%;height:auto;display:block}.doors{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:16px;margin-top:26px}
        .doors a{background:#fff;border:1px solid var(--line);border-radius:18px;padding:20px 22px;text-decoration:none;color:var(--ink);display:block}.doors a:hover{border-color:var(--main);box-shadow:0 8px 26px #16202b12}
        .doors b{display:block;color:var(--main);font-size:18px;margin-bottom:2px}.hero{padding:26px 0 4px;max-width:720px}
        @media(max-width:700px){.deal{grid-template-columns:1fr;gap:18px}.panel{padding:18px}}
        """;
}
