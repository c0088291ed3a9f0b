using Daogou.Core.Amounts;

namespace Daogou.Core.Ledger;

/// <summary>The check of one journal, entry after entry in its order; holds one entry at a time.</summary>
public sealed class VerificationRun((long Entries, string HeadHash)? known)
{
    public const int MostFindings = 100;

    private readonly Dictionary<string, Int128> _book = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private long _entries;
    private long _lastSeq;
    private string _lastHash = EntryHash.Genesis;

    /// <summary>Takes the next entry with the numbers of its lines.</summary>
    public void Take(PostedEntry entry, IReadOnlyList<long> lineNumbers)
    {
        if (entry.Seq != _lastSeq + 1)
        {
            Add(FindingKind.Gap, _lastSeq + 1, $"{_lastSeq} → {entry.Seq}");
        }
        if (entry.PreviousHash != _lastHash)
        {
            Add(FindingKind.BrokenChain, entry.Seq, Short(entry.PreviousHash) + " ≠ " + Short(_lastHash));
        }
        if (EntryHash.Of(entry) is var hash && hash != entry.Hash)
        {
            Add(FindingKind.ChangedEntry, entry.Seq, Short(hash) + " ≠ " + Short(entry.Hash));
        }
        if (entry.Lines.Count == 0 || !lineNumbers.Select((number, index) => number == index + 1).All(right => right))
        {
            Add(FindingKind.MissingLines, entry.Seq, string.Join(' ', lineNumbers));
        }
        foreach (var currency in entry.Lines.GroupBy(line => line.Amount.Currency, StringComparer.Ordinal))
        {
            var sum = currency.Aggregate((Int128)0, (total, line) => total + line.Amount.Minor);
            _book[currency.Key] = _book.GetValueOrDefault(currency.Key) + sum;
            if (sum != 0)
            {
                Add(FindingKind.OutOfBalance, entry.Seq, $"{sum} {currency.Key}");
            }
        }
        if (known is { } head && head.Entries == entry.Seq && head.HeadHash != entry.Hash)
        {
            Add(FindingKind.HeadMoved, entry.Seq, Short(entry.Hash) + " ≠ " + Short(head.HeadHash));
        }
        (_entries, _lastSeq, _lastHash) = (_entries + 1, entry.Seq, entry.Hash);
    }

    public void TakeProjection(string account, string currency, long kept, long due) =>
        Add(FindingKind.Projection, null, $"{account}: {new Money(kept, currency)} ≠ {new Money(due, currency)}");

    public void TakeStray(long seq, string account) => Add(FindingKind.StrayLine, seq, account);

    public VerificationReport Finish(DateTimeOffset now)
    {
        foreach (var (currency, sum) in _book.Where(total => total.Value != 0))
        {
            Add(FindingKind.BookOutOfBalance, null, $"{sum} {currency}");
        }
        if (known is { } head && head.Entries > _lastSeq)
        {
            Add(FindingKind.Shortened, _lastSeq + 1, $"{head.Entries} → {_lastSeq}");
        }
        return new VerificationReport(now, _findings.Count == 0, _entries, _lastHash, _findings);
    }

    private void Add(FindingKind kind, long? seq, string detail)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(new Finding(kind, seq, detail));
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}
