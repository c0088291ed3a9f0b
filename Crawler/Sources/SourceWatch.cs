using System.Globalization;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Sources;

/// <summary>
/// Tells the operator once when a source gets into trouble and once when it is out of it. Trouble and message are written in the transaction
/// of the poll that showed it, so a crash loses neither and doubles neither.
/// </summary>
public sealed partial class SourceWatch(Database book, OutboxSignal signal, IOptions<OutboxOptions> outbox, TimeProvider time, ILogger<SourceWatch> logger)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromDays(3);

    /// <summary>Finds sources that fell silent while nobody could ask them: their server told us to stay away. Returns how many.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var source in (await book.ReadAsync(SourceStore.ListAsync, cancellationToken)).Where(IsFailing))
        {
            var turn = await book.WriteAsync(session => LookAtSilenceAsync(session, source.Id), cancellationToken);
            Tell(source, turn);
            found += turn is null ? 0 : 1;
        }
        return found;
    }

    /// <summary>Before the run is written, in the same transaction.</summary>
    /// <param name="source">As it was before the poll.</param>
    internal async Task<Turn?> LookAsync(Session session, Source source, SourceRun run)
    {
        var open = await SourceTroubleStore.FindOpenAsync(session, source.Id);
        if (!run.IsGood)
        {
            var failures = await SourceRunStore.FailuresInARowAsync(session, source.Id) + 1;
            var finding = TroubleRules.OfFailure(source, run.StatusCode, run.Message, failures, run.FinishedAt);
            return await WorsenAsync(session, source, open, finding, run.Id, run.FinishedAt);
        }
        if (open is not null && TroubleRules.IsStillIn(open, run, source.UsualSince))
        {
            return null;
        }
        // What came since the trouble began is not what is usual.
        var history = await SourceRunStore.SizesAsync(session, source.Id, source.UsualSince, open?.Id ?? run.Id, TroubleRules.History);
        var other = TroubleRules.OfDocument(run, source.GenerationRows, history);
        return (open, other) switch
        {
            (null, null) => null,
            (null, not null) => await BeginAsync(session, source, other, run.Id, run.FinishedAt),
            (not null, null) => await EndAsync(session, source, open, run),
            ({ Kind: TroubleKind.Silent or TroubleKind.Gone }, not null) => await ReplaceAsync(session, source, open, other, run.Id, run.FinishedAt),
            _ => await TurnAsync(session, open, other),
        };
    }

    /// <summary>After the transaction: the log's line, and the sender is woken.</summary>
    internal void Tell(Source source, Turn? turn)
    {
        if (turn is null)
        {
            return;
        }
        if (turn.IsOver)
        {
            LogRecovered(source.SourceKey, turn.Kind);
        }
        else
        {
            LogTrouble(source.SourceKey, turn.Kind, turn.Found);
        }
        signal.Wake();
    }

    private static bool IsFailing(Source source) =>
        source is { Enabled: true, GoneAt: null, LastSuccessAt: not null, LastOutcome: not (null or SourceOutcome.Taken or SourceOutcome.Unchanged or SourceOutcome.HeldBack) };

    private async Task<Turn?> LookAtSilenceAsync(Session session, long id)
    {
        var now = time.GetUtcNow();
        if (await SourceStore.FindAsync(session, id) is not { } source || !IsFailing(source))
        {
            return null;
        }
        var failures = await SourceRunStore.FailuresInARowAsync(session, id);
        var finding = TroubleRules.OfFailure(source, null, source.LastMessage, failures, now);
        return await WorsenAsync(session, source, await SourceTroubleStore.FindOpenAsync(session, id), finding, Ids.Next(now), now);
    }

    private async Task<Turn?> WorsenAsync(Session session, Source source, SourceTrouble? open, TroubleFinding? finding, long id, DateTimeOffset now) =>
        finding is null ? null
        : open is null ? await BeginAsync(session, source, finding, id, now)
        : TroubleRules.Outranks(finding.Kind, open.Kind) ? await ReplaceAsync(session, source, open, finding, id, now)
        : null;

    private async Task<Turn> BeginAsync(Session session, Source source, TroubleFinding finding, long id, DateTimeOffset now)
    {
        var trouble = await SourceTroubleStore.BeginAsync(session, id, source.Id, finding, now);
        var words = TroubleTexts.Alert(source, trouble, now, outbox.Value.OperatorLanguage);
        await QueueAsync(session, "opened", trouble.Id, words, now);
        return new Turn(trouble.Kind, false, TroubleTexts.Found(trouble, now, "en"));
    }

    private async Task<Turn> ReplaceAsync(Session session, Source source, SourceTrouble open, TroubleFinding finding, long id, DateTimeOffset now)
    {
        await SourceTroubleStore.EndAsync(session, open.Id, now);
        return await BeginAsync(session, source, finding, id, now);
    }

    private static async Task<Turn?> TurnAsync(Session session, SourceTrouble open, TroubleFinding finding)
    {
        await SourceTroubleStore.TurnAsync(session, open.Id, finding);
        return null;
    }

    private async Task<Turn> EndAsync(Session session, Source source, SourceTrouble open, SourceRun run)
    {
        await SourceTroubleStore.EndAsync(session, open.Id, run.FinishedAt);
        var words = TroubleTexts.Recovery(source, open, run, outbox.Value.OperatorLanguage);
        await QueueAsync(session, "closed", open.Id, words, run.FinishedAt);
        return new Turn(open.Kind, true, "");
    }

    private async Task QueueAsync(Session session, string what, long id, string html, DateTimeOffset now)
    {
        if (OperatorChat.Read(outbox.Value.OperatorChat) is not { } operators)
        {
            return;
        }
        var message = new OutboxMessage
        {
            Notice = string.Create(CultureInfo.InvariantCulture, $"source-trouble:{id}:{what}"),
            Channel = operators.Channel,
            Chat = operators.Chat,
            Kind = MessageKind.Alert,
            Body = new ChatBody(html),
            ExpiresAt = now + WorthTelling,
        };
        await OutboxStore.QueueAsync(session, message, now);
    }

    /// <summary>A trouble that began or is over.</summary>
    internal sealed record Turn(TroubleKind Kind, bool IsOver, string Found);

    [LoggerMessage(LogLevel.Warning, "Source {Key} is in trouble ({Kind}): {Found}")]
    private partial void LogTrouble(string key, TroubleKind kind, string found);

    [LoggerMessage(LogLevel.Information, "Source {Key} is out of its trouble ({Kind})")]
    private partial void LogRecovered(string key, TroubleKind kind);
}
