using System.Globalization;
using Daogou.Core.Networks;

namespace Daogou.Core.Orders;

/// <summary>Reads a window of a network's orders again because an operator asks. It moves no watermark; what is known already stays as it is.</summary>
public sealed class OrderPull(OrderSync sync, NetworkCatalog networks, TimeProvider time)
{
    /// <summary>Readings of one pull; a platform that takes an hour at a time has so many hours.</summary>
    public const int MostWindows = 400;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(93);

    /// <param name="network">The network's key.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="to">UTC, exclusive.</param>
    /// <param name="cancellationToken">Ends it between two rows; what was read stays read.</param>
    public async Task<PullAnswer> RunAsync(string network, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (networks.Find(network) is not IOrderSource source || OrderSync.ListingsOf(source) is not { Count: > 0 } all)
        {
            return PullAnswer.Refused("这个联盟没有可拉取的订单。", "This network has no orders to pull.");
        }
        if (from >= to || to > time.GetUtcNow().AddMinutes(1) || to - from > Longest)
        {
            return PullAnswer.Refused("起止时间不对：起点须早于终点，终点不能在未来，最长 93 天。", "The window is wrong: it begins before it ends, ends no later than now, and is at most 93 days long.");
        }
        // A reading without an overlap of its own brings no orders of a window.
        var listings = all.Where(listing => listing.Plan.Overlap > TimeSpan.Zero || listing.Name == source.Key).ToList();
        var windows = listings.Sum(listing => (long)Math.Ceiling((to - from) / listing.Plan.Window));
        if (windows > MostWindows)
        {
            return PullAnswer.Refused(
                string.Create(CultureInfo.InvariantCulture, $"这需要 {windows} 次读取，最多 {MostWindows} 次；请缩短时间。"),
                string.Create(CultureInfo.InvariantCulture, $"That would be {windows} readings, at most {MostWindows} are made; ask for less."));
        }
        var total = TakenReports.Nothing;
        try
        {
            foreach (var listing in listings)
            {
                for (var at = from; at < to; at += listing.Plan.Window)
                {
                    total = total.Plus(await sync.TakeWindowAsync(listing, at, at + listing.Plan.Window < to ? at + listing.Plan.Window : to, cancellationToken));
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new PullAnswer(total, $"中途失败：{e.Message}", $"It broke off: {e.Message}");
        }
        return new PullAnswer(total, null, null);
    }
}

/// <param name="Taken">What was read, also before it broke off; null when nothing was asked.</param>
/// <param name="Zh">Why not, or why no further; null for a whole pull.</param>
/// <param name="En">The same in English.</param>
public sealed record PullAnswer(TakenReports? Taken, string? Zh, string? En)
{
    public bool IsWhole => En is null;

    public static PullAnswer Refused(string zh, string en) => new(null, zh, en);

    public string In(string language)
    {
        var counts = Taken is null ? null : language == "zh"
            ? string.Create(CultureInfo.InvariantCulture, $"新 {Taken.Taken}，已知 {Taken.Unchanged}，拒绝 {Taken.Refused.Count}")
            : string.Create(CultureInfo.InvariantCulture, $"{Taken.Taken} new, {Taken.Unchanged} known, {Taken.Refused.Count} refused");
        return string.Join(language == "zh" ? "；" : "; ", new[] { counts, language == "zh" ? Zh : En }.OfType<string>());
    }
}
