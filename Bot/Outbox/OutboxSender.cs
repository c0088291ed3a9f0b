using Daogou.Bot.Channels;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Outbox;

/// <summary>
/// Sends what the outbox holds, at the pace the platforms bear, and writes down what became of each message. The only layer that
/// tries again. One of it runs on a book.
/// </summary>
public sealed partial class OutboxSender(
    Database book,
    IEnumerable<IChannel> channels,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxSender> logger) : BackgroundService
{
    private const int MostHeads = 500;
    private const int AtOnce = 8;
    private static readonly TimeSpan OffFor = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Pacer _pacer = new(options.Value);
    private readonly Dictionary<string, DateTimeOffset> _offUntil = [];
    private bool _recovered;

    /// <summary>Sends all that is due and that the pace allows now; the number of calls made.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await RecoverOnceAsync(cancellationToken);
            var calls = 0;
            while (await RoundAsync(cancellationToken) is var round and > 0)
            {
                calls += round;
            }
            return calls;
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(e);
            }
            await WaitForWorkAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task WaitForWorkAsync(CancellationToken stoppingToken)
    {
        using var tick = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TickSeconds), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, tick.Token);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (tick.IsCancellationRequested || stoppingToken.IsCancellationRequested)
        {
            // The tick came, or the program stops; the loop above tells which.
        }
    }

    private async Task RecoverOnceAsync(CancellationToken cancellationToken)
    {
        if (!_recovered)
        {
            var recovered = await book.WriteAsync(session => OutboxStore.RecoverAsync(session, time.GetUtcNow()), cancellationToken);
            _recovered = true;
            if (recovered is not { Again: 0, Uncertain: 0 })
            {
                LogRecovered(recovered.Again, recovered.Uncertain);
            }
        }
    }

    /// <summary>At most one message for each chat, so that a chat's messages keep their order.</summary>
    private async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var calls = 0;
        foreach (var channel in channels)
        {
            if (_offUntil.TryGetValue(channel.Name, out var until) && until > time.GetUtcNow())
            {
                continue;
            }
            var taken = await ClaimAsync(channel.Name, cancellationToken);
            var results = new (StoredMessage Message, Delivery Delivery)[taken.Count];
            await Parallel.ForAsync(
                0,
                taken.Count,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (index, token) => results[index] = (taken[index], await CallAsync(channel, taken[index], token)));
            await SettleAllAsync(results, cancellationToken);
            calls += taken.Count;
        }
        return calls;
    }

    private async Task<IReadOnlyList<StoredMessage>> ClaimAsync(string channel, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var heads = await book.ReadAsync(session => OutboxStore.DueAsync(session, channel, now, MostHeads), cancellationToken);
        var chosen = new List<StoredMessage>();
        foreach (var head in heads.Where(head => _pacer.ReadyAt(Key(head), head.GroupId is not null, now) <= now))
        {
            if (chosen.Count == options.Value.PerSecond || _pacer.ReadyAt(Key(head), head.GroupId is not null, now) > now)
            {
                break;
            }
            _pacer.Took(Key(head), now);
            chosen.Add(head);
        }
        return chosen.Count == 0 ? [] : await book.WriteAsync(session => ClaimAsync(session, chosen, now), cancellationToken);
    }

    private static async Task<IReadOnlyList<StoredMessage>> ClaimAsync(Session session, IReadOnlyList<StoredMessage> chosen, DateTimeOffset now)
    {
        await OutboxStore.ExpireAsync(session, now);
        var claimed = new List<StoredMessage>();
        foreach (var message in chosen)
        {
            if (await OutboxStore.ClaimAsync(session, message.Id, now))
            {
                claimed.Add(message with { Attempts = message.Attempts + 1 });
            }
        }
        return claimed;
    }

    private async Task<Delivery> CallAsync(IChannel channel, StoredMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return message.EditOf is { } platformId
                ? await channel.EditAsync(message.Chat, platformId, message.Content, cancellationToken)
                : await channel.SendAsync(message.Chat, message.Topic, message.Content, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogCallFailed(e, channel.Name);
            return new Delivery.Uncertain(e.GetType().Name);
        }
    }

    private async Task SettleAllAsync(IReadOnlyList<(StoredMessage Message, Delivery Delivery)> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        foreach (var (message, delivery) in results)
        {
            if (delivery is Delivery.Wait wait)
            {
                _pacer.Park(Key(message), wait.For, now);
                LogWait(message.Channel, wait.For);
            }
            else if (delivery is Delivery.Off off)
            {
                _offUntil[message.Channel] = now + OffFor;
                LogOff(message.Channel, off.Why);
            }
            else if (delivery is Delivery.Closed or Delivery.Refused)
            {
                LogRefused(message.Channel, message.Notice, delivery);
            }
        }
        await book.WriteAsync(
            async session =>
            {
                foreach (var (message, delivery) in results)
                {
                    await Settling.ApplyAsync(session, message, delivery, options.Value.Attempts, now);
                }
            },
            cancellationToken);
    }

    private static string Key(StoredMessage message) => $"{message.Channel}:{message.Chat}";

    [LoggerMessage(LogLevel.Error, "A round of the outbox failed; it goes on at the next tick")]
    private partial void LogRoundFailed(Exception e);

    [LoggerMessage(LogLevel.Warning, "Sending was interrupted before this start: {Again} message(s) queued again, {Uncertain} left as uncertain")]
    private partial void LogRecovered(int again, int uncertain);

    [LoggerMessage(LogLevel.Error, "Channel {Channel} threw while sending")]
    private partial void LogCallFailed(Exception e, string channel);

    [LoggerMessage(LogLevel.Information, "Channel {Channel} asks one chat to wait {Wait}")]
    private partial void LogWait(string channel, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Channel {Channel} is off for ten minutes: {Why}")]
    private partial void LogOff(string channel, string why);

    [LoggerMessage(LogLevel.Information, "Channel {Channel} did not take {Notice}: {Delivery}")]
    private partial void LogRefused(string channel, string notice, Delivery delivery);
}
