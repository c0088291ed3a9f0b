using Daogou.Core.Outbox;
using Xunit;

namespace Daogou.Tests.Core.Outbox;

public sealed class OperatorChatTests
{
    [Theory]
    [InlineData("-1001234567890", "telegram", "-1001234567890")]
    [InlineData(" @ops_room ", "telegram", "@ops_room")]
    [InlineData("room:weekend", "room", "weekend")]
    public void A_chat_is_one_of_Telegram_unless_a_channel_is_named(string setting, string channel, string chat) =>
        Assert.Equal(new OperatorChat(channel, chat), OperatorChat.Read(setting));

    [Fact]
    public void Nothing_set_is_nobody_to_tell() => Assert.Null(OperatorChat.Read(""));
}
