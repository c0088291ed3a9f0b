using System.Globalization;
using System.Security.Cryptography;
using Daogou.Core.Amounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Daogou.Api.Demo.Market.MarketHtml;

namespace Daogou.Api.Demo.Market;

/// <summary>What a shopper sees: the bazaar, a shop, a product with its checkout, an order with receipt and refund.</summary>
public static class MarketPages
{
    private const string ShopperCookie = "market_shopper";

    public static void MapMarketPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Bazaar);
        routes.MapGet("/s/{shop}", ShopPage);
        routes.MapGet("/s/{shop}/p/{sku}", ProductPage);
        routes.MapPost("/s/{shop}/p/{sku}/buy", Buy).DisableAntiforgery();
        routes.MapGet("/s/{shop}/claim/{id}", Claim);
        routes.MapGet("/orders", Orders);
        routes.MapGet("/orders/{number}", OrderPage);
        routes.MapPost("/orders/{number}/received", Received).DisableAntiforgery();
        routes.MapPost("/orders/{number}/refund", Refund).DisableAntiforgery();
        routes.MapGet("/img/{shop}/{sku}.svg", Picture);
        routes.MapGet("/robots.txt", () => TypedResults.Text("User-agent: *\nAllow: /\nDisallow: /orders\n"));
        routes.MapFallback(NotThere);
    }

    private static IResult Bazaar(HttpContext http, TimeProvider time)
    {
        var zh = IsZh(http);
        var body = string.Concat(Shops.All.Select(shop => $"""
            <section class="shop hue" style="--h:{shop.Hue}"><h1><a href="/s/{shop.Key}">{Text(Name(shop, zh))}</a></h1>
            <p class="soft">{Text(zh ? shop.SloganZh : shop.SloganEn)}</p>
            <div class="grid">{string.Concat(shop.Items.OrderBy(item => PriceTag.On(shop, item, time.GetUtcNow()).SaleEnds is null).Take(4)
                .Select(item => Card(shop, item, time.GetUtcNow(), zh)))}</div></section>
            """));
        return Page(http, zh ? "云集市" : "Cloud Bazaar", 210, body);
    }

    private static IResult ShopPage(HttpContext http, TimeProvider time, string shop)
    {
        if (Shops.Find(shop) is not { } found)
        {
            return NotThere(http);
        }
        var zh = IsZh(http);
        var sections = string.Concat(found.Items.GroupBy(item => zh ? item.CategoryZh : item.CategoryEn, StringComparer.Ordinal).Select(category => $"""
            <h2>{Text(category.Key)}</h2><div class="grid">{string.Concat(category.Select(item => Card(found, item, time.GetUtcNow(), zh)))}</div>
            """));
        return Page(http, Name(found, zh), found.Hue, $"""
            <div class="shop"><h1>{Text(Name(found, zh))}</h1><span class="soft">{Text(zh ? found.SloganZh : found.SloganEn)}</span></div>{sections}
            """);
    }

    private static IResult ProductPage(HttpContext http, TimeProvider time, string shop, string sku)
    {
        if (Shops.Find(shop) is not { } found || found.Find(sku) is not { } item)
        {
            return NotThere(http);
        }
        var zh = IsZh(http);
        var tag = PriceTag.On(found, item, time.GetUtcNow());
        var was = tag.Price < tag.List ? $" <s>{Text(tag.List.ToText())}</s>" : "";
        var ends = tag.SaleEnds is { } end
            ? $"<p class=\"soft\">{(zh ? "优惠至" : "On sale until")} {end.ToString("M-d HH:mm", CultureInfo.InvariantCulture)}</p>"
            : "";
        var quantities = string.Concat(Enumerable.Range(1, 5).Select(n => $"<option>{n.ToString(CultureInfo.InvariantCulture)}</option>"));
        return Page(http, Title(found, item, zh), found.Hue, $"""
            <p><a href="/s/{found.Key}">← {Text(Name(found, zh))}</a></p>
            <div class="two"><img src="/img/{found.Key}/{item.Sku}.svg" alt="{Text(Title(found, item, zh))}" width="600" height="600">
            <div><h1>{Text(Title(found, item, zh))}</h1><p class="soft">{Text(item.Brand)} · {Text(zh ? item.CategoryZh : item.CategoryEn)} · {Text(item.Sku)}</p>
            <p class="price">{Text(tag.Price.ToText())}{was}</p>{ends}<p>{Text(zh ? item.TextZh : item.TextEn)}</p>
            <form method="post" action="/s/{found.Key}/p/{item.Sku}/buy">
            <label>{(zh ? "数量" : "Quantity")}<select name="quantity">{quantities}</select></label>
            <label>{(zh ? "优惠码（可不填）" : "Coupon code (optional)")}<input name="coupon" autocomplete="off" maxlength="32" value="{Text(http.Request.Query["coupon"])}"></label>
            <button class="wide" id="buy">{(zh ? "立即购买" : "Buy now")}</button></form></div></div>
            """);
    }

    private static Results<RedirectHttpResult, ContentHttpResult> Buy(
        HttpContext http, MarketBook book, TimeProvider time, string shop, string sku, [FromForm] int quantity, [FromForm] string? coupon)
    {
        if (Shops.Find(shop) is not { } found || found.Find(sku) is not { } item || quantity is < 1 or > 5)
        {
            return (ContentHttpResult)NotThere(http);
        }
        var sum = PriceTag.On(found, item, time.GetUtcNow()).Price;
        sum = new Money(sum.Minor * quantity, sum.Currency);
        var used = ShopCoupons.ByCode(shop, coupon);
        var off = used?.Reduction(found, item, sum);
        var paid = off is { } reduction ? sum - reduction : sum;
        var order = book.Place(
            shop, sku, quantity, Shopper(http), paid.Minor, paid.Currency, off is null ? null : used!.Code, http.Request.Cookies[MarketNetwork.ClickCookie]);
        return TypedResults.Redirect("/orders/" + order.Number);
    }

    private static IResult Claim(HttpContext http, string shop, string id)
    {
        var zh = IsZh(http);
        return Shops.Find(shop) is { } found && ShopCoupons.All.FirstOrDefault(coupon => coupon.Id == id && coupon.Shop == shop) is { } claimed
            ? Page(http, zh ? "领券" : "Claim a coupon", found.Hue, $"""
                <div class="shop"><h1>{Text(zh ? claimed.Zh : claimed.En)}</h1><p>{(zh ? "您的优惠码" : "Your code")}：<b>{Text(claimed.Code)}</b></p>
                <p><a href="/s/{found.Key}">{(zh ? "去逛逛" : "Go shopping")} →</a></p></div>
                """)
            : NotThere(http);
    }

    private static IResult Orders(HttpContext http, MarketBook book)
    {
        var zh = IsZh(http);
        var shopper = Shopper(http);
        var rows = string.Concat(book.All().Where(order => order.Shopper == shopper).Select(order =>
        {
            var shop = Shops.Find(order.Shop)!;
            var item = shop.Find(order.Sku)!;
            return $"""
                <a class="row" href="/orders/{order.Number}"><img src="/img/{shop.Key}/{item.Sku}.svg" alt=""><span>{Text(Title(shop, item, zh))}<br>
                <span class="soft">{order.Number} · {Text(State(order, zh))}</span></span><b>{Text(order.Sale.ToText())}</b></a>
                """;
        }));
        var body = rows.Length > 0 ? rows : $"<p class=\"soft\">{(zh ? "还没有订单。" : "No orders yet.")}</p>";
        return Page(http, zh ? "我的订单" : "My orders", 210, $"<h1>{(zh ? "我的订单" : "My orders")}</h1>{body}");
    }

    private static IResult OrderPage(HttpContext http, MarketBook book, string number)
    {
        if (book.Find(number) is not { } order)
        {
            return NotThere(http);
        }
        var zh = IsZh(http);
        var shop = Shops.Find(order.Shop)!;
        var item = shop.Find(order.Sku)!;
        var received = order.ReceivedAt is not null;
        var half = new Money(Math.Max(1, order.Sale.Minor / 2), order.Currency);
        var receive = received || order.IsVoid ? "" : Act(order, "received", null, zh ? "确认收货" : "Confirm receipt", "");
        var refunds = order.IsVoid
            ? ""
            : Act(order, "refund", half, (zh ? "退一半 " : "Refund half, ") + half.ToText(), "light")
                + Act(order, "refund", order.Sale, zh ? "全额退款" : "Refund in full", "light");
        return Page(http, order.Number, shop.Hue, $"""
            <div class="note ok">{(zh ? "下单成功，谢谢惠顾！" : "Thank you, your order is placed.")}</div>
            <h1>{(zh ? "订单" : "Order")} <span id="number">{order.Number}</span></h1>
            <ol class="steps"><li class="on">{(zh ? "已付款" : "Paid")}</li><li class="{(received ? "on" : "")}">{(zh ? "已收货" : "Received")}</li>
            <li class="{(order.RefundedMinor > 0 ? "on" : "")}">{(order.RefundedMinor == 0 ? (zh ? "如需退款" : "Refund, if needed") : Text(State(order, zh)))}</li></ol>
            <div class="row"><img src="/img/{shop.Key}/{item.Sku}.svg" alt=""><span>{Text(Title(shop, item, zh))}<br><span class="soft">× {order.Quantity.ToString(CultureInfo.InvariantCulture)}</span></span>
            <b>{Text(order.Paid.ToText())}</b></div>
            <dl><dt>{(zh ? "实付" : "Paid")}</dt><dd>{Text(order.Paid.ToText())}</dd><dt>{(zh ? "已退" : "Refunded")}</dt>
            <dd id="refunded">{Text(new Money(order.RefundedMinor, order.Currency).ToText())}</dd>
            <dt>{(zh ? "优惠码" : "Coupon")}</dt><dd>{Text(order.Coupon ?? "—")}</dd>
            <dt>{(zh ? "推广跟踪" : "Referral")}</dt><dd>{(order.ClickRef is null
                ? zh ? "无（不是从推广链接来的）" : "none (did not come by a tracked link)"
                : $"<code>{Text(order.ClickRef)}</code>")}</dd>
            <dt>{(zh ? "状态" : "State")}</dt><dd id="state">{Text(State(order, zh))}</dd></dl>
            <div class="acts">{receive}{refunds}</div>
            <p class="soft">{(zh ? "不点确认也可以：三天后自动确认收货。" : "Nothing to do: after three days it counts as received by itself.")}</p>
            """);
    }

    private static RedirectHttpResult Received(MarketBook book, string number)
    {
        book.Change(number, (order, now) => order.Receive(now));
        return TypedResults.Redirect("/orders/" + Uri.EscapeDataString(number));
    }

    private static RedirectHttpResult Refund(MarketBook book, string number, [FromForm] long minor)
    {
        book.Change(number, (order, now) => order.Refund(minor, now));
        return TypedResults.Redirect("/orders/" + Uri.EscapeDataString(number));
    }

    private static IResult Picture(HttpContext http, string shop, string sku)
    {
        if (Shops.Find(shop) is not { } found || found.Find(sku) is not { } item)
        {
            return TypedResults.NotFound();
        }
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Text(Pictures.Of(found, item), "image/svg+xml; charset=utf-8");
    }

    private static IResult NotThere(HttpContext http)
    {
        var zh = IsZh(http);
        return Page(
            http,
            zh ? "没有这个页面" : "Not here",
            210,
            $"<h1>{(zh ? "没有这个页面" : "There is no such page")}</h1><p><a href=\"/\">{(zh ? "回到集市" : "Back to the bazaar")}</a></p>",
            StatusCodes.Status404NotFound);
    }

    private static string Act(MarketOrder order, string act, Money? amount, string text, string css)
    {
        var minor = amount is { } money ? $"""<input type="hidden" name="minor" value="{money.Minor.ToString(CultureInfo.InvariantCulture)}">""" : "";
        return $"""<form method="post" action="/orders/{order.Number}/{act}">{minor}<button class="{css}">{Text(text)}</button></form>""";
    }

    private static string State(MarketOrder order, bool zh) => order switch
    {
        { IsVoid: true } => zh ? "已全额退款" : "refunded in full",
        { RefundedMinor: > 0 } => zh ? "已部分退款" : "partly refunded",
        { ReceivedAt: not null } => zh ? "已确认收货" : "received",
        _ => zh ? "已付款，待收货" : "paid, on its way",
    };

    private static string Shopper(HttpContext http)
    {
        if (http.Request.Cookies[ShopperCookie] is { Length: > 0 } known)
        {
            return known;
        }
        var shopper = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        http.Response.Cookies.Append(ShopperCookie, shopper, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) });
        return shopper;
    }
}
