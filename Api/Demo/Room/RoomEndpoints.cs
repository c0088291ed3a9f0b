using System.ComponentModel.DataAnnotations;
using System.Net.ServerSentEvents;
using System.Reflection;
using System.Text.Json;
using Daogou.Api.Access;
using Daogou.Api.Console;
using Daogou.Api.Demo.Market;
using Daogou.Bot.Channels;
using Daogou.Bot.Commands;
using Daogou.Core.Access;
using Daogou.Core.Members;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Demo.Room;

/// <summary>The chat room's page and what it asks. Only on loopback: whoever opens it may be anybody in the room.</summary>
public static class RoomEndpoints
{
    private static readonly string[] ChipOrder = ["deals", "orders", "balance", "withdraw", "watch", "settings", "help"];

    public static void MapRoom(this IEndpointRouteBuilder routes)
    {
        var room = routes.MapGroup("/room").RequireHost("127.0.0.1", "localhost").ExcludeFromDescription();
        room.MapGet("", () => Page("room.html", "text/html; charset=utf-8"));
        room.MapGet("/room.css", () => Page("room.css", "text/css; charset=utf-8"));
        room.MapGet("/room.js", () => Page("room.js", "text/javascript; charset=utf-8"));
        room.MapGet("/state", State);
        room.MapGet("/events", Events);
        room.MapPost("/say", Say);
        room.MapPost("/press", Press);
        room.MapPost("/push", Push);
        room.MapPost("/language", Language);
        room.MapGet("/console", EnterConsole);
    }

    private static ContentHttpResult Page(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("room/" + name)!;
        using var reader = new StreamReader(stream);
        return TypedResults.Text(reader.ReadToEnd(), type);
    }

    private static Ok<RoomState> State(RoomBook book, RoomStory story, PushedClock clock, MarketAddresses market, IEnumerable<IBotCommand> commands) =>
        TypedResults.Ok(new RoomState(
            RoomPeople.All,
            RoomPeople.Chats,
            book.Messages,
            story.Lines,
            [
                .. from command in commands
                   where ChipOrder.Contains(command.Name, StringComparer.Ordinal)
                   orderby Array.IndexOf(ChipOrder, command.Name)
                   select new RoomCommand(command.Name, command.Describe("zh"), command.Describe("en")),
            ],
            Clock(clock),
            market.Bazaar));

    private static ServerSentEventsResult<string> Events(RoomBook book, CancellationToken cancellationToken)
    {
        return TypedResults.ServerSentEvents(Stream(book, cancellationToken));

        static async IAsyncEnumerable<SseItem<string>> Stream(
            RoomBook book, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var signal in book.ListenAsync(cancellationToken))
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(signal.Content, JsonSerializerOptions.Web), signal.Kind);
            }
        }
    }

    private static async Task<Results<NoContent, NotFound>> Say(SayRequest request, RoomBook book, CommandRouter router, PushedClock clock, CancellationToken cancellationToken)
    {
        if (Update(request.As, request.Chat, clock) is not { } update)
        {
            return TypedResults.NotFound();
        }
        book.Say(request.Chat, request.As, request.Text);
        await router.TakeAsync(update with { Kind = IncomingKind.Said, Text = request.Text }, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> Press(PressRequest request, CommandRouter router, PushedClock clock, CancellationToken cancellationToken)
    {
        if (Update(request.As, request.Chat, clock) is not { } update)
        {
            return TypedResults.NotFound();
        }
        await router.TakeAsync(update with { Kind = IncomingKind.Pressed, Data = request.Data, Message = request.Message }, cancellationToken);
        return TypedResults.NoContent();
    }

    private static NoContent Push(PushRequest request, PushedClock clock, RoomBook book, RoomStory story)
    {
        var by = TimeSpan.FromHours(request.Hours);
        clock.Push(by);
        book.Tell(new RoomSignal("clock", Clock(clock)));
        story.Tell(
            "crawl",
            by.TotalDays >= 1 ? $"时间往前推了 {by.TotalDays:0} 天" : $"时间往前推了 {by.TotalHours:0} 小时",
            by.TotalDays >= 1 ? $"Time was pushed by {by.TotalDays:0} d" : $"Time was pushed by {by.TotalHours:0} h");
        return TypedResults.NoContent();
    }

    /// <summary>The visitor changed the page's language: the person they are reads the bot in it from now on.</summary>
    private static async Task<Results<NoContent, NotFound>> Language(LanguageRequest request, Database database, CancellationToken cancellationToken)
    {
        var found = await database.WriteAsync(
            async session =>
            {
                if (await MemberStore.FindByAccountAsync(session, RoomChannel.ChannelName, request.As) is not { } member)
                {
                    return false;
                }
                await MemberStore.SetLanguageAsync(session, member.Id, request.Language);
                return true;
            },
            cancellationToken);
        return found ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>The demo's visitor is its operator too: a one-time link is made and used at once, and the console opens at the page asked for.</summary>
    private static async Task<RedirectHttpResult> EnterConsole(HttpContext http, SignInLinks links, string? to, string? lang, CancellationToken cancellationToken)
    {
        if (http.User.Identity is not { IsAuthenticated: true }
            && await links.IssueAsync(OperatorDesk.FirstName, cancellationToken) is { } token
            && await links.UseAsync(token, cancellationToken) is { } person)
        {
            await AccessRules.SignInAsync(http, person);
        }
        return TypedResults.Redirect(lang is "zh" or "en"
            ? $"/console/language/{lang}?to={Uri.EscapeDataString(ConsoleEndpoints.Local(to))}"
            : ConsoleEndpoints.Local(to));
    }

    private static IncomingUpdate? Update(string person, string chat, PushedClock clock)
    {
        var isPrivate = chat == person;
        if (RoomPeople.Find(person) is not { } who || (!isPrivate && RoomPeople.Chats.All(known => known.Id != chat)))
        {
            return null;
        }
        return new IncomingUpdate
        {
            Channel = RoomChannel.ChannelName,
            UpdateId = Ids.Next(clock),
            Kind = IncomingKind.Said,
            Chat = chat,
            ChatTitle = RoomPeople.Chats.FirstOrDefault(known => known.Id == chat)?.Title ?? "",
            IsPrivate = isPrivate,
            Person = who.Id,
            PersonName = who.Name,
            PersonLanguage = who.Language,
        };
    }

    private static RoomClock Clock(PushedClock clock) => new(clock.GetUtcNow(), clock.Offset.TotalHours);

    public sealed record RoomState(
        IReadOnlyList<RoomPerson> People,
        IReadOnlyList<RoomChat> Chats,
        IReadOnlyList<RoomMessage> Messages,
        IReadOnlyList<StoryLine> Story,
        IReadOnlyList<RoomCommand> Commands,
        RoomClock Clock,
        Uri Shop);

    public sealed record RoomCommand(string Name, string Zh, string En);

    public sealed record RoomClock(DateTimeOffset Now, double AheadHours);

    public sealed record SayRequest([Required] string As, [Required] string Chat, [Required, StringLength(4000, MinimumLength = 1)] string Text);

    public sealed record PressRequest([Required] string As, [Required] string Chat, [Required] string Message, [Required, StringLength(64)] string Data);

    public sealed record PushRequest([Range(1, 744)] int Hours);

    public sealed record LanguageRequest([Required] string As, [Required, RegularExpression("zh|en")] string Language);
}
