namespace Daogou.Core.Outbox;

/// <summary>
/// Who may be written to now: so many a second overall, so many a second into one chat, so many a minute into one group; and the
/// waits a platform asked for. Kept in memory; after a restart the platform's own word corrects what was forgotten.
/// </summary>
public sealed class Pacer(OutboxOptions options)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> _lately = [];
    private readonly Dictionary<string, Chat> _chats = [];
    private DateTimeOffset _allFrom;
    private (string Chat, DateTimeOffset At) _lastWait = ("", DateTimeOffset.MinValue);

    /// <summary>When the chat may be written to; <paramref name="now"/> or earlier: at once.</summary>
    public DateTimeOffset ReadyAt(string chat, bool isGroup, DateTimeOffset now)
    {
        Forget(_lately, now - Second);
        var ready = _lately.Count >= options.PerSecond ? _lately.Peek() + Second : _allFrom;
        if (_chats.TryGetValue(chat, out var known))
        {
            Forget(known.Lately, now - Minute);
            ready = Later(ready, known.From);
            ready = isGroup && known.Lately.Count >= options.PerGroupPerMinute ? Later(ready, known.Lately.Peek() + Minute) : ready;
        }
        return Later(ready, _allFrom);
    }

    /// <summary>A message goes out now.</summary>
    public void Took(string chat, DateTimeOffset now)
    {
        _lately.Enqueue(now);
        var known = Of(chat, now);
        known.Lately.Enqueue(now);
        known.From = Later(known.From, now + TimeSpan.FromSeconds(1 / options.PerChatPerSecond));
    }

    /// <summary>The platform asked this chat to wait. Two chats within a second mean that we are too fast as a whole.</summary>
    public void Park(string chat, TimeSpan wait, DateTimeOffset now)
    {
        Of(chat, now).From = Later(Of(chat, now).From, now + wait);
        if (_lastWait.Chat != chat && now - _lastWait.At <= Second)
        {
            _allFrom = Later(_allFrom, now + (wait < Minute ? wait : Minute));
        }
        _lastWait = (chat, now);
    }

    private Chat Of(string chat, DateTimeOffset now)
    {
        if (_chats.Count > 10_000)
        {
            foreach (var idle in _chats.Where(pair => pair.Value.From < now && !pair.Value.Lately.Any(at => at > now - Minute)).Select(pair => pair.Key).ToList())
            {
                _chats.Remove(idle);
            }
        }
        return _chats.TryGetValue(chat, out var known) ? known : _chats[chat] = new Chat();
    }

    private static void Forget(Queue<DateTimeOffset> queue, DateTimeOffset before)
    {
        while (queue.TryPeek(out var at) && at <= before)
        {
            queue.Dequeue();
        }
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private sealed class Chat
    {
        public Queue<DateTimeOffset> Lately { get; } = [];

        public DateTimeOffset From { get; set; }
    }
}
