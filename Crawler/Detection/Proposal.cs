using Daogou.Crawler.Sources;

namespace Daogou.Crawler.Detection;

/// <summary>A source that could be made of an address.</summary>
/// <param name="What">What was found: <c>feed</c>, <c>shop</c>, <c>sitemap</c>, <c>product page</c>, <c>list on the page</c>.</param>
/// <param name="How">Where it was found.</param>
/// <param name="Sure">0 to 100: how much of it would be collected as it stands.</param>
public sealed record Proposal(string What, string How, int Sure, SourceOptions Options, SourceTestReport Report);

/// <summary>What was found behind an address, the best first.</summary>
/// <param name="Looked">What was looked at, and what came of it.</param>
public sealed record Detected(string Asked, IReadOnlyList<Proposal> Proposals, IReadOnlyList<LookedAt> Looked);

public sealed record LookedAt(string Address, string Outcome);
