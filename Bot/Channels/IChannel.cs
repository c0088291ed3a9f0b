using Daogou.Core.Outbox;

namespace Daogou.Bot.Channels;

/// <summary>A place where people talk. It sends what the outbox hands it and says exactly what became of it.</summary>
public interface IChannel
{
    /// <summary>The word in <c>messages.channel</c>: <c>telegram</c>, <c>room</c>.</summary>
    string Name { get; }

    Task<Delivery> SendAsync(string chat, string? topic, ChatBody body, CancellationToken cancellationToken);

    Task<Delivery> EditAsync(string chat, string platformId, ChatBody body, CancellationToken cancellationToken);

    /// <summary>Whether the person may change a group's settings, asked of the platform now.</summary>
    Task<bool> IsAdminAsync(string chat, string person, CancellationToken cancellationToken);

    /// <summary>How many people the chat has, asked of the platform now; null where it does not say.</summary>
    Task<int?> PeopleAsync(string chat, CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    /// <summary>The address that opens the private chat with the bot and starts it with this payload; null where there is none.</summary>
    Uri? StartAddress(string payload);
}

/// <summary>What became of one call.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Sent(string PlatformId) : Delivery;

    /// <summary>Not taken; try again after the wait, and let the whole chat wait with it.</summary>
    public sealed record Wait(TimeSpan For) : Delivery;

    /// <summary>The platform never got it; it may be tried again.</summary>
    public sealed record NotSent(string Why) : Delivery;

    /// <summary>No answer came: it may have arrived.</summary>
    public sealed record Uncertain(string Why) : Delivery;

    /// <summary>The chat lives on under another id.</summary>
    public sealed record Migrated(string NewChat) : Delivery;

    /// <summary>The chat does not let us write (blocked, kicked, deactivated): keep its settings, stop sending.</summary>
    public sealed record Closed(string Why) : Delivery;

    /// <summary>The topic of the chat is gone; its default topic takes the message.</summary>
    public sealed record TopicGone(string Why) : Delivery;

    /// <summary>The picture was not taken; the text alone can be sent.</summary>
    public sealed record PictureRefused(string Why) : Delivery;

    /// <summary>This message will never be taken as it is.</summary>
    public sealed record Refused(string Why) : Delivery;

    /// <summary>The channel as a whole does not work (a revoked token): nothing is lost, nothing is sent until an operator acts.</summary>
    public sealed record Off(string Why) : Delivery;
}
