using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Outbox;

namespace Daogou.Api.Endpoints;

/// <summary>What the inspection of a link shows.</summary>
internal sealed record Inspected(string Host, Deal? Deal, Programme? Programme, Uri Onward);

/// <summary>The few pages of the redirect: for people in Chinese or English, and the card for chats that draw one.</summary>
internal static class RedirectPages
{
    public static Task MissingAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status404NotFound, Say(http, "没有这个链接", "No such link"),
        $"""
        <div class="mark" aria-hidden="true">🔍</div>
        <h1>{Say(http, "没有找到这个链接", "We do not know this link")}</h1>
        <p>{Say(http, "可能少复制了一个字，也可能它从来没有存在过。", "Perhaps a letter was lost when it was copied, or it never existed.")}</p>
        <p class="quiet">{Say(http, "请回到发给你链接的地方再点一次，或者向分享的人要一个新的。", "Go back to where you found it and press it again, or ask whoever shared it for a new one.")}</p>
        """);

    public static Task StoppedAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status410Gone, Say(http, "链接已停用", "This link was stopped"),
        $"""
        <div class="mark" aria-hidden="true">⏹</div>
        <h1>{Say(http, "这个链接已经停用", "This link was stopped")}</h1>
        <p>{Say(http, "为了你的安全，我们不再跳转到它的目的地。", "For your safety we no longer lead to where it pointed.")}</p>
        <p class="quiet">{Say(http, "优惠也许还在：到群里问问，或者发商品名给机器人。", "The offer may still exist: ask in your group, or send the product's name to the bot.")}</p>
        """);

    public static Task BusyAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return WriteAsync(
            http, StatusCodes.Status503ServiceUnavailable, Say(http, "请稍候", "One moment"),
            $"""
            <div class="mark" aria-hidden="true">⏳</div>
            <h1>{Say(http, "请稍后再试", "Please try again in a moment")}</h1>
            <p>{Say(http, "我们现在读不到这个链接。它没有丢，几秒后再点一次就好。", "We cannot look this link up just now. It is not lost; press it again in a few seconds.")}</p>
            """);
    }

    public static Task InspectAsync(HttpContext http, Inspected link)
    {
        var disclosure = link.Programme?.DisclosureIn(Say(http, "zh", "en")) is { Length: > 0 } own
            ? own
            : Say(http, "这是推广链接：通过它购买，我们会得到佣金，你付的价格不变。", "This is an affiliate link: if you buy through it we earn a commission. Your price stays the same.");
        var price = link.Deal?.Price is { } money ? $"""<p class="price">{Html.Text(money.ToText())}</p>""" : "";
        var picture = Picture(link.Deal) is { } address ? $"""<img src="{Html.Text(address)}" alt="">""" : "";
        return WriteAsync(
            http, StatusCodes.Status200OK, Say(http, "链接去向", "Where this link leads"),
            $"""
            {picture}
            <p class="label">{Say(http, "这个链接会带你去", "This link leads to")}</p>
            <h1 class="host">{Html.Text(link.Host)}</h1>
            <p>{Html.Text(link.Deal?.Title ?? "")}</p>
            {price}
            <dl><dt>{Say(http, "商家", "Shop")}</dt><dd>{Html.Text(link.Deal?.Merchant ?? link.Programme?.Merchant ?? "–")}</dd></dl>
            <p class="note">{Html.Text(disclosure)}</p>
            <a class="go" rel="nofollow noreferrer" href="{Html.Text(link.Onward.AbsoluteUri)}">{Say(http, "继续前往", "Continue")}</a>
            """);
    }

    /// <summary>The card that a chat shows under a link. No script, no onward jump: the reader of this is a program.</summary>
    public static Task CardAsync(HttpContext http, Deal? deal, Uri address)
    {
        var title = deal?.Title ?? Say(http, "好价", "A deal");
        var words = (deal?.Price is { } money ? money.ToText() + " · " : "") + (deal?.Merchant is { } merchant ? merchant + " · " : "") + "推广 · Ad";
        var image = Picture(deal) is { } picture
            ? $"""<meta property="og:image" content="{Html.Text(picture)}"><meta name="twitter:card" content="summary_large_image">"""
            : """<meta name="twitter:card" content="summary">""";
        return WriteAsync(
            http, StatusCodes.Status200OK, title,
            $"""<h1>{Html.Text(title)}</h1><p>{Html.Text(words)}</p>""",
            $"""
            <meta property="og:type" content="product"><meta property="og:title" content="{Html.Text(title)}">
            <meta property="og:description" content="{Html.Text(words)}"><meta property="og:url" content="{Html.Text(address.AbsoluteUri)}">
            {image}
            """);
    }

    private static string? Picture(Deal? deal) =>
        Uri.TryCreate(deal?.ImageUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address.AbsoluteUri : null;

    private static Task WriteAsync(HttpContext http, int status, string title, string body, string head = "")
    {
        var page = $"""
            <!doctype html>
            <html lang="{(IsChinese(http) ? "zh-CN" : "en")}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
            <title>{Html.Text(title)} · Daogou</title>
            {head}
            <style>{Style}</style>
            </head>
            <body><main>{body}</main><footer>Daogou 导购</footer></body>
            </html>
            """;
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; base-uri 'none'; frame-ancestors 'none'";
        var bytes = Encoding.UTF8.GetBytes(page);
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static string Say(HttpContext http, string zh, string en) => IsChinese(http) ? zh : en;

    /// <summary>The first of the reader's languages that we have; Chinese when the reader names none.</summary>
    private static bool IsChinese(HttpContext http)
    {
        foreach (var language in http.Request.Headers.AcceptLanguage.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (language.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
            if (language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return http.Request.Headers.AcceptLanguage.Count == 0;
    }

    private const string Style = """
        :root{color-scheme:light dark;--ink:#22201c;--quiet:#736c62;--paper:#fbf8f3;--card:#fff;--line:#ebe4d9;--go:#c8402f}
        @media(prefers-color-scheme:dark){:root{--ink:#f2ede4;--quiet:#a79f93;--paper:#191714;--card:#24211d;--line:#39342d;--go:#e2604c}}
        *{box-sizing:border-box}html,body{height:100%;margin:0}
        body{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:20px;padding:24px;background:var(--paper);color:var(--ink);
        font:16px/1.65 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
        main{width:100%;max-width:26rem;padding:32px 28px;background:var(--card);border:1px solid var(--line);border-radius:20px;
        box-shadow:0 12px 40px rgba(60,40,10,.07);text-align:center;overflow-wrap:anywhere}
        .mark{font-size:44px;line-height:1;margin-bottom:14px}h1{font-size:1.35rem;line-height:1.35;margin:0 0 10px}.host{font-size:1.5rem}
        p{margin:0 0 12px}.quiet,.label,footer{color:var(--quiet);font-size:.9rem}.label{margin:0}.price{font-size:1.6rem;font-weight:700;color:var(--go);margin:0 0 8px}
        img{display:block;max-width:100%;max-height:220px;margin:0 auto 18px;border-radius:12px}
        dl{display:flex;justify-content:space-between;margin:16px 0;padding:12px 0;border:solid var(--line);border-width:1px 0}dt{color:var(--quiet)}dd{margin:0}
        .note{font-size:.85rem;color:var(--quiet);text-align:left}
        .go{display:block;margin-top:18px;padding:13px;border-radius:12px;background:var(--go);color:#fff;font-weight:600;text-decoration:none}
        """;
}
