using Daogou.Core.Clicks;
using Daogou.Core.Orders;
using Daogou.Core.Payouts;

namespace Daogou.Api.Demo.Room;

internal sealed partial class StoryReader
{
    private sealed record RunRow
    {
        public required long Id { get; init; }

        public required string SourceKey { get; init; }

        public required DateTimeOffset FinishedAt { get; init; }

        public required long Seen { get; init; }

        public required long Added { get; init; }

        public required long Changed { get; init; }

        public required long Refused { get; init; }
    }

    private sealed record DigestRow
    {
        public required long Id { get; init; }

        public required DateTimeOffset BuiltAt { get; init; }

        public required long Considered { get; init; }

        public required string Title { get; init; }

        public required long Picks { get; init; }
    }

    private sealed record LinkRow
    {
        public required string Code { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required string Title { get; init; }
    }

    private sealed record ClickRow
    {
        public required long Ordinal { get; init; }

        public required string LinkCode { get; init; }

        public required DateTimeOffset At { get; init; }

        public required ClickVerdict Verdict { get; init; }
    }

    private sealed record OrderRow
    {
        public required long Id { get; init; }

        public required string Network { get; init; }

        public required string OrderNo { get; init; }

        public required string ItemNo { get; init; }

        public required OrderStatus Status { get; init; }

        public string? Title { get; init; }

        public required long SaleMinor { get; init; }

        public required long CommissionMinor { get; init; }

        public required string Currency { get; init; }

        public required int Revision { get; init; }

        public required DateTimeOffset ChangedAt { get; init; }
    }

    private sealed record LineRow
    {
        public required long Seq { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        public required string Account { get; init; }

        public required string Currency { get; init; }

        public required long AmountMinor { get; init; }
    }

    private sealed record PayoutRow
    {
        public required long Id { get; init; }

        public required long PayoutId { get; init; }

        public required DateTimeOffset At { get; init; }

        public required PayoutState State { get; init; }

        public required long AmountMinor { get; init; }

        public required string Currency { get; init; }
    }
}
