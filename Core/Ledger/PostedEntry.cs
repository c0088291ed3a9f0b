using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Amounts;

namespace Daogou.Core.Ledger;

/// <summary>An entry as it stands in the journal: what was posted, when, and its link in the hash chain.</summary>
public sealed record PostedEntry
{
    public required long Seq { get; init; }

    public required string Reference { get; init; }

    public required string Subject { get; init; }

    public required EntryKind Kind { get; init; }

    public required string Reason { get; init; }

    public long? TermsVersion { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    /// <summary>In the order in which they were posted; filled by the reader, not by the row.</summary>
    public IReadOnlyList<LedgerLine> Lines { get; init; } = [];
}

/// <summary>What one entry did to one account, with the balance after it.</summary>
public sealed record AccountMove
{
    public required long Seq { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required EntryKind Kind { get; init; }

    public required string Subject { get; init; }

    public required string Reason { get; init; }

    public required string Account { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public required long BalanceMinor { get; init; }

    public Money Amount => new(AmountMinor, Currency);

    public Money Balance => new(BalanceMinor, Currency);
}

/// <summary>
/// The chain of the journal: each entry's hash covers the hash before it and everything the entry says, every field with its
/// length in front so that no two entries read alike.
/// </summary>
public static class EntryHash
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    public static string Of(PostedEntry entry)
    {
        var text = new StringBuilder();
        Append(text, entry.PreviousHash);
        Append(text, Number(entry.Seq));
        Append(text, entry.Reference);
        Append(text, entry.Subject);
        Append(text, Number((int)entry.Kind));
        Append(text, entry.Reason);
        Append(text, entry.TermsVersion is { } version ? Number(version) : null);
        Append(text, Number(entry.RecordedAt.ToUnixTimeMilliseconds()));
        foreach (var line in entry.Lines)
        {
            Append(text, line.Account.Value);
            Append(text, line.Amount.Currency);
            Append(text, Number(line.Amount.Minor));
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, string? field) =>
        text.Append(field is null ? "-" : field.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(field).Append(',');

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
