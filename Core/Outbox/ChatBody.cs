namespace Daogou.Core.Outbox;

/// <summary>
/// What a message shows, the same for every channel. <see cref="Html"/> holds only <c>b i s u code a</c> and line breaks, its
/// texts escaped; a channel without markup shows the plain text of it.
/// </summary>
public sealed record ChatBody(string Html)
{
    /// <summary>Shown above the text; a channel that cannot fetch it sends the text alone.</summary>
    public string? PhotoUrl { get; init; }

    /// <summary>A PNG of our own, sent with the message instead of <see cref="PhotoUrl"/>; a channel that cannot show it sends the text alone.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>Rows of buttons below.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Buttons { get; init; } = [];

    public bool Silent { get; init; }
}

/// <param name="Text">What stands on it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Value">The address, the callback data (at most 64 bytes), or the text to copy (at most 256 characters).</param>
public sealed record ChatButton(string Text, ButtonKind Kind, string Value);

public enum ButtonKind
{
    Link = 1,
    Callback = 2,
    Copy = 3,
}
