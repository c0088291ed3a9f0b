using System.Runtime.CompilerServices;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>A log as JSON Lines, read once. What is wrong with a line refuses that line.</summary>
/// <param name="open">Opens the bytes; the stream is closed after reading.</param>
public sealed class SlateFile(Func<Stream> open) : ISlateLog
{
    public const int LongestLine = 4 << 20;
    public const int MostSlates = 500_000;
    public const int MostCandidates = 4_000_000;
    private const int MostTold = 20;
    private readonly List<SlateRefusal> _refusals = [];

    /// <summary>The first lines that were refused.</summary>
    public IReadOnlyList<SlateRefusal> Refusals => _refusals;

    public int Refused { get; private set; }

    public int Taken { get; private set; }

    public Task<List<LoggedSlate>> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken).ToListAsync(cancellationToken).AsTask();

    /// <exception cref="InvalidDataException">The log is larger than can be held.</exception>
    public async IAsyncEnumerable<LoggedSlate> ReadAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = open();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var candidates = 0;
        await foreach (var (number, line) in BoundedLines.ReadAsync(stream, LongestLine, cancellationToken))
        {
            if (Read(number, line, known, names) is not { } slate || slate.At < from || slate.At >= until)
            {
                continue;
            }
            candidates += slate.Candidates.Count;
            if (++Taken > MostSlates || candidates > MostCandidates)
            {
                throw new InvalidDataException($"The log has more than {MostSlates:N0} slates or {MostCandidates:N0} candidates; give a shorter time.");
            }
            yield return slate;
        }
    }

    private LoggedSlate? Read(int number, ReadOnlyMemory<byte>? line, HashSet<string> known, HashSet<string> names)
    {
        try
        {
            var slate = SlateLine.Read(line ?? throw new SlateLineException($"The line is longer than {LongestLine >> 20} MiB."), names);
            return known.Add(slate.Id) ? slate : throw new SlateLineException($"The slate \"{slate.Id}\" stands in an earlier line.");
        }
        catch (SlateLineException e)
        {
            Refused++;
            if (_refusals.Count < MostTold)
            {
                _refusals.Add(new SlateRefusal(number, e.Message));
            }
            return null;
        }
    }
}

/// <summary>A line that was not taken, from 1.</summary>
public sealed record SlateRefusal(int Line, string Error);
