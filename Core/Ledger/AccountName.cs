using System.Globalization;

namespace Daogou.Core.Ledger;

/// <summary>The name of an account: <c>member:42:pending</c>, <c>network:demo:receivable</c>, <c>house:income</c>.</summary>
public readonly record struct AccountName(string Value)
{
    private static readonly Party[] Parties = Enum.GetValues<Party>();

    private static readonly Purse[] Purses = Enum.GetValues<Purse>();

    public static readonly AccountName HouseIncome = new("house:income");

    public static readonly AccountName HouseRounding = new("house:rounding");

    public static readonly AccountName HouseClawbackLoss = new("house:clawback_loss");

    public static AccountName Receivable(string network) => new($"network:{network}:receivable");

    /// <summary>What the network has paid us.</summary>
    public static AccountName Received(string network) => new($"network:{network}:received");

    public static AccountName Unattributed(string network) => new($"unattributed:{network}");

    public static AccountName Paid(string method) => new($"external:{method}:paid");

    /// <summary>A person's account in one role and state, <c>sharer:42:available</c>.</summary>
    public static AccountName Of(Party party, long memberId, Purse purse) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Word(party)}:{memberId}:{Word(purse)}"));

    /// <summary>Reads <c>sharer:42:available</c> back; null for an account that is not a person's.</summary>
    public static (Party Party, long MemberId, Purse Purse)? ReadPerson(string account) =>
        account.Split(':') is [var party, var id, var purse]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var memberId)
        && Array.FindIndex(Parties, known => Word(known) == party) is var role and >= 0
        && Array.FindIndex(Purses, known => Word(known) == purse) is var state and >= 0
            ? (Parties[role], memberId, Purses[state])
            : null;

    public override string ToString() => Value;

    private static string Word(Party party) => party switch
    {
        Party.Member => "member",
        Party.Sharer => "sharer",
        Party.Admin => "admin",
    };

    private static string Word(Purse purse) => purse switch
    {
        Purse.Pending => "pending",
        Purse.Available => "available",
        Purse.Held => "held",
        Purse.Paying => "paying",
    };
}

/// <summary>As what a person earns: buyer, sharer, or the admin of the group it happened in.</summary>
public enum Party
{
    Member = 1,
    Sharer = 2,
    Admin = 3,
}

public enum Purse
{
    Pending = 1,
    Available = 2,
    Held = 3,
    Paying = 4,
}
