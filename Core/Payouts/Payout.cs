using System.Globalization;
using Daogou.Core.Amounts;

namespace Daogou.Core.Payouts;

/// <summary>A withdrawal: money reserved from a member's purses on its way out.</summary>
public sealed record Payout
{
    public required long Id { get; init; }

    public required long MemberId { get; init; }

    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>Key of the <see cref="IPayoutMethod"/>.</summary>
    public required string Method { get; init; }

    /// <summary>Where to, in the method's own words; personal.</summary>
    public required string Destination { get; init; }

    public required PayoutState State { get; init; }

    /// <summary>The requester's own key: asking twice with it pays once.</summary>
    public required string IdempotencyKey { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How the payment is called on the other side: a transfer number, a provider's id.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Why it was rejected, failed or is unclear; shown to the member.</summary>
    public string? Reason { get; init; }

    public Money Amount => new(AmountMinor, Currency);

    /// <summary>What it is called in the ledger, and what a provider gets as its idempotency key.</summary>
    public string Subject => SubjectOf(Id);

    public static string SubjectOf(long id) => "payout:" + id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Stored; never renumber.</summary>
public enum PayoutState
{
    Requested = 1,
    Approved = 2,

    /// <summary>Committed before the provider is called, so that a crash is never taken for "not called".</summary>
    Sending = 3,
    Paid = 4,

    /// <summary>An operator said no; the money went back.</summary>
    Rejected = 5,

    /// <summary>It certainly did not arrive; the money went back.</summary>
    Failed = 6,

    /// <summary>Nobody knows whether it arrived. Only the provider's word or an operator ends this.</summary>
    Unknown = 7,
}

/// <summary>One step of a payout, kept for ever.</summary>
public sealed record PayoutEvent
{
    public required long Id { get; init; }

    public required long PayoutId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required PayoutState State { get; init; }

    /// <summary><c>member:42</c>, <c>operator:name</c>, <c>provider:key</c>.</summary>
    public required string Actor { get; init; }

    public required string Note { get; init; }
}

/// <summary>Which state may follow which, and on whose word.</summary>
public static class PayoutRules
{
    public static bool MayOperator(PayoutState from, PayoutState to) => (from, to) switch
    {
        (PayoutState.Requested, PayoutState.Approved or PayoutState.Rejected) => true,
        (PayoutState.Approved, PayoutState.Paid or PayoutState.Rejected or PayoutState.Failed or PayoutState.Unknown) => true,
        // While a call is under way only its answer counts; an operator can but say that none came.
        (PayoutState.Sending, PayoutState.Unknown) => true,
        (PayoutState.Unknown, PayoutState.Paid or PayoutState.Failed) => true,
        _ => false,
    };

    public static bool MayProvider(PayoutState from, PayoutState to) => (from, to) switch
    {
        (PayoutState.Approved, PayoutState.Sending) => true,
        (PayoutState.Sending, PayoutState.Paid or PayoutState.Failed or PayoutState.Unknown) => true,
        (PayoutState.Unknown, PayoutState.Paid or PayoutState.Failed) => true,
        _ => false,
    };
}
