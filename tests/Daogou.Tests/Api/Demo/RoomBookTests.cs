using Daogou.Api.Demo.Room;
using Daogou.Core.Outbox;
using Daogou.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Api.Demo;

public sealed class RoomBookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daogou-room-").FullName;
    private readonly FakeTimeProvider _clock = new(A.Monday);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_said_is_there_again_after_a_restart_and_numbers_go_on()
    {
        var before = new RoomBook(_folder, _clock).Say("weekend", "alice", "早上好");

        var book = new RoomBook(_folder, _clock);
        var after = book.Say("weekend", "bob", "早");

        Assert.Equal(["早上好", "早"], book.Messages.Select(message => message.Text));
        Assert.NotEqual(before.Id, after.Id);
    }

    [Fact]
    public void An_edit_changes_the_bots_own_message_and_nobody_elses()
    {
        var book = new RoomBook(_folder, _clock);
        var posted = book.Post("weekend", new ChatBody("<b>¥99</b>"));
        var said = book.Say("weekend", "alice", "好");

        Assert.True(book.Edit("weekend", posted.Id, new ChatBody("<s>¥99</s>")));
        Assert.False(book.Edit("weekend", said.Id, new ChatBody("x")));
        Assert.False(book.Edit("gadgets", posted.Id, new ChatBody("x")));
        Assert.Equal(("<s>¥99</s>", true), (book.Messages[0].Html, book.Messages[0].Edited));
    }

    [Fact]
    public async Task A_listener_hears_what_comes_after_it_began_to_listen()
    {
        var book = new RoomBook(_folder, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var heard = book.ListenAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = heard.MoveNextAsync();
        book.Say("weekend", "alice", "在吗");

        Assert.True(await next);
        Assert.Equal("在吗", Assert.IsType<RoomMessage>(heard.Current.Content).Text);
    }
}
