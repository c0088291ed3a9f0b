using Daogou.Bot.Channels;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Commands;

/// <summary>Who may use a command where, and what the others are told.</summary>
internal static class Gate
{
    public static ChatBody? Refuse(Incoming incoming, IBotCommand command, IChannel? channel) => command.Audience switch
    {
        CommandAudience.Everyone => null,
        CommandAudience.GroupAdmins when incoming.Group is null => new ChatBody(Words.In(
            incoming.Language,
            $"/{command.Name} 请在群里使用：先把我加进群，再由群管理员发送。",
            $"/{command.Name} works inside a group: add me to one, then a group admin sends it there.")),
        CommandAudience.GroupAdmins when !incoming.IsGroupAdmin => new ChatBody(Words.In(
            incoming.Language,
            "这项设置只有群管理员可以操作。想要自己的设置？私聊我发送 /settings。",
            "Only the group's admins can do this. For your own settings, send me /settings in private.")),
        CommandAudience.GroupAdmins => null,
        // A button is pressed by the person it is for, and its answer says nothing of their money.
        CommandAudience.InPrivate when !incoming.IsPrivate && incoming.Callback is null => ToPrivate(incoming, command, channel),
        CommandAudience.InPrivate => null,
    };

    private static ChatBody ToPrivate(Incoming incoming, IBotCommand command, IChannel? channel)
    {
        var address = channel?.StartAddress(command.Name);
        return new ChatBody(Words.In(
            incoming.Language,
            $"这是你自己的事，我们私聊说：/{command.Name}",
            $"That is between the two of us. Ask me in private: /{command.Name}"))
        {
            Buttons = address is null ? [] : [[new ChatButton(Words.In(incoming.Language, "打开私聊", "Open private chat"), ButtonKind.Link, address.AbsoluteUri)]],
        };
    }
}
