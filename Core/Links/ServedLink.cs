using Daogou.Core.Networks;

namespace Daogou.Core.Links;

/// <summary>A link made ready for the redirect: its destination cut where the click ref goes, and its host judged by today's list.</summary>
public sealed class ServedLink
{
    private readonly string _head;
    private readonly string? _tail;

    public ServedLink(TrackedLink link, NetworkCatalog networks, long loadedAt)
    {
        Link = link;
        LoadedAt = loadedAt;
        var address = Destination.Parse(link.Destination);
        Host = address?.IdnHost ?? "";
        MayLead = address is not null && networks.MayLeadTo(link.Network, address);
        AllowsRedirect = address is null || networks.ProgrammeOf(link.Network, address) is not { AllowsRedirect: false };
        var at = link.Destination.IndexOf(DeepLink.RefToken, StringComparison.Ordinal);
        _head = at < 0 ? link.Destination : link.Destination[..at];
        _tail = at < 0 ? null : link.Destination[(at + DeepLink.RefToken.Length)..];
    }

    public TrackedLink Link { get; }

    public string Host { get; }

    /// <summary>False when the host is no longer on its network's list: the link is not followed.</summary>
    public bool MayLead { get; }

    /// <summary>False when its programme forbids a hop before its own page: a visitor is shown where the link leads and goes there himself.</summary>
    public bool AllowsRedirect { get; }

    /// <summary>Timestamp of the clock when it was read; old ones are read again beside the next visitor.</summary>
    internal long LoadedAt { get; }

    /// <summary>The stored destination with the link's own ref in it.</summary>
    public string DirectDestination(ClickRefs refs) => _tail is null ? _head : $"{_head}{refs.OfLink(Link.Code)}{_tail}";

    /// <summary>The stored destination with the click's ref in it, and nothing of the visitor's.</summary>
    public string DestinationFor(ClickRefs refs, long ordinal) => _tail is null
        ? _head
        : string.Create(_head.Length + ClickRefs.Length + _tail.Length, (this, refs, ordinal), static (text, state) =>
        {
            var (link, refs, ordinal) = state;
            link._head.CopyTo(text);
            refs.Write(text.Slice(link._head.Length, ClickRefs.Length), link.Link.Code, ordinal);
            link._tail!.CopyTo(text[(link._head.Length + ClickRefs.Length)..]);
        });
}
