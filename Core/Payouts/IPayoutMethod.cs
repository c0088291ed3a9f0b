using Daogou.Core.Amounts;

namespace Daogou.Core.Payouts;

/// <summary>A way of paying a person.</summary>
public interface IPayoutMethod
{
    /// <summary>Short key in settings, accounts and requests, <c>[a-z0-9-]</c>.</summary>
    string Key { get; }

    string Name(string language);

    /// <summary>What to ask for as the destination.</summary>
    string Ask(string language);

    bool Pays(string currency);

    /// <summary>Whether a text can be a destination of this method at all.</summary>
    bool Accepts(string destination);
}

/// <summary>A method that pays by itself, over the network.</summary>
public interface IPayoutProvider : IPayoutMethod
{
    /// <summary>Pays once for the idempotency key. An exception means that nobody knows whether it was paid.</summary>
    Task<PaymentResult> SendAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Asks what became of a payment.</summary>
    Task<PaymentResult> QueryAsync(Payment payment, CancellationToken cancellationToken);
}

/// <param name="IdempotencyKey">The same for every try of one payout.</param>
public sealed record Payment(string IdempotencyKey, Money Amount, string Destination);

/// <param name="Kind">What is certain.</param>
/// <param name="Reference">The provider's id of the payment.</param>
/// <param name="Reason">In words for the member, when it failed or is unclear.</param>
public sealed record PaymentResult(PaymentResultKind Kind, string? Reference = null, string? Reason = null);

public enum PaymentResultKind
{
    Paid = 1,

    /// <summary>It was not paid and never will be under this key.</summary>
    Failed = 2,
    Unclear = 3,
}
