using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>Ends deals and coupons whose window is over.</summary>
public sealed class DealExpiry(Database book, TimeProvider time)
{
    /// <summary>Returns how many ended.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session => await DealStore.EndOverAsync(session, time.GetUtcNow()) + await CouponStore.EndOverAsync(session, time.GetUtcNow()),
            cancellationToken);
}
