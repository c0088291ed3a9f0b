using static Daogou.Api.Pages.PublicPage;

namespace Daogou.Api.Pages;

/// <summary>The door: what this is, and where to go on.</summary>
public static class LandingPage
{
    public static void MapLandingPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", Show).ExcludeFromDescription();

    private static IResult Show(HttpRequest request, EndpointDataSource endpoints)
    {
        var zh = IsZh(request);
        var hasRoom = endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').TrimEnd('/') == "room");
        string[] doors =
        [
            hasRoom ? Door("/room", zh ? "聊天室" : "Chat room", zh ? "在浏览器里和机器人聊：/deals 看好价，下单，提现。" : "Talk to the bot here: ask for /deals, buy, withdraw.") : "",
            Door("/console", zh ? "运营后台" : "Console", zh ? "今天的数字、采集源、订单、返利、提现审批、报表。" : "Today's numbers, sources, orders, rebates, payouts, reports."),
            Door("/scalar/v1", zh ? "接口文档" : "API", zh ? "REST v1：查好价、做链接、推送到群、读报表。" : "REST v1: search deals, make links, push to groups, read reports."),
        ];
        return Of(
            request,
            zh,
            zh ? "导购 Daogou" : "Daogou",
            "",
            $"""
            <div class="hero"><h1>{(zh ? "好价进群，返利到人，每一分钱都能查到来处。" : "Deals into groups, rebates to people, every cent traceable.")}</h1>
            <p class="soft">{(zh
                ? "从采集到排序，从推广链接到订单，从返利到提现：一条链，一本账。"
                : "From feed to ranking, from tracked link to order, from rebate to payout: one chain and one ledger.")}</p></div>
            <div class="doors">{string.Concat(doors)}</div>
            """);

        string Door(string path, string name, string what) => $"""<a href="{request.PathBase}{path}"><b>{Text(name)}</b>{Text(what)}</a>""";
    }
}
