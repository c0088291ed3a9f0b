using Daogou.Core.Networks;
using Daogou.Core.Networks.Policies;

namespace Daogou.Core.Links;

/// <summary>What was made of one link or token, for a person who asks why.</summary>
/// <param name="WouldMake">The destination that a tracked link would have, with <c>{clickref}</c> in it; null with the reason.</param>
public sealed record LinkExplanation(PastedLink Pasted, string? WouldMake, LinkRefusal? Refusal)
{
    /// <summary>What the programme allows and on whose word, a line for each matter.</summary>
    public IReadOnlyList<PolicyLine> Rules => Pasted.Programme is { } programme ? PolicyWords.Of(programme, "en") : [];

    /// <summary>Which network makes the link and why, for each kind of place where that differs.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What the programme allows, in words.</summary>
    public string? Policy => Pasted.Programme is { } programme
        ? $"rebates {(programme.AllowsRebate ? "allowed" : "not allowed")}, chats {(programme.AllowsChat ? "allowed" : "not allowed")}, commission {Commission(programme)}"
        : null;

    private static string Commission(Programme programme) =>
        programme.CommissionBp is { } points ? (points / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + " %" : "unknown";
}

/// <summary>Explains what would become of pasted text. Writes nothing.</summary>
public sealed class LinkExplainer(PastedLinks pasted, ClickRefs refs, NetworkCatalog networks)
{
    private static readonly (PlaceKind Kind, string Words)[] Places = [(PlaceKind.Request, "a member's own link"), (PlaceKind.Digest, "a post in a group"), (PlaceKind.Share, "a link to share")];

    public async Task<IReadOnlyList<LinkExplanation>> ExplainAsync(string text, CancellationToken cancellationToken)
    {
        var explained = new List<LinkExplanation>();
        foreach (var link in pasted.Read(text))
        {
            if (link is { Product: { } product, Maker: { } maker })
            {
                var (destination, fault) = await LinkDesk.DestinationAsync(maker, new LinkRequest(product, refs.OfLink(LinkCodes.New()), null), cancellationToken);
                explained.Add(new LinkExplanation(link, destination, fault) { Choices = ChoicesFor(product) });
            }
            else
            {
                explained.Add(new LinkExplanation(link, null, link.IsOwn ? LinkRefusal.Own() : link.Refusal));
            }
        }
        return explained;
    }

    /// <summary>In one sentence where all places get the same network for the same reason.</summary>
    private IReadOnlyList<string> ChoicesFor(Uri product)
    {
        var choices = Places.Select(place => (place.Words, Said: networks.Choose(product, LinkDesk.NeedOf(place.Kind)) is { } choice ? $"{choice.Maker.Key}: {choice.En}" : "none")).ToList();
        return choices.DistinctBy(choice => choice.Said).Count() == 1 ? [choices[0].Said] : [.. choices.Select(choice => $"{choice.Words}: {choice.Said}")];
    }
}
