using System.Globalization;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Tells the operator, once a day, that a network's pool of ad slots ran dry: a product rested in every slot, so its next links were refused or share one.</summary>
public sealed partial class SlotWatch(
    Database book, NetworkCatalog networks, OutboxSignal signal, IOptions<OutboxOptions> outbox, TimeProvider time, ILogger<SlotWatch> logger)
{
    private readonly Dictionary<string, DateOnly> _told = new(StringComparer.Ordinal);

    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var network in networks.All.OfType<ISlotNetwork>().Where(network => _told.GetValueOrDefault(network.Key) != today))
        {
            var since = now - network.SlotRules.Rest;
            var (busiest, use) = await book.ReadAsync(
                async session => (await SlotLeaseStore.BusiestAsync(session, network.Key, since), await SlotLeaseStore.UseSinceAsync(session, network.Key, since)), cancellationToken);
            if (busiest < network.Slots.Count && use.Crowded == 0)
            {
                continue;
            }
            _told[network.Key] = today;
            LogDry(network.Key, network.Slots.Count, use.Links, use.Crowded);
            if (OperatorChat.Read(outbox.Value.OperatorChat) is { } operators)
            {
                await book.WriteAsync(session => OutboxStore.QueueAsync(session, Message(operators, network, use, today), now), cancellationToken);
                signal.Wake();
            }
        }
    }

    private OutboxMessage Message(OperatorChat operators, ISlotNetwork network, SlotUse use, DateOnly today) => new()
    {
        Notice = string.Create(CultureInfo.InvariantCulture, $"slots-dry:{network.Key}:{today:yyyy-MM-dd}"),
        Channel = operators.Channel,
        Chat = operators.Chat,
        Kind = MessageKind.Alert,
        Body = new ChatBody(Html.Text(Words(network, use, outbox.Value.OperatorLanguage))),
        ExpiresAt = time.GetUtcNow() + TimeSpan.FromDays(2),
    };

    private static string Words(ISlotNetwork network, SlotUse use, string language)
    {
        var (zh, en) = network.SlotRules.RefusesWhenDry
            ? ("再要这件商品的链接会被拒绝", "further links for it are refused")
            : ("再要链接时只能共用推广位，订单可能需要认领", "further links share a slot, and their orders may have to be claimed");
        return language == "zh"
            ? string.Create(CultureInfo.InvariantCulture, $"⚠️ {network.Name} 的推广位不够用：有商品已占满全部 {network.Slots.Count} 个推广位，{zh}（共用 {use.Crowded} 个，近期链接 {use.Links} 个）。请在设置里增加推广位。")
            : string.Create(CultureInfo.InvariantCulture, $"⚠️ The ad slots of {network.Name} ran out: a product rests in all {network.Slots.Count} of them, {en} ({use.Crowded} of {use.Links} recent links do). Add slots in the settings.");
    }

    [LoggerMessage(LogLevel.Warning, "The {Slots} ad slots of {Network} ran out for a product; {Crowded} of {Links} recent links share one. Add slots in its settings")]
    private partial void LogDry(string network, int slots, long links, long crowded);
}

/// <summary>Looks whether a pool of slots ran dry.</summary>
[DisallowConcurrentExecution]
internal sealed class SlotWatchJob(SlotWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.RunDueAsync(cancellationToken);
}
