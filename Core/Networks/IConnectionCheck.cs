namespace Daogou.Core.Networks;

/// <summary>Can try its account out with the smallest call that its platform has.</summary>
public interface IConnectionCheck : INetwork
{
    /// <summary>Asks the platform now. Never throws for what the platform says; secrets are never in the words.</summary>
    Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken);
}

/// <summary>What the platform really answered, for an operator.</summary>
/// <param name="IsGood">The account may do what Daogou needs of it.</param>
/// <param name="Zh">In Chinese, with the platform's own code and words, and what to do.</param>
/// <param name="En">The same in English.</param>
public sealed record ConnectionAnswer(bool IsGood, string Zh, string En);
