using Daogou.Core.Outbox;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Outbox;

public sealed class PacerTests
{
    private readonly Pacer _pacer = new(new OutboxOptions { PerSecond = 3, PerChatPerSecond = 1, PerGroupPerMinute = 2 });

    [Fact]
    public void One_chat_gets_one_a_second()
    {
        _pacer.Took("a", A.Monday);
        Assert.Equal(A.Monday.AddSeconds(1), _pacer.ReadyAt("a", isGroup: false, A.Monday));
        Assert.True(_pacer.ReadyAt("b", isGroup: false, A.Monday) <= A.Monday);
    }

    [Fact]
    public void All_chats_together_get_so_many_a_second()
    {
        foreach (var chat in new[] { "a", "b", "c" })
        {
            _pacer.Took(chat, A.Monday);
        }
        Assert.Equal(A.Monday.AddSeconds(1), _pacer.ReadyAt("d", isGroup: false, A.Monday));
        Assert.True(_pacer.ReadyAt("d", isGroup: false, A.Monday.AddSeconds(1)) <= A.Monday.AddSeconds(1));
    }

    [Fact]
    public void A_group_gets_so_many_a_minute()
    {
        _pacer.Took("g", A.Monday);
        _pacer.Took("g", A.Monday.AddSeconds(10));
        Assert.Equal(A.Monday.AddMinutes(1), _pacer.ReadyAt("g", isGroup: true, A.Monday.AddSeconds(20)));
        Assert.True(_pacer.ReadyAt("g", isGroup: false, A.Monday.AddSeconds(20)) <= A.Monday.AddSeconds(20));
    }

    [Fact]
    public void A_chat_asked_to_wait_waits_alone()
    {
        _pacer.Park("a", TimeSpan.FromHours(3), A.Monday);
        Assert.Equal(A.Monday.AddHours(3), _pacer.ReadyAt("a", isGroup: false, A.Monday));
        Assert.True(_pacer.ReadyAt("b", isGroup: false, A.Monday) <= A.Monday);
    }

    [Fact]
    public void Two_chats_asked_to_wait_within_a_second_stop_all()
    {
        _pacer.Park("a", TimeSpan.FromSeconds(5), A.Monday);
        _pacer.Park("b", TimeSpan.FromSeconds(9), A.Monday.AddMilliseconds(400));
        Assert.Equal(A.Monday.AddMilliseconds(9400), _pacer.ReadyAt("c", isGroup: false, A.Monday.AddSeconds(1)));
    }
}
