namespace Daogou.Core.Outbox;

/// <summary>Where the people who run the program want to hear of it.</summary>
public sealed record OperatorChat(string Channel, string Chat)
{
    private const string UsualChannel = "telegram";

    /// <summary><c>-1001234567890</c> on Telegram, or <c>channel:chat</c>; null when nothing is set.</summary>
    public static OperatorChat? Read(string setting) => setting.Trim().Split(':', 2) switch
    {
        [""] => null,
        [var chat] => new OperatorChat(UsualChannel, chat),
        [var channel, var chat] => new OperatorChat(channel, chat),
        _ => null,
    };
}
