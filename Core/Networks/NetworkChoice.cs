namespace Daogou.Core.Networks;

/// <summary>What a link's place asks of a programme.</summary>
/// <param name="Rebate">The buyer or the sharer is given a part.</param>
/// <param name="Chat">The link stands in a chat.</param>
public readonly record struct LinkNeed(bool Rebate, bool Chat)
{
    public static readonly LinkNeed None = new(false, false);

    internal bool IsMetBy(Programme programme) => (!Rebate || programme.AllowsRebate) && (!Chat || programme.AllowsChat);
}

/// <summary>The network that makes a link, and why it was that one.</summary>
/// <param name="Zh">Why, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Others">Keys of the networks that cover the product too, the next best first.</param>
public sealed record NetworkChoice(ILinkMaker Maker, Programme Programme, string Zh, string En, IReadOnlyList<string> Others)
{
    public string In(string language) => language == "zh" ? Zh : En;
}
