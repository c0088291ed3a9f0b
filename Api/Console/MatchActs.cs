using System.Globalization;
using Daogou.Core.Catalog;

namespace Daogou.Api.Console;

/// <summary>What an operator says of two offers: one product, or never.</summary>
internal static class MatchActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/matches/{id:long}/{other:long}/merge", "product.merge", async act => Say(act, await Desk(act).MergeAsync(act.Id, Other(act), act.Actor, act.CancellationToken), act.In("They are one product now.", "已合并为同一商品。")));
        acts.MapAct("/matches/{id:long}/{other:long}/never", "product.never", async act => Say(act, await Desk(act).NeverAsync(act.Id, Other(act), act.Actor, act.CancellationToken), act.In("They are two products, for good.", "已判为不同商品。")));
        acts.MapAct("/matches/{id:long}/split", "product.split", async act => Say(act, await Desk(act).SplitAsync(act.Id, act.Actor, act.CancellationToken), act.In("It is a product of its own now.", "已移出，成为单独的商品。")));
    }

    private static ProductDesk Desk(ActRequest act) => act.Service<ProductDesk>();

    private static long Other(ActRequest act) => long.TryParse(act.Route("other"), CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static Said Say(ActRequest act, bool done, string words)
    {
        act.Subject = "deal:" + act.Id.ToString(CultureInfo.InvariantCulture);
        return done
            ? Said.Done(act.Route("other") is { Length: > 0 } other ? $"{words} (deal:{other})" : words)
            : Said.Refused(act.In("Nothing changed: a deal is not placed yet, is alone in its product, or was kept apart.", "没有变化：优惠尚未归入商品、商品中只有这一条，或曾被判为不同。"));
    }
}
