using System.Collections.Concurrent;

namespace Daogou.Core.Clicks;

public enum AgentKind
{
    Browser = 1,
    Preview = 2,
    Bot = 3,
    Tool = 4,
    None = 5,
}

/// <summary>What a user agent says it is.</summary>
/// <param name="Agent">At most 512 characters of it; null when there was none.</param>
/// <param name="Family">The app, browser or program as people know it; at most 40 characters.</param>
public sealed record AgentFacts(AgentKind Kind, string? Agent, string Family)
{
    private const int LongestAgent = 512;
    private const int MostRemembered = 10_000;
    private static readonly AgentFacts Nobody = new(AgentKind.None, null, "none");
    private static readonly ConcurrentDictionary<string, AgentFacts> Remembered = new(StringComparer.Ordinal);

    /// <summary>The facts of an agent. The usual few thousand are remembered; the rest is judged anew.</summary>
    public static AgentFacts Of(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return Nobody;
        }
        if (Remembered.TryGetValue(agent, out var facts))
        {
            return facts;
        }
        var cut = agent.Length > LongestAgent ? agent[..LongestAgent] : agent;
        facts = Read(cut);
        if (Remembered.Count >= MostRemembered)
        {
            Remembered.Clear();
        }
        if (agent.Length <= LongestAgent)
        {
            Remembered.TryAdd(agent, facts);
        }
        return facts;
    }

    /// <summary>By name first, then the apps, whose agents hold all kinds of words, then what only programs write, and last how the whole is built.</summary>
    private static AgentFacts Read(string agent)
    {
        var text = agent.AsSpan();
        return text.ContainsAny(AgentWords.Previews) || text.StartsWith("Viber/", StringComparison.Ordinal) ? Program(AgentKind.Preview, agent, AgentWords.Previews)
            : text.ContainsAny(AgentWords.Bots) ? Program(AgentKind.Bot, agent, AgentWords.Bots)
            : AgentFamily.IsApp(agent) ? Person(agent)
            : text.ContainsAny(AgentWords.Tools) ? Program(AgentKind.Tool, agent, AgentWords.Tools)
            : AgentShape.HasBotWord(text) || AgentShape.HasMail(text) || text.ContainsAny(AgentWords.BotLike) ? Program(AgentKind.Bot, agent, AgentWords.BotLike)
            : AgentShape.IsBrowser(agent) ? Person(agent)
            : Program(AgentKind.Tool, agent, null);
    }

    private static AgentFacts Person(string agent) => new(AgentKind.Browser, agent, AgentFamily.OfBrowser(agent));

    private static AgentFacts Program(AgentKind kind, string agent, System.Buffers.SearchValues<string>? words) =>
        new(kind, agent, AgentFamily.OfProgram(agent, words));
}
