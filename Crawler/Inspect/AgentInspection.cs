using System.Text.Json;
using Daogou.Core.Clicks;

namespace Daogou.Crawler.Inspect;

/// <summary><c>{"userAgent", "method"?, "headers"?}</c> to whether the click counts as a person's.</summary>
internal sealed class AgentInspection : IInspection
{
    public string Kind => "agent";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var method = InspectionLine.Optional(line, "method") ?? "GET";
        var headers = Headers(line);
        var facts = AgentFacts.Of(InspectionLine.Optional(line, "userAgent") ?? headers.GetValueOrDefault("User-Agent"));
        var visitor = new Visitor(method.ToUpperInvariant(), facts.Agent, null, null, Visitor.Prefetches(name => headers.GetValueOrDefault(name)), WantsPrivacy: false);
        var judged = VerdictRules.Judge(visitor, facts);
        var isGet = visitor.Method == "GET";
        return new Seen(
            isGet && judged.Verdict == ClickVerdict.Human,
            facts.Kind is AgentKind.Bot or AgentKind.Preview or AgentKind.Tool,
            judged.Reasons.Length > 0 ? judged.Reasons : isGet ? null : "method",
            facts.Family);
    }

    private static Dictionary<string, string> Headers(JsonElement line)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (line.TryGetProperty("headers", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in given.EnumerateObject())
            {
                headers[header.Name] = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText();
            }
        }
        return headers;
    }

    /// <param name="Counted">A person's click: by GET, not fetched ahead, not by a program.</param>
    /// <param name="Reason">Why it does not count; null when it does.</param>
    /// <param name="Family">The browser, app or program as people know it.</param>
    private sealed record Seen(bool Counted, bool Bot, string? Reason, string Family);
}
