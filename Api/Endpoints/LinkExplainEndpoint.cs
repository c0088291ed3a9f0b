using Daogou.Core.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>What is recognised in a pasted text. Makes nothing.</summary>
internal static class LinkExplainEndpoint
{
    /// <summary>Characters of a text.</summary>
    private const int Longest = 20_000;

    public static async Task<Results<Ok<ExplainView>, ValidationProblem>> ExplainAsync(ExplainRequest request, LinkExplainer explainer, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Longest
            ? Problems.Field("text", $"Give the pasted text, at most {Longest} characters.")
            : TypedResults.Ok(new ExplainView([.. (await explainer.ExplainAsync(request.Text, cancellationToken)).Select(ExplainedLink.Of)]));
}

internal sealed record ExplainRequest(string? Text);

public sealed record ExplainView(IReadOnlyList<ExplainedLink> Links);

/// <param name="Url">As found, with its place in the text in UTF-16 units.</param>
/// <param name="Clean">The product's page without anybody's tags; null where the address hides it.</param>
/// <param name="Programme">The network of ours that covers it, and the merchant there.</param>
/// <param name="Rules">What the programme allows and on whose word, with where that was read.</param>
/// <param name="Choice">Which network makes the link and why.</param>
/// <param name="WouldMake">The destination of the link that would be made.</param>
/// <param name="Why">Why none would be.</param>
public sealed record ExplainedLink(
    string Url, int Start, int Length, string Rule, string? Network, string? Kind, string? ItemId, string? Merchant, string? Clean, bool Own, string? Programme, string? Policy, IReadOnlyList<string> Rules, IReadOnlyList<string> Choice, string? WouldMake, string? Why)
{
    public static ExplainedLink Of(LinkExplanation explained)
    {
        var (pasted, known) = (explained.Pasted, explained.Pasted.Known);
        return new ExplainedLink(
            pasted.Found.Url, pasted.Found.Start, pasted.Found.Length, pasted.IsOwn ? "our own address" : known.Rule, known.Network, known.Kind, known.ItemId, known.Merchant,
            (pasted.Product ?? known.Clean)?.AbsoluteUri, pasted.IsOwn, pasted.Programme is { } programme ? $"{programme.Network}/{programme.Merchant}" : null, explained.Policy, [.. explained.Rules.Select(rule => $"{rule.What}: {rule.Why}")], explained.Choices, explained.WouldMake, explained.Refusal?.En);
    }
}
