using Daogou.Core.Amounts;
using Daogou.Core.Networks;

namespace Daogou.Core.Rebates;

/// <summary>What a buyer can expect before the order exists: never a promise, always shown as estimated.</summary>
public static class RebateEstimate
{
    /// <summary>Null when the programme allows no rebate or its commission is unknown.</summary>
    public static Money? For(Programme programme, Money price, RebateOptions options) =>
        programme is { AllowsRebate: true, CommissionBp: { } commissionBp } && new Rate(options.RebateBp).Of(new Rate(commissionBp).Of(price)) is { Minor: > 0 } rebate
            ? rebate
            : null;
}
