using System.Text.Json.Nodes;

namespace Daogou.Standins.Telegram;

/// <summary>The people, chats and messages of the double, and what a test may do in them.</summary>
public sealed class TelegramWorld(TimeProvider time)
{
    public const long BotId = 9_000_001;
    public const string BotName = "daogou_test_bot";

    private readonly Lock _gate = new();
    private readonly Dictionary<long, TelegramChat> _chats = [];
    private readonly Dictionary<long, long> _migrated = [];
    private readonly Queue<Fault> _faults = new();
    private readonly List<JsonObject> _updates = [];
    private readonly HashSet<string> _openCallbacks = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _nextUpdate = 500;
    private int _nextMessage = 10;
    private int _nextCallback = 70;
    private bool _stopped;

    /// <summary>Calls a chat takes before it is told to wait; null: any number.</summary>
    public int? MessagesBeforeFlood { get; set; }

    /// <summary>Commands as set by the bot, by scope and language.</summary>
    public Dictionary<string, JsonArray> Commands { get; } = new(StringComparer.Ordinal);

    public TelegramPerson Person(long id, string name, string language = "en")
    {
        lock (_gate)
        {
            _chats.TryAdd(id, new TelegramChat(id, "private", name));
            return new TelegramPerson(id, name, language);
        }
    }

    public long AddGroup(long id, string title, params (TelegramPerson Person, string Status)[] people)
    {
        lock (_gate)
        {
            var chat = new TelegramChat(id, id < -1_000_000_000_000 ? "supergroup" : "group", title);
            chat.Members[BotId] = "member";
            foreach (var (person, status) in people)
            {
                chat.Members[person.Id] = status;
            }
            _chats[id] = chat;
            Push(new JsonObject
            {
                ["my_chat_member"] = new JsonObject
                {
                    ["chat"] = chat.ToJson(),
                    ["from"] = people.Length > 0 ? people[0].Person.ToJson() : null,
                    ["date"] = Now(),
                    ["old_chat_member"] = Standing("left"),
                    ["new_chat_member"] = Standing("member"),
                },
            });
            return id;
        }
    }

