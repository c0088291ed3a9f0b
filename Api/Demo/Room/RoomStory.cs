using Daogou.Core.Links;
using Daogou.Core.Storage;

namespace Daogou.Api.Demo.Room;

/// <summary>One line of "what just happened": the words in both languages and the id to walk the chain from.</summary>
public sealed record StoryLine(DateTimeOffset At, string Kind, string Zh, string En, string? Trail);

/// <summary>Watches the product's books from outside and tells the chat room's side panel, a moment after it happened. It only reads.</summary>
public sealed partial class RoomStory(Database book, ClickBook clicks, RoomBook room, ClickRefs refs, PushedClock clock, ILogger<RoomStory> logger) : BackgroundService
{
    private const int Kept = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly StoryReader _reader = new(book, clicks, refs);
    private readonly LinkedList<StoryLine> _lines = new();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<StoryLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Adds a line that stands in no book: time was pushed.</summary>
    public void Tell(string kind, string zh, string en) => Add(new StoryLine(clock.GetUtcNow(), kind, zh, en, null));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        await _reader.SkipPastAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var line in await _reader.ReadNewAsync(stoppingToken))
                {
                    Add(line);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(e);
            }
        }
    }

    private void Add(StoryLine line)
    {
        lock (_gate)
        {
            _lines.AddFirst(line);
            if (_lines.Count > Kept)
            {
                _lines.RemoveLast();
            }
        }
        room.Tell(new RoomSignal("story", line));
    }

    [LoggerMessage(LogLevel.Warning, "The side panel could not read what happened")]
    private partial void LogMissed(Exception e);
}
