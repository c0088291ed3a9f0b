using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Daogou.Core.Outbox;

namespace Daogou.Api.Demo.Room;

/// <summary>One message of the chat room as the page shows it.</summary>
public sealed record RoomMessage
{
    public required string Id { get; init; }

    public required string Chat { get; init; }

    /// <summary>The person's id, or <c>bot</c>.</summary>
    public required string From { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What a person typed.</summary>
    public string? Text { get; init; }

    /// <summary>What the bot sent.</summary>
    public string? Html { get; init; }

    public string? Photo { get; init; }

    public IReadOnlyList<IReadOnlyList<RoomButton>> Buttons { get; init; } = [];

    public bool Edited { get; init; }
}

/// <param name="Kind"><c>link</c>, <c>callback</c> or <c>copy</c>.</param>
public sealed record RoomButton(string Text, string Kind, string Value);

/// <summary>Something the page is told at once: its kind (<c>message</c>, <c>story</c>, <c>clock</c>) and its content.</summary>
public sealed record RoomSignal(string Kind, object Content);

/// <summary>The chat room's messages, kept in a file beside the demo's data, and who listens to them.</summary>
public sealed class RoomBook
{
    private const int Kept = 1_000;
    private const int SignalsWaiting = 500;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly string _file;
    private readonly List<Channel<RoomSignal>> _listeners = [];
    private ImmutableList<RoomMessage> _messages = [];
    private long _last;

    public RoomBook(string folder, TimeProvider time)
    {
        _time = time;
        _file = Path.Combine(folder, "room.json");
        if (File.Exists(_file))
        {
            _messages = [.. JsonSerializer.Deserialize<List<RoomMessage>>(File.ReadAllText(_file)) ?? []];
            _last = _messages.Count == 0 ? 0 : long.Parse(_messages[^1].Id, CultureInfo.InvariantCulture);
        }
    }

    public IReadOnlyList<RoomMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return _messages;
            }
        }
    }

    public RoomMessage Say(string chat, string from, string text) => Add(id => new RoomMessage { Id = id, Chat = chat, From = from, At = _time.GetUtcNow(), Text = text });

    public RoomMessage Post(string chat, ChatBody body) =>
        Add(id => Filled(new RoomMessage { Id = id, Chat = chat, From = "bot", At = _time.GetUtcNow() }, body));

    /// <summary>Changes a message of the bot; false when there is none of that id in the chat.</summary>
    public bool Edit(string chat, string id, ChatBody body)
    {
        RoomMessage edited;
        lock (_gate)
        {
            var at = _messages.FindIndex(message => message.Id == id && message.Chat == chat && message.From == "bot");
            if (at < 0)
            {
                return false;
            }
            edited = Filled(_messages[at], body) with { Edited = true };
            _messages = _messages.SetItem(at, edited);
            Save();
        }
        Tell(new RoomSignal("message", edited));
        return true;
    }

    public void Tell(RoomSignal signal)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(signal);
            }
        }
    }

    /// <summary>Everything from now on, until cancelled. A listener that falls far behind loses the oldest and reloads.</summary>
    public async IAsyncEnumerable<RoomSignal> ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<RoomSignal>(new BoundedChannelOptions(SignalsWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _listeners.Add(channel);
        }
        try
        {
            await foreach (var signal in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return signal;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners.Remove(channel);
            }
        }
    }

    private RoomMessage Add(Func<string, RoomMessage> make)
    {
        RoomMessage message;
        lock (_gate)
        {
            message = make((++_last).ToString(CultureInfo.InvariantCulture));
            _messages = _messages.Add(message);
            if (_messages.Count > Kept)
            {
                _messages = _messages.RemoveRange(0, _messages.Count - Kept);
            }
            Save();
        }
        Tell(new RoomSignal("message", message));
        return message;
    }

    private static RoomMessage Filled(RoomMessage message, ChatBody body) => message with
    {
        Html = body.Html,
        Photo = body.PhotoUrl,
        Buttons = [.. body.Buttons.Select(IReadOnlyList<RoomButton> (row) => [.. row.Select(button => new RoomButton(button.Text, KindWord(button.Kind), button.Value))])],
    };

    private static string KindWord(ButtonKind kind) => kind switch
    {
        ButtonKind.Link => "link",
        ButtonKind.Callback => "callback",
        ButtonKind.Copy => "copy",
    };

    private void Save()
    {
        File.WriteAllText(_file + ".new", JsonSerializer.Serialize(_messages));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
