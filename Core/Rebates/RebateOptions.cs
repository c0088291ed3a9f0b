using System.Globalization;
using Daogou.Core.Amounts;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Rebates;

/// <summary>The section <c>Rebates</c>: who gets what part of a commission. A change makes a new version of the terms; old orders keep theirs.</summary>
public sealed class RebateOptions
{
    public const string Section = "Rebates";

    /// <summary>The buyer's part of the commission in basis points, for an order from a link they asked for.</summary>
    public int RebateBp { get; set; } = 6000;

    /// <summary>The sharer's part, for an order from a link they shared.</summary>
    public int ShareBp { get; set; } = 2000;

    /// <summary>The group admin's part, for an order from a link in their group.</summary>
    public int GroupBp { get; set; } = 1000;

    /// <summary>Days between the network's confirmation and the day the money can be withdrawn.</summary>
    public int HoldDays { get; set; } = 15;
}

/// <summary>Shares never sum to more than the commission.</summary>
public sealed class RebateOptionsCheck : IValidateOptions<RebateOptions>
{
    public ValidateOptionsResult Validate(string? name, RebateOptions options)
    {
        List<string> wrong =
        [
            .. Share("RebateBp", options.RebateBp),
            .. Share("ShareBp", options.ShareBp),
            .. Share("GroupBp", options.GroupBp),
            .. options.HoldDays is >= 0 and <= 365 ? [] : new[] { Wrong("HoldDays", options.HoldDays, "0 to 365 days") },
        ];
        if (wrong.Count == 0 && (long)options.RebateBp + options.ShareBp + options.GroupBp is var sum && sum > Rate.Whole)
        {
            wrong.Add(Wrong("RebateBp + ShareBp + GroupBp", sum, "at most 10000 together, the whole commission"));
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string[] Share(string key, int value) => value is >= 0 and <= Rate.Whole ? [] : [Wrong(key, value, "0 to 10000 basis points")];

    private static string Wrong(string key, long got, string accepts) =>
        $"{RebateOptions.Section}:{key}: got \"{got.ToString(CultureInfo.InvariantCulture)}\", accepts {accepts}.";
}
