using Daogou.Core.Networks;

namespace Daogou.Core.Links;

/// <summary>What was made of one link or token, for a person who asks why.</summary>
/// <param name="WouldMake">The destination that a tracked link would have, with <c>{clickref}</c> in it; null with the reason.</param>
public sealed record LinkExplanation(PastedLink Pasted, string? WouldMake, LinkRefusal? Refusal)
{
    /// <summary>What the programme allows, in words.</summary>
    public string? Policy => Pasted.Programme is { } programme
        ? $"rebates {(programme.AllowsRebate ? "allowed" : "not allowed")}, chats {(programme.AllowsChat ? "allowed" : "not allowed")}, commission {Commission(programme)}"
        : null;

    private static string Commission(Programme programme) =>
        programme.CommissionBp is { } points ? (points / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + " %" : "unknown";
}

/// <summary>Explains what would become of pasted text. Writes nothing.</summary>
public sealed class LinkExplainer(PastedLinks pasted, ClickRefs refs)
{
    public async Task<IReadOnlyList<LinkExplanation>> ExplainAsync(string text, CancellationToken cancellationToken)
    {
        var explained = new List<LinkExplanation>();
        foreach (var link in pasted.Read(text))
        {
            if (link is { Product: { } product, Maker: { } maker })
            {
                var (destination, fault) = await LinkDesk.DestinationAsync(maker, new LinkRequest(product, refs.OfLink(LinkCodes.New()), null), cancellationToken);
                explained.Add(new LinkExplanation(link, destination, fault));
            }
            else
            {
                explained.Add(new LinkExplanation(link, null, link.IsOwn ? LinkRefusal.Own() : link.Refusal));
            }
        }
        return explained;
    }
}
