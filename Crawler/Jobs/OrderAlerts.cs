using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Jobs;

/// <summary>Tells the operator's chat what is odd about orders: the same words once a day, and of each network no more than a handful a day; the log has them all.</summary>
public sealed class OrderAlerts(Database book, OutboxSignal signal, IOptions<OutboxOptions> outbox, TimeProvider time) : IOrderAlerts
{
    private const int MostADay = 10;
    private readonly ConcurrentDictionary<(string Network, DateOnly Day), ConcurrentDictionary<string, bool>> _told = new();

    public async ValueTask RaiseAsync(string network, string alert, CancellationToken cancellationToken)
    {
        if (OperatorChat.Read(outbox.Value.OperatorChat) is not { } operators)
        {
            return;
        }
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var past in _told.Keys.Where(key => key.Day < today))
        {
            _told.TryRemove(past, out _);
        }
        var told = _told.GetOrAdd((network, today), _ => new ConcurrentDictionary<string, bool>(StringComparer.Ordinal));
        if (told.Count >= MostADay || !told.TryAdd(alert, true))
        {
            return;
        }
        await book.WriteAsync(session => OutboxStore.QueueAsync(session, Message(operators, network, alert, today, isLast: told.Count == MostADay), now), cancellationToken);
        signal.Wake();
    }

    private OutboxMessage Message(OperatorChat operators, string network, string alert, DateOnly today, bool isLast) => new()
    {
        Notice = string.Create(CultureInfo.InvariantCulture, $"order-alert:{network}:{today:yyyy-MM-dd}:{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(alert)):x16}"),
        Channel = operators.Channel,
        Chat = operators.Chat,
        Kind = MessageKind.Alert,
        Body = new ChatBody(Html.Text(Words(network, alert, isLast))),
        ExpiresAt = time.GetUtcNow() + TimeSpan.FromDays(2),
    };

    private string Words(string network, string alert, bool isLast) => outbox.Value.OperatorLanguage == "zh"
        ? $"⚠️ {network} 的订单需要看一下：{alert}" + (isLast ? "\n今天不再逐条提醒，其余见日志。" : "")
        : $"⚠️ Orders of {network} need a look: {alert}" + (isLast ? "\nNo more of today's are told here; the log has the rest." : "");
}
