using Daogou.Bot.Channels;
using Daogou.Core.Outbox;

namespace Daogou.Tests.Support;

/// <summary>A channel that writes down what it was told to send and answers as the test says.</summary>
public sealed class RecordingChannel(string name = "test") : IChannel
{
    private readonly Lock _gate = new();
    private readonly List<Recorded> _calls = [];
    private readonly Queue<Delivery> _answers = new();
    private int _next = 1;

    public string Name => name;

    public HashSet<string> Admins { get; } = [];

    public Uri? Start { get; set; }

    public IReadOnlyList<Recorded> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Runs while a call is under way, before its outcome is known.</summary>
    public Func<Recorded, Task>? During { get; set; }

    public void Answer(params Delivery[] answers)
    {
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    public Task<Delivery> SendAsync(string chat, string? topic, ChatBody body, CancellationToken cancellationToken) =>
        TakeAsync(new Recorded(chat, topic, null, body));

    public Task<Delivery> EditAsync(string chat, string platformId, ChatBody body, CancellationToken cancellationToken) =>
        TakeAsync(new Recorded(chat, null, platformId, body));

    public Task<bool> IsAdminAsync(string chat, string person, CancellationToken cancellationToken) => Task.FromResult(Admins.Contains(person));

    public Uri? StartAddress(string payload) => Start is null ? null : new Uri(Start, "?start=" + payload);

    private async Task<Delivery> TakeAsync(Recorded call)
    {
        if (During is { } during)
        {
            await during(call);
        }
        lock (_gate)
        {
            _calls.Add(call);
            return _answers.TryDequeue(out var answer)
                ? answer
                : new Delivery.Sent(call.EditOf ?? (_next++).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}

public sealed record Recorded(string Chat, string? Topic, string? EditOf, ChatBody Body)
{
    /// <summary>What people read.</summary>
    public string Text => ChatHtml.ToPlainText(Body.Html);

    public ChatButton? Button(string words) => Body.Buttons.SelectMany(row => row).FirstOrDefault(button => button.Text.Contains(words, StringComparison.Ordinal));
}
