namespace Daogou.Core.Orders;

/// <summary>Hears what an operator should look at although the order was taken: an unknown status, a punished order, sums that differ.</summary>
public interface IOrderAlerts
{
    /// <param name="network">The network's key.</param>
    /// <param name="alert">In words; the same words again are the same alert.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    ValueTask RaiseAsync(string network, string alert, CancellationToken cancellationToken);
}
