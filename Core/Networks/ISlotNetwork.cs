namespace Daogou.Core.Networks;

/// <summary>A network that echoes no ref of ours, only the ad slot (<see cref="AttributionMode.Slot"/>): each link is made for a slot that is leased to it.</summary>
public interface ISlotNetwork : ILinkMaker
{
    /// <summary>All slots of the pool, as orders name them: at most 60 characters without <c>|</c>.</summary>
    IReadOnlyList<string> Slots { get; }

    SlotRules SlotRules { get; }
}

/// <summary>How slots are leased, and how sure an attribution must be.</summary>
/// <param name="Rest">For how long after a link was last handed out no other link for the same product gets its slot.</param>
/// <param name="Life">For how long after it was last handed out a link may bring buyers.</param>
/// <param name="LeastConfidence">In percent: an order that is less surely somebody's is nobody's until it is claimed.</param>
/// <param name="RefusesWhenDry">No link when the product rests in every slot, instead of one in the slot where it would be told apart best.</param>
public sealed record SlotRules(TimeSpan Rest, TimeSpan Life, int LeastConfidence, bool RefusesWhenDry);
