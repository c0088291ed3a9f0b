using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Ranking;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;
using static Daogou.Api.Pages.PublicPage;

namespace Daogou.Api.Pages;

/// <summary>A deal as anybody may see it: picture, price and where it came from in time, coupon, the way to the shop, and who pays us for it.</summary>
public static class DealPage
{
    private const string CopyScript =
        "<script>document.querySelector('[data-copy]')?.addEventListener('click', e => { navigator.clipboard?.writeText(e.target.dataset.copy); e.target.textContent = '✓'; });</script>";

    public static void MapDealPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/d/{id:long}", ShowAsync).ExcludeFromDescription();
        routes.MapGet("/d/{id:long}/go", GoAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        long id, HttpRequest request, Database book, NetworkCatalog networks, PublicAddress addresses, IOptions<CouponOptions> couponOptions, IOptions<RankingOptions> ranking, IOptions<RebateOptions> rebates,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var zh = IsZh(request);
        var now = time.GetUtcNow();
        var (deal, points, coupons) = await book.ReadAsync(
            async session => await DealStore.FindAsync(session, id) is { State: not DealState.Removed } found
                ? (found, await PriceHistory.ForAsync(session, id), await CouponStore.ActiveAsync(session, now, found.Merchant))
                : (null, [], []),
            cancellationToken);
        if (deal is null)
        {
            return NotHere(request, zh);
        }
        var programme = networks.For(new Uri(deal.Url))?.Programme;
        var offer = CouponMatch.BestFor(deal, coupons, now);
        var steps = ReckoningPart.Of(deal, offer, CouponMatch.BestQuantity(deal, coupons, couponOptions.Value.MostPieces, now), programme, rebates.Value, zh);
        return Of(request, zh, deal.Title, Head(deal, addresses), Body(request, zh, deal, points, deal.Currency is { } currency ? PriceCurve.Of(points, currency, now, ranking.Value.ToRule()) : null, offer, steps, programme, now));
    }

    /// <summary>The button: finds or makes the page's own tracked link and goes on through it, so that a mere look makes none.</summary>
    private static async Task<IResult> GoAsync(long id, HttpRequest request, LinkDesk links, PublicAddress addresses, CancellationToken cancellationToken)
    {
        var zh = IsZh(request);
        var answer = await links.ForDealAsync(id, new Place(PlaceKind.Api, 0, 0, 0), cancellationToken);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return answer switch
        {
            // Where a hop is forbidden this is the page that shows where the link leads.
            { Link: { } link } => TypedResults.Redirect(addresses.Redirect(link.Code).AbsoluteUri),
            { Refusal: { } refusal } => Of(request, zh, "Daogou", "", $"<div class=\"panel\"><h1>{Text(refusal.In(zh ? "zh" : "en"))}</h1></div>", StatusCodes.Status409Conflict),
            _ => NotHere(request, zh),
        };
    }

    private static string Head(Deal deal, PublicAddress addresses)
    {
        var price = deal.Price?.ToText();
        var image = deal.ImageUrl is { } url ? $"""<meta property="og:image" content="{Text(url)}">""" : "";
        return $"""
            <meta property="og:type" content="product"><meta property="og:title" content="{Text(price is null ? deal.Title : $"{price} · {deal.Title}")}">
            <meta property="og:url" content="{Text(addresses.Deal(deal.Id).AbsoluteUri)}"><link rel="canonical" href="{Text(addresses.Deal(deal.Id).AbsoluteUri)}">{image}
            """;
    }