    /// <summary>The person writes in the chat; commands get their entity as the real server marks them.</summary>
    public int Say(TelegramPerson person, long chat, string text)
    {
        lock (_gate)
        {
            var message = Envelope(person, Find(chat)!);
            message["text"] = text;
            if (text.StartsWith('/'))
            {
                var end = text.IndexOf(' ', StringComparison.Ordinal);
                message["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = end < 0 ? text.Length : end });
            }
            Push(new JsonObject { ["message"] = message });
            return message["message_id"]!.GetValue<int>();
        }
    }

    /// <summary>The person presses the first button whose text contains the words; returns the callback's id.</summary>
    public string Press(TelegramPerson person, long chat, string words)
    {
        lock (_gate)
        {
            var message = Find(chat)!.Messages.Last(candidate => candidate.Button(words) is not null);
            var data = message.Button(words)!["callback_data"]?.GetValue<string>()
                ?? throw new InvalidOperationException($"The button '{words}' is not a callback.");
            var id = (_nextCallback++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _openCallbacks.Add(id);
            Push(new JsonObject
            {
                ["callback_query"] = new JsonObject
                {
                    ["id"] = id, ["from"] = person.ToJson(), ["chat_instance"] = "1", ["data"] = data, ["message"] = message.ToJson(Find(chat)!),
                },
            });
            return id;
        }
    }

    /// <summary>The group becomes a supergroup: the old id answers with the new one, and both service messages are sent.</summary>
    public void Upgrade(long oldId, long newId)
    {
        lock (_gate)
        {
            var old = _chats[oldId];
            _chats[newId] = new TelegramChat(newId, "supergroup", old.Title) { Members = old.Members };
            _migrated[oldId] = newId;
            var to = Envelope(Anybody(old), old);
            to["migrate_to_chat_id"] = newId;
            Push(new JsonObject { ["message"] = to });
            var from = Envelope(Anybody(old), _chats[newId]);
            from["migrate_from_chat_id"] = oldId;
            Push(new JsonObject { ["message"] = from });
        }
    }

    /// <summary>As <see cref="Upgrade"/>, but the bot hears of it only from the answer to its next call.</summary>
    public void UpgradeInSilence(long oldId, long newId)
    {
        lock (_gate)
        {
            _chats[newId] = new TelegramChat(newId, "supergroup", _chats[oldId].Title) { Members = _chats[oldId].Members };
            _migrated[oldId] = newId;
        }
    }

    /// <summary>The person blocks the bot, or the group throws it out.</summary>
    public void ShutOut(long chat)
    {
        lock (_gate)
        {
            _chats[chat].ShutOut = true;
        }
    }

    public void LetIn(long chat)
    {
        lock (_gate)
        {
            _chats[chat].ShutOut = false;
        }
    }

    /// <summary>The next call of the method is answered so, in place of what it would do.</summary>
    public void Fail(string method, int code, string description, int? retryAfter = null)
    {
        lock (_gate)
        {
            _faults.Enqueue(new Fault(method, code, description, retryAfter, false));
        }
    }

    /// <summary>The next call of the method takes effect and its answer is lost on the way.</summary>
    public void LoseAnswer(string method)
    {
        lock (_gate)
        {
            _faults.Enqueue(new Fault(method, 0, "", null, true));
        }
    }

    /// <summary>What the chat shows now, oldest first.</summary>
    public IReadOnlyList<TelegramMessage> Messages(long chat)
    {
        lock (_gate)
        {
            return [.. Find(chat)?.Messages ?? []];
        }
    }

    /// <summary>Waits, without polling, until the chats look as asked.</summary>
    public async Task<T> WaitForAsync<T>(Func<TelegramWorld, T?> look, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }
            if (look(this) is { } seen)
            {
                return seen;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    internal Lock Gate => _gate;

    internal TelegramChat? Find(long id) => _chats.GetValueOrDefault(id);

    internal long? MigratedTo(long id) => _migrated.TryGetValue(id, out var to) ? to : null;

    internal int NextMessage() => _nextMessage++;

    internal long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    internal bool CloseCallback(string id) => _openCallbacks.Remove(id);

    internal Fault? TakeFault(string method)
    {
        if (_faults.TryPeek(out var fault) && fault.Method == method)
        {
            return _faults.Dequeue();
        }
        return null;
    }

    internal void Touch()
    {
        var old = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        old.TrySetResult();
    }

    /// <summary>Updates from the offset on; earlier ones are confirmed by it and forgotten.</summary>
    internal async Task<JsonArray> UpdatesAsync(long offset, int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                _updates.RemoveAll(update => update["update_id"]!.GetValue<int>() < offset);
                if (_updates.Count > 0 || _stopped)
                {
                    return [.. _updates.Take(limit).Select(update => update.DeepClone())];
                }
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                return [];
            }
        }
    }

    internal void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Touch();
        }
    }

    private void Push(JsonObject update)
    {
        update["update_id"] = _nextUpdate++;
        _updates.Add(update);
        Touch();
    }

    private JsonObject Envelope(TelegramPerson person, TelegramChat chat) => new()
    {
        ["message_id"] = _nextMessage++, ["from"] = person.ToJson(), ["chat"] = chat.ToJson(), ["date"] = Now(),
    };

    private static TelegramPerson Anybody(TelegramChat chat) =>
        new(chat.Members.Keys.First(id => id != BotId), "Somebody", "en");

    private static JsonObject Standing(string status) => new() { ["user"] = Bot(), ["status"] = status };

    internal static JsonObject Bot() => new()
    {
        ["id"] = BotId, ["is_bot"] = true, ["first_name"] = "Daogou", ["username"] = BotName,
        ["can_join_groups"] = true, ["can_read_all_group_messages"] = false, ["supports_inline_queries"] = false,
    };

    internal sealed record Fault(string Method, int Code, string Description, int? RetryAfter, bool LosesAnswer);
}

public sealed record TelegramPerson(long Id, string Name, string Language)
{
    internal JsonObject ToJson() => new() { ["id"] = Id, ["is_bot"] = false, ["first_name"] = Name, ["language_code"] = Language };
}
