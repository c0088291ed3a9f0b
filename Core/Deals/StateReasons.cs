namespace Daogou.Core.Deals;

/// <summary>The reasons that the program itself gives for a state; people write their own.</summary>
internal static class StateReasons
{
    public const string NotListed = "no longer listed";
    public const string WindowOver = "window over";
    public const string OutOfStock = "out of stock";

    /// <summary>Begins the reason of a price that waits for a person.</summary>
    public const string Implausible = "implausible price: ";
}