    private static string Body(
        HttpRequest request, bool zh, Deal deal, IReadOnlyList<PricePoint> points, PriceCurve? curve, CouponOffer? coupon, string steps, Programme? programme, DateTimeOffset now)
    {
        var lang = zh ? "zh" : "en";
        var picture = deal.ImageUrl is { } image ? $"""<img src="{Text(image)}" alt="{Text(deal.Title)}" referrerpolicy="no-referrer">""" : "";
        var gone = deal.State is DealState.Ended or DealState.Held
            ? $"<div class=\"gone\">{(zh ? "这个好价已经结束，价格可能变了。" : "This deal is over; the price may have changed.")}</div>"
            : "";
        var chart = curve is not null
            ? $"<div class=\"panel\"><h2>{(zh ? "价格走势" : "Price history")}</h2>{PriceChart.Draw(curve, zh)}<p class=\"fine\">{Text(Since(points, now, zh))}</p></div>"
            : "";
        return $"""
            {gone}<div class="panel deal"><div>{picture}</div><div>
            <p class="soft">{Text(string.Join(" · ", new[] { deal.Brand, deal.Category, deal.Merchant }.Where(word => !string.IsNullOrEmpty(word))))}</p>
            <h1>{Text(deal.Title)}</h1>{PriceLine(deal)}{CouponLine(coupon, now, zh)}{steps}
            <a class="go" id="go" rel="sponsored nofollow noopener" href="{request.PathBase}/d/{deal.Id.ToString(CultureInfo.InvariantCulture)}/go?lang={lang}">{(zh ? "去商店看看" : "Go to the shop")}</a>
            <p class="fine">{Text(Disclosure(programme, zh))}</p>
            <p>{Text(deal.Description)}</p></div></div>{chart}
            {CopyScript}
            """;
    }

    private static string PriceLine(Deal deal)
    {
        if (deal.Price is not { } price)
        {
            return "";
        }
        if (deal.ListPrice is not { } list || list <= price)
        {
            return $"<div class=\"price\">{Text(price.ToText())}</div>";
        }
        var off = Math.Round(Rate.Discount(price, list).BasisPoints / 100m).ToString(CultureInfo.InvariantCulture);
        return $"<div class=\"price\">{Text(price.ToText())}<s>{Text(list.ToText())}</s><span class=\"off\">-{off}%</span></div>";
    }

    private static string CouponLine(CouponOffer? offer, DateTimeOffset now, bool zh)
    {
        if (offer is null)
        {
            return "";
        }
        var after = (zh ? "券后 " : "With the coupon ") + offer.PriceAfter.ToText();
        var way = offer.Coupon switch
        {
            { Code: { Length: > 0 } code } => $"<code>{Text(code)}</code><button type=\"button\" data-copy=\"{Text(code)}\">{(zh ? "复制" : "Copy")}</button>",
            { ClaimUrl: { Length: > 0 } claim } => $"<a href=\"{Text(claim)}\" rel=\"sponsored nofollow noopener\" target=\"_blank\">{(zh ? "去领券" : "Claim it")}</a>",
            _ => "",
        };
        return $"<div class=\"coupon\"><span><b>{Text(after)}</b><br>{Text(offer.Coupon.Title)}{ReckoningPart.Verified(offer.Coupon, now, zh)}</span>{way}</div>";
    }

    private static string Since(IReadOnlyList<PricePoint> points, DateTimeOffset now, bool zh)
    {
        var days = Math.Max(1, (int)(now - points[0].At).TotalDays).ToString(CultureInfo.InvariantCulture);
        return zh ? $"我们记了 {days} 天。" : $"We have watched it for {days} {(days == "1" ? "day" : "days")}.";
    }

    private static string Disclosure(Programme? programme, bool zh) => programme switch
    {
        { } known when known.DisclosureIn(zh ? "zh" : "en") is { Length: > 0 } own => own,
        null => zh ? "这家店不付给我们佣金。" : "This shop pays us no commission.",
        _ => zh
            ? "推广说明：您从这个链接购买时，商家可能付给我们佣金，价格不变，其中一部分会返给会员。"
            : "Disclosure: when you buy through this link the shop may pay us a commission. Your price is the same, and members get a part of it back.",
    };

    private static IResult NotHere(HttpRequest request, bool zh) => Of(
        request,
        zh,
        zh ? "找不到这个好价" : "No such deal",
        "",
        $"<div class=\"panel\"><h1>{(zh ? "找不到这个好价" : "There is no such deal")}</h1><p class=\"soft\">{(zh ? "链接可能写错了，或者它已经下架。" : "The address may be mistyped, or the deal was taken away.")}</p></div>",
        StatusCodes.Status404NotFound);
}
