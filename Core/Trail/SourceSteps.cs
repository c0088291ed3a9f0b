using System.Text.Json;
using Daogou.Core.Deals;

namespace Daogou.Core.Trail;

/// <summary>Sources and what they said.</summary>
internal static class SourceSteps
{
    private const int DealsShown = 10;

    public static async Task<TrailStep?> SourceAsync(TrailSight sight, TrailId id)
    {
        var row = await sight.Book.FindAsync<SourceRow>(
            """
            SELECT id, source_key, name, location, enabled, rung, last_success_at, last_message, created_at FROM sources
            WHERE source_key = @Key OR id = @Id
            """,
            new { id.Key, Id = id.Number ?? -1 });
        if (row is null)
        {
            return null;
        }
        var deals = sight.Start.Kind == TrailKind.Source
            ? await sight.Book.QueryAsync<long>(
                "SELECT id FROM deals WHERE source_id = @Id ORDER BY changed_at DESC, id DESC LIMIT @DealsShown", new { row.Id, DealsShown })
            : [];
        return new TrailStep
        {
            Id = new TrailId(TrailKind.Source, row.SourceKey),
            Title = row.Name,
            At = row.CreatedAt,
            Facts = new Facts()
                .Add("地址", "location", row.Location)
                .Add("状态", "state", row.Enabled ? new TrailText("启用", "enabled") : new TrailText("停用", "disabled"))
                .Add("上次成功", "last success", row.LastSuccessAt)
                .Add("连续失败档位", "back-off rung", row.Rung > 0 ? TrailWords.Number(row.Rung) : null)
                .Add("最近消息", "last message", row.LastMessage).List,
            To = [.. deals.Select(deal => TrailId.Of(TrailKind.Deal, deal))],
        };
    }

    public static async Task<TrailStep?> ItemAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } number || await FeedItemStore.FindAsync(sight.Book, number) is not { } item)
        {
            return null;
        }
        var key = await sight.Book.FindAsync<string>("SELECT source_key FROM sources WHERE id = @Id", new { Id = item.SourceId });
        return new TrailStep
        {
            Id = id,
            Title = Word(item.Body, nameof(FeedItem.Title)) ?? item.ItemKey,
            At = item.FirstSeenAt,
            Facts = new Facts()
                .Add("条目标识", "key in the source", item.ItemKey)
                .Add("原文价格", "price as written", Word(item.Body, nameof(FeedItem.Price)))
                .Add("原文划线价", "list price as written", Word(item.Body, nameof(FeedItem.ListPrice)))
                .Add("原文链接", "link as written", Word(item.Body, nameof(FeedItem.Link)))
                .Add("拒绝原因", "refused", item.Refusal is { } refusal ? TrailWords.With(refusal.ToString(), item.RefusalDetail) : null)
                .Add("最近出现", "last seen", item.LastSeenAt).List,
            From = key is null ? [] : [new TrailId(TrailKind.Source, key)],
            To = item.DealId is { } deal ? [TrailId.Of(TrailKind.Deal, deal)] : [],
            Missing = key is null ? [new TrailText("这个条目的采集源已不存在", "the item's source no longer exists")] : [],
        };
    }

    /// <summary>One of the source's own words; a body of another shape has none.</summary>
    private static string? Word(string body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record SourceRow
    {
        public required long Id { get; init; }

        public required string SourceKey { get; init; }

        public required string Name { get; init; }

        public required string Location { get; init; }

        public required bool Enabled { get; init; }

        public required long Rung { get; init; }

        public DateTimeOffset? LastSuccessAt { get; init; }

        public string? LastMessage { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }
}
