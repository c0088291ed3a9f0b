using System.Threading.Tasks.Sources;

namespace Daogou.Core.Clicks;

/// <summary>
/// One waiting hit: the source of its value task, used again and again. Two hold it, the visitor's request and the writer; it goes back to
/// the pool when both have let go, so that a late writer never touches somebody else's hit.
/// </summary>
internal sealed class JournalEntry(Action<JournalEntry> giveBack) : IValueTaskSource<Journalled>
{
    private const int Holders = 2;

    // Completed by the journal on a pool thread, many in a row: a continuation of its own thread pool item each would cost more than it does.
    private ManualResetValueTaskSourceCore<Journalled> _core;
    private int _answered;
    private int _held;

    public Hit Hit { get; private set; } = null!;

    public long Ordinal { get; private set; }

    /// <summary><see cref="System.Diagnostics.Stopwatch"/> time at which the visitor began to wait.</summary>
    public long Since { get; private set; }

    public ValueTask<Journalled> Start(Hit hit, long ordinal, long since)
    {
        _core.Reset();
        _answered = 0;
        _held = Holders;
        Hit = hit;
        Ordinal = ordinal;
        Since = since;
        return new ValueTask<Journalled>(this, _core.Version);
    }

    /// <summary>Takes the right to answer; the first who asks gets it.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _answered, 1) == 0;

    /// <summary>Lets the request go on. Only after <see cref="TryClaim"/>, and nothing of the entry may be touched by the caller after it but <see cref="LetGo"/>.</summary>
    public void Answer(ClickFate fate) => _core.SetResult(new Journalled(Ordinal, fate));

    public void LetGo()
    {
        if (Interlocked.Decrement(ref _held) == 0)
        {
            Hit = null!;
            giveBack(this);
        }
    }

    Journalled IValueTaskSource<Journalled>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            LetGo();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Journalled>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Journalled>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
