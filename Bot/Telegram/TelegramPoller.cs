using Daogou.Bot.Commands;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Daogou.Bot.Telegram;

/// <summary>
/// Long polling. An update is confirmed to Telegram only after it was taken; one that comes again is known by its number. After a
/// pause Telegram may start its numbers anew, so the place to go on from is Telegram's, never a number of ours.
/// </summary>
public sealed partial class TelegramPoller(
    ITelegramBotClient client,
    TelegramAccount account,
    TelegramMenu menu,
    CommandRouter router,
    Database book,
    IOptions<TelegramOptions> options,
    TimeProvider time,
    ILogger<TelegramPoller> logger) : BackgroundService
{
    private const int MostTries = 3;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private int? _confirmTo;
    private (int Update, int Failures) _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var introduced = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(options.Value.RetrySeconds);
            try
            {
                if (!introduced)
                {
                    await IntroduceAsync(stoppingToken);
                    introduced = true;
                }
                if (await PollAsync(stoppingToken))
                {
                    continue;
                }
            }
            catch (ApiRequestException e) when (e.ErrorCode is 401 or 404)
            {
                LogUnknownToken();
                return;
            }
            catch (ApiRequestException e) when (e.ErrorCode == 409)
            {
                LogSecondPoller();
            }
            catch (ApiRequestException e) when (e.Parameters?.RetryAfter is { } seconds)
            {
                pause = TimeSpan.FromSeconds(seconds);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogPollingFailed(e);
            }
            await Task.Delay(pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        account.Username = (await client.GetMe(cancellationToken)).Username;
        // A webhook left over from elsewhere would keep every update from us.
        await client.DeleteWebhook(cancellationToken: cancellationToken);
        await menu.PublishAsync(client, cancellationToken);
        var before = time.GetUtcNow() - Remembered;
        await book.WriteAsync(session => InboxStore.ForgetAsync(session, TelegramChannel.ChannelName, before), cancellationToken);
        LogListening(account.Username ?? "");
    }

    /// <summary>One poll; false when an update could not be taken and a pause is due before it is tried again.</summary>
    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        var updates = await client.GetUpdates(_confirmTo, 100, options.Value.PollSeconds, TelegramUpdates.Wanted, cancellationToken);
        _confirmTo = null;
        foreach (var update in updates)
        {
            if (!await TakeAsync(update, cancellationToken))
            {
                return false;
            }
            _confirmTo = update.Id + 1;
        }
        return true;
    }

    private async Task<bool> TakeAsync(Update update, CancellationToken cancellationToken)
    {
        try
        {
            await StopSpinnerAsync(update, cancellationToken);
            if (TelegramUpdates.Read(update, account.Username) is { } incoming)
            {
                await router.TakeAsync(incoming, cancellationToken);
            }
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _failing = (update.Id, _failing.Update == update.Id ? _failing.Failures + 1 : 1);
            LogUpdateFailed(e, update.Id, _failing.Failures);
            return _failing.Failures >= MostTries;
        }
    }

    /// <summary>At once, before anything else: until then the button seems stuck.</summary>
    private async Task StopSpinnerAsync(Update update, CancellationToken cancellationToken)
    {
        if (update.CallbackQuery is { } pressed)
        {
            try
            {
                await client.AnswerCallbackQuery(pressed.Id, cancellationToken: cancellationToken);
            }
            catch (RequestException e)
            {
                LogSpinner(e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Telegram: listening as @{Username}")]
    private partial void LogListening(string username);

    [LoggerMessage(LogLevel.Error, "Telegram does not know this token; nothing is received until Telegram__Token is set right and the program starts again")]
    private partial void LogUnknownToken();

    [LoggerMessage(LogLevel.Error, "Another program is polling Telegram with this bot's token. Stop it, or give this program a bot of its own; trying again")]
    private partial void LogSecondPoller();

    [LoggerMessage(LogLevel.Warning, "Polling Telegram failed; trying again")]
    private partial void LogPollingFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "Telegram update {Update} could not be taken (try {Try})")]
    private partial void LogUpdateFailed(Exception e, int update, int @try);

    [LoggerMessage(LogLevel.Debug, "A button's spinner could not be stopped: {Why}")]
    private partial void LogSpinner(string why);
}
