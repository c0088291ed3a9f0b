using Daogou.Core.Amounts;

namespace Daogou.Tests.Support;

/// <summary>Values without a story, to be changed with <c>with</c>.</summary>
public static partial class A
{
    /// <summary>Monday, 2 November 2026, 08:00 UTC.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    public static Money Yuan(decimal major) => Money.FromDecimal(major, "CNY") ?? throw new ArgumentOutOfRangeException(nameof(major));
}
