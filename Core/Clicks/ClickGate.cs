using Daogou.Core.Links;

namespace Daogou.Core.Clicks;

/// <summary>Makes of a visitor at a link the hit that is kept: judged, and cut down to what may be kept.</summary>
public sealed class ClickGate(VisitorSalts salts, TimeProvider time)
{
    public Hit Judge(TrackedLink link, in Visitor visitor, AgentFacts agent)
    {
        var now = time.GetUtcNow();
        var judged = VerdictRules.Judge(visitor, agent);
        return new Hit
        {
            LinkCode = link.Code,
            DealId = link.DealId,
            GroupId = link.GroupId,
            At = now,
            Method = visitor.Method,
            Verdict = judged.Verdict,
            Reasons = judged.Reasons,
            Visitor = visitor.WantsPrivacy ? null : salts.Hash(now, visitor.Address, visitor.Agent),
            Address = Visitor.Truncate(visitor.Address),
            Agent = visitor.WantsPrivacy ? null : agent.Agent,
            AgentFamily = visitor.WantsPrivacy ? null : agent.Family,
            ReferrerHost = Visitor.HostOf(visitor.Referrer),
        };
    }
}
