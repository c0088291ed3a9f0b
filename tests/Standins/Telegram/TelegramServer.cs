using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daogou.Standins.Telegram;

/// <summary>
/// A strict local Bot API: it checks methods, fields, markup, lengths, buttons and rates the way the real one does and answers with its
/// error shapes. Tests talk to it as the people in the chats through <see cref="World"/>.
/// </summary>
public sealed class TelegramServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BotMethods _methods;

    private TelegramServer(WebApplication app, BotMethods methods, TelegramWorld world, string token)
    {
        (_app, _methods, World, Token) = (app, methods, world, token);
    }

    /// <summary>The chats, people and messages behind the API.</summary>
    public TelegramWorld World { get; }

    public string Token { get; }

    /// <summary>What stands before <c>/bot&lt;token&gt;/method</c>.</summary>
    public string BaseUrl => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Every call so far, method and chat, in order.</summary>
    public IReadOnlyList<(string Method, long? Chat)> Calls => _methods.Calls;

    public static async Task<TelegramServer> StartAsync(string token = "123456:TEST-token-of-the-local-double-0000", TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var world = new TelegramWorld(time ?? TimeProvider.System);
        var methods = new BotMethods(world);
        app.Map("/bot{token}/{method}", (string token, string method, HttpRequest request) => AnswerAsync(token, method, request));
        await app.StartAsync();
        return new TelegramServer(app, methods, world, token);

        async Task<IResult> AnswerAsync(string given, string method, HttpRequest request)
        {
            if (given != token)
            {
                return Reply(BotAnswer.Error(401, "Unauthorized"));
            }
            var fields = await ReadFieldsAsync(request);
            return Reply(await methods.CallAsync(method, fields, request.HttpContext.RequestAborted));
        }
    }

    public async ValueTask DisposeAsync()
    {
        World.Stop();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static IResult Reply(BotAnswer answer) => Results.Json(answer.Body, statusCode: answer.Status);

    private static async Task<JsonObject> ReadFieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            var fields = new JsonObject();
            foreach (var (name, value) in form)
            {
                fields[name] = TryJson(value.ToString());
            }
            foreach (var file in form.Files)
            {
                fields[file.Name] = "attach://" + file.FileName;
            }
            return fields;
        }
        // The real client sends its JSON in chunks, without a length.
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? [];
    }

    private static JsonNode? TryJson(string text)
    {
        try
        {
            return text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : JsonValue.Create(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}

/// <summary>An answer of the Bot API: <c>{ok, result}</c>, or <c>{ok, error_code, description, parameters}</c>.</summary>
internal sealed record BotAnswer(int Status, JsonObject Body)
{
    public static BotAnswer Ok(JsonNode? result) => new(200, new JsonObject { ["ok"] = true, ["result"] = result });

    public static BotAnswer Error(int code, string description, JsonObject? parameters = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null)
        {
            body["parameters"] = parameters;
        }
        return new BotAnswer(code, body);
    }

    public static BotAnswer Bad(string description) => Error(400, "Bad Request: " + description);
}
