namespace Daogou.Core.Clicks;

/// <summary>A verdict with its reason words.</summary>
public readonly record struct Judged(ClickVerdict Verdict, string Reasons);

/// <summary>
/// Whether a hit counts as a person's click. Only what the request itself says is used; a visitor cannot make a person's click vanish by a
/// parameter, and nothing here ever decides about money.
/// </summary>
public static class VerdictRules
{
    [Flags]
    private enum Reason
    {
        None = 0,
        Head = 1,
        Prefetch = 2,
        Preview = 4,
        Bot = 8,
        Tool = 16,
        NoAgent = 32,
    }

    private const Reason Bots = Reason.Head | Reason.Prefetch | Reason.Preview | Reason.Bot | Reason.Tool;

    /// <summary>Every combination's words, made once: the judge runs at every hit.</summary>
    private static readonly string[] Words =
        [.. Enumerable.Range(0, 64).Select(bits => string.Join(',', Enum.GetValues<Reason>().Where(reason => reason != Reason.None && ((Reason)bits).HasFlag(reason)).Select(Word)))];

    public static Judged Judge(in Visitor visitor, AgentFacts agent)
    {
        var reasons = agent.Kind switch
        {
            AgentKind.Browser => Reason.None,
            AgentKind.Preview => Reason.Preview,
            AgentKind.Bot => Reason.Bot,
            AgentKind.Tool => Reason.Tool,
            AgentKind.None => Reason.NoAgent,
        };
        reasons |= visitor.Method == "HEAD" ? Reason.Head : Reason.None;
        reasons |= visitor.IsPrefetch ? Reason.Prefetch : Reason.None;
        var verdict = (reasons & Bots) != Reason.None ? ClickVerdict.Bot : reasons != Reason.None ? ClickVerdict.Suspect : ClickVerdict.Human;
        return new Judged(verdict, Words[(int)reasons]);
    }

    private static string Word(Reason reason) => reason switch
    {
        Reason.Head => "head",
        Reason.Prefetch => "prefetch",
        Reason.Preview => "preview",
        Reason.Bot => "bot",
        Reason.Tool => "tool",
        _ => "no-agent",
    };
}
