namespace Daogou.Core.Amounts;

/// <summary>What a price text seems to say. Unlike a <see cref="Money"/> it may lack a currency and is no promise.</summary>
/// <param name="Amount">Major units with the decimals that were written (<c>12.90</c> stays <c>12.90</c>); null when no price stands there.</param>
/// <param name="Currency">ISO 4217 code, or null when none is named or the sign is shared and nothing decides.</param>
/// <param name="Symbol">The sign or code as it stood in the text, else in the hint.</param>
/// <param name="Confidence">From 0 to 1: below 0.5 the text can well be read another way.</param>
public sealed record PriceReading(decimal? Amount, string? Currency, string? Symbol, decimal Confidence)
{
    public static PriceReading None { get; } = new(null, null, null, 0m);
}
