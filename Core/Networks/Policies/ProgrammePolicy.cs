namespace Daogou.Core.Networks.Policies;

/// <summary>Whether a programme lets us do something. What is narrower comes first.</summary>
public enum Allowance
{
    /// <summary>Never, whatever the settings say.</summary>
    No = 1,

    /// <summary>When the programme was asked; the setting is the operator's word that it said yes.</summary>
    Ask = 2,

    /// <summary>Unless the settings say no.</summary>
    Yes = 3,
}

/// <summary>Which coupon codes count.</summary>
public enum CouponRule
{
    Any = 1,

    /// <summary>Only what came from the network or the merchant; an order with another code pays nothing.</summary>
    Network = 2,
}

/// <summary>
/// What is known of a network's or shop's rules, with where it was read. It is shipped as data (<c>policies.json</c>): settings can be narrower than it,
/// and wider only where it says that the programme must be asked.
/// </summary>
public sealed record ProgrammePolicy
{
    /// <summary>What is known of a programme of which nothing is known: the settings are the operator's word, and they begin with no.</summary>
    public static readonly ProgrammePolicy Unknown = new() { Key = "" };

    /// <summary>Its name in the file; empty when nothing is known.</summary>
    public required string Key { get; init; }

    /// <summary>Keys of the networks that it is for.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Shops that it is for, whichever network leads there.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Click hosts that it is for, whatever the network is called in the settings.</summary>
    public IReadOnlyList<string> LinkHosts { get; init; } = [];

    /// <summary>A part of the commission for the buyer.</summary>
    public Allowance Rebate { get; init; } = Allowance.Ask;

    /// <summary>Links in chats.</summary>
    public Allowance Chat { get; init; } = Allowance.Ask;

    /// <summary>A hop over our redirect before the network's page.</summary>
    public Allowance Redirect { get; init; } = Allowance.Yes;

    public CouponRule Coupons { get; init; } = CouponRule.Any;

    /// <summary>Hours for which a price may be shown; null for as long as it holds.</summary>
    public int? PriceHours { get; init; }

    /// <summary>Each buyer must give the platform their consent once (备案).</summary>
    public bool Consent { get; init; }

    /// <summary>Shown with posts where the settings have no text of their own; empty for the house text.</summary>
    public string DisclosureZh { get; init; } = "";

    public string DisclosureEn { get; init; } = "";

    public IReadOnlyList<string> ForbiddenWords { get; init; } = [];

    public IReadOnlyList<PolicyEvidence> Evidence { get; init; } = [];

    /// <summary>Both rules at once: of each the narrower.</summary>
    public ProgrammePolicy And(ProgrammePolicy other) => Key.Length == 0 ? other : other.Key.Length == 0 ? this : this with
    {
        Key = $"{Key}+{other.Key}",
        Rebate = (Allowance)Math.Min((int)Rebate, (int)other.Rebate),
        Chat = (Allowance)Math.Min((int)Chat, (int)other.Chat),
        Redirect = (Allowance)Math.Min((int)Redirect, (int)other.Redirect),
        Coupons = (CouponRule)Math.Max((int)Coupons, (int)other.Coupons),
        PriceHours = Narrower(PriceHours, other.PriceHours),
        Consent = Consent || other.Consent,
        DisclosureZh = other.DisclosureZh.Length > 0 ? other.DisclosureZh : DisclosureZh,
        DisclosureEn = other.DisclosureEn.Length > 0 ? other.DisclosureEn : DisclosureEn,
        ForbiddenWords = [.. ForbiddenWords.Union(other.ForbiddenWords, StringComparer.OrdinalIgnoreCase)],
        Evidence = [.. Evidence, .. other.Evidence],
    };

    internal static int? Narrower(int? one, int? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;
}

/// <param name="About"><c>rebate</c>, <c>chat</c>, <c>redirect</c>, <c>coupons</c>, <c>price</c>, <c>words</c> or <c>consent</c>.</param>
/// <param name="Says">What it says, in our words.</param>
/// <param name="SaysZh">The same in Chinese.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Date">When it was written or last looked up, as far as that is known: <c>2026-11</c>.</param>
public sealed record PolicyEvidence(string About, string Says, string SaysZh, string Source, string Date);
