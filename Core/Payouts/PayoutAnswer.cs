using Daogou.Core.Amounts;

namespace Daogou.Core.Payouts;

/// <summary>A payout, or why there is none; a refusal changed nothing.</summary>
/// <param name="Payout">The new payout, or the one that this key made before.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Limit">The number that stands against it: what is available, or the minimum.</param>
public sealed record PayoutAnswer(Payout? Payout, PayoutRefusal? Refusal = null, Money? Limit = null);

public enum PayoutRefusal
{
    NotPositive = 1,
    UnknownMethod = 2,

    /// <summary>The method does not pay in this currency.</summary>
    CurrencyNotPaid = 3,

    /// <summary>What was given as the destination cannot be one of this method.</summary>
    WrongDestination = 4,
    BelowMinimum = 5,
    AboveAvailable = 6,

    /// <summary>A clawback left a debt; new rebates fill it first.</summary>
    InDebt = 7,

    /// <summary>The key was used for a withdrawal of another amount or destination.</summary>
    KeyReused = 8,
}

/// <summary>What became of an operator's or provider's step.</summary>
/// <param name="Kind">Whether it was made.</param>
/// <param name="Payout">As it stands now; null when there is none of that id.</param>
public sealed record PayoutMove(PayoutMoveKind Kind, Payout? Payout);

public enum PayoutMoveKind
{
    Done = 1,
    NotFound = 2,

    /// <summary>The payout is in a state from which this step does not lead.</summary>
    WrongState = 3,
}
