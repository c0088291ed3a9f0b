using Daogou.Core.Amounts;

namespace Daogou.Core.Ledger;

/// <summary>A balanced set of lines that is posted once and never changed. A correction is another entry.</summary>
public sealed record LedgerEntry
{
    /// <exception cref="InvalidOperationException">The lines do not sum to zero per currency, or there is no line but zero.</exception>
    public LedgerEntry(string reference, string subject, EntryKind kind, string reason, IReadOnlyList<LedgerLine> lines, long? termsVersion = null)
    {
        if (lines.Count == 0 || lines.Any(line => line.Amount.Minor == 0))
        {
            throw new InvalidOperationException($"Entry {reference} has no lines or a line of zero.");
        }
        foreach (var byCurrency in lines.GroupBy(line => line.Amount.Currency, StringComparer.Ordinal))
        {
            if (byCurrency.Aggregate((Int128)0, (total, line) => total + line.Amount.Minor) is var sum && sum != 0)
            {
                throw new InvalidOperationException($"Entry {reference} is out of balance by {sum} {byCurrency.Key}.");
            }
        }
        (Reference, Subject, Kind, Reason, Lines, TermsVersion) = (reference, subject, kind, reason, lines, termsVersion);
    }

    /// <summary>Unique for ever: posting it again counts once.</summary>
    public string Reference { get; }

    /// <summary>What caused it (<c>order:demo/1001/1</c>, <c>payout:…</c>), opaque to the ledger; what was posted for a subject can be asked.</summary>
    public string Subject { get; }

    public EntryKind Kind { get; }

    /// <summary>Why, in words for a statement.</summary>
    public string Reason { get; }

    public IReadOnlyList<LedgerLine> Lines { get; }

    /// <summary>The version of the rules that made it, where rules did.</summary>
    public long? TermsVersion { get; }
}

/// <summary>Credit is positive: what we owe rises. A network that owes us is negative.</summary>
public sealed record LedgerLine(AccountName Account, Money Amount);

public enum EntryKind
{
    Settlement = 1,
    Release = 2,
    Hold = 3,
    Clawback = 4,
    PayoutReserve = 5,
    PayoutPaid = 6,
    PayoutReturned = 7,
    Adjustment = 8,
}
