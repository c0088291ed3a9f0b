using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Core.Trail;

/// <summary>Deals, the digests they were or were not chosen for, and the posts.</summary>
internal static class DealSteps
{
    private const int Most = 10;

    public static async Task<TrailStep?> DealAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } number || await DealStore.FindAsync(sight.Book, number) is not { } deal)
        {
            return null;
        }
        var items = await FeedItemStore.OfDealAsync(sight.Book, number);
        var points = await PriceHistory.ForAsync(sight.Book, number);
        var facts = new Facts()
            .Add("商家", "merchant", deal.Merchant)
            .Add("价格", "price", deal.Price?.ToText())
            .Add("划线价", "list price", deal.ListPrice?.ToText())
            .Add("状态", "state", TrailWords.With(TrailWords.Of(deal.State), deal.StateReason))
            .Add("结束时间", "ends", deal.EndsAt)
            .Add("价格记录", "price history", points.Count > 0 && deal.Currency is { } currency ? History(points, currency) : null)
            .Add("商品页", "product page", deal.Url);
        foreach (var pass in sight.Start.Kind is TrailKind.Deal ? await PassesAsync(sight, number) : [])
        {
            facts.Add("未入选", "not chosen", new TrailText(pass.Text("zh"), pass.Text("en")));
        }
        return new TrailStep
        {
            Id = id,
            Title = deal.Title,
            At = deal.FirstSeenAt,
            Facts = facts.List,
            From = [.. items.Take(Most).Select(item => TrailId.Of(TrailKind.Item, item.Id))],
            To = sight.Start.Kind == TrailKind.Source ? [] : await FollowersAsync(sight, number),
            Missing = items.Count > 0
                ? []
                : [new TrailText("没有采集条目：由成员粘贴或接口提交，或原条目已清理", "no feed item: pasted by a member, pushed in, or the item was cleaned up")],
        };
    }

    public static async Task<TrailStep?> DigestAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } number || await DigestStore.FindAsync(sight.Book, number) is not { } digest)
        {
            return null;
        }
        var picks = await DigestStore.PicksAsync(sight.Book, number);
        var posts = await sight.Book.QueryAsync<long>(
            "SELECT id FROM messages WHERE digest_id = @Id AND edit_of IS NULL ORDER BY id LIMIT @Most", new { Id = number, Most });
        var links = sight.Start == id ? await LinkStore.ForPlaceAsync(sight.Book, PlaceKind.Digest, number) : [];
        var facts = new Facts()
            .Add("群", "group", await sight.GroupAsync(digest.GroupId))
            .Add("种类", "kind", digest.Kind == DigestKind.Daily ? new TrailText("每日", "daily") : new TrailText("人工推送", "pushed by a person"))
            .Add("候选数", "considered", TrailWords.Number(digest.Considered))
            .Add("各规则淘汰", "stopped by rule", PassedOver(digest.PassedOver, "en") is { } counts ? new TrailText(PassedOver(digest.PassedOver, "zh") ?? counts, counts) : null);
        foreach (var pick in picks)
        {
            facts.Add(
                $"第 {pick.Position} 位", $"place {pick.Position}",
                new TrailText(await PickAsync(sight, pick, "zh"), await PickAsync(sight, pick, "en")));
        }
        return new TrailStep
        {
            Id = id,
            Title = digest.Slot,
            At = digest.BuiltAt,
            Facts = facts.List,
            From = sight.Start.Kind is TrailKind.Digest or TrailKind.Post ? [.. picks.Select(pick => TrailId.Of(TrailKind.Deal, pick.DealId))] : [],
            To = [.. posts.Select(post => TrailId.Of(TrailKind.Post, post)), .. links.Select(link => new TrailId(TrailKind.Link, link.Code))],
            Missing = posts.Count == 0 && picks.Count > 0
                ? [new TrailText($"精选 {number} 没有对应的群消息", $"digest {number} has no post: nothing of it was allowed in a chat, or it is not queued yet")]
                : [],
        };
    }

    public static async Task<TrailStep?> PostAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } number || await OutboxStore.FindAsync(sight.Book, number) is not { } message)
        {
            return null;
        }
        // Beside a digest the post only says that it went out; the links hang on the digest then.
        var links = sight.Start == id && message.DigestId is { } own ? await LinkStore.ForPlaceAsync(sight.Book, PlaceKind.Digest, own) : [];
        return new TrailStep
        {
            Id = id,
            Title = await sight.GroupAsync(message.GroupId) ?? $"{message.Channel} {message.Chat}",
            At = message.SentAt ?? message.CreatedAt,
            Facts = new Facts()
                .Add("状态", "state", TrailWords.With(TrailWords.Of(message.State), message.Error))
                .Add("渠道", "channel", $"{message.Channel} {message.Chat}")
                .Add("平台消息号", "message id", message.PlatformId)
                .Add("发送时间", "sent", message.SentAt)
                .Add("最早发送", "not before", message.State == MessageState.Queued ? message.NotBefore : null)
                .Add("尝试次数", "attempts", TrailWords.Number(message.Attempts)).List,
            From =
            [
                .. message.DigestId is { } digest ? new[] { TrailId.Of(TrailKind.Digest, digest) } : [],
                .. message is { DigestId: null, DealId: { } deal } ? new[] { TrailId.Of(TrailKind.Deal, deal) } : [],
            ],
            To = [.. links.Select(link => new TrailId(TrailKind.Link, link.Code))],
        };
    }

    private static async Task<IReadOnlyList<TrailId>> FollowersAsync(TrailSight sight, long dealId)
    {
        var picks = await DigestStore.PicksOfDealAsync(sight.Book, dealId);
        var links = await LinkStore.ForDealAsync(sight.Book, dealId, Most * 2);
        var posts = await sight.Book.QueryAsync<long>(
            "SELECT id FROM messages WHERE deal_id = @DealId AND digest_id IS NULL AND edit_of IS NULL AND group_id IS NOT NULL ORDER BY id DESC LIMIT @Most",
            new { DealId = dealId, Most });
        return
        [
            .. picks.Select(pick => pick.DigestId).Distinct().TakeLast(Most).Select(digest => TrailId.Of(TrailKind.Digest, digest)),
            .. posts.Select(post => TrailId.Of(TrailKind.Post, post)),
            .. links.Select(link => new TrailId(TrailKind.Link, link.Code)),
        ];
    }

    private static Task<IReadOnlyList<PassedRow>> PassesAsync(TrailSight sight, long dealId) =>
        sight.Book.QueryAsync<PassedRow>(
            """
            SELECT g.title, d.slot, p.rule, p.detail FROM digest_passes p
            JOIN digests d ON d.id = p.digest_id JOIN groups g ON g.id = d.group_id
            WHERE p.deal_id = @DealId ORDER BY d.id DESC LIMIT @Most
            """,
            new { DealId = dealId, Most });

    private static string History(IReadOnlyList<PricePoint> points, string currency)
    {
        var shown = points.TakeLast(5).Select(point =>
            point.At.UtcDateTime.ToString("MM-dd ", CultureInfo.InvariantCulture) + new Money(point.PriceMinor, currency).ToText());
        return (points.Count > 5 ? "… " : "") + string.Join(" → ", shown);
    }

    private static async Task<string> PickAsync(TrailSight sight, PickRow pick, string language)
    {
        var deal = await DealStore.FindAsync(sight.Book, pick.DealId);
        var why = Parts(pick.Parts).Where(part => part.Points != 0).Select(part => $"{part.Points:+0;-0} {part.Why(language)}");
        return $"{deal?.Title ?? $"deal:{pick.DealId}"} · {new Money(pick.PriceMinor, pick.Currency).ToText()} · {pick.Score} ({string.Join(", ", why)})";
    }

    private static List<ScorePart> Parts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<ScorePart>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? PassedOver(string json, string language)
    {
        try
        {
            var counts = JsonSerializer.Deserialize<Dictionary<PassRule, int>>(json) ?? [];
            return string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{RankWords.Of(count.Key, language)} {count.Value}"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record PassedRow
    {
        public required string Title { get; init; }

        public required string Slot { get; init; }

        public required PassRule Rule { get; init; }

        public required string Detail { get; init; }

        public string Text(string language) =>
            $"{Title} {Slot}: {RankWords.Of(Rule, language)}" + (Detail.Length > 0 ? $" ({Detail})" : "");
    }
}
