using System.Text;
using Daogou.Api.Endpoints;
using Daogou.Core.Access;

namespace Daogou.Api.Access;

/// <summary>
/// A POST that carries an <c>Idempotency-Key</c> happens once: the same key with the same body gets the first answer again, with
/// another body it is refused.
/// </summary>
internal sealed class IdempotentPosts(RequestDelegate next, Idempotency idempotency)
{
    private const string Header = "Idempotency-Key";
    private const int MostBody = 16 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Headers[Header].ToString() is not { Length: > 0 } key)
        {
            await next(http);
            return;
        }
        if (key.Length > 200)
        {
            await Problems.Field(Header, "At most 200 characters.").ExecuteAsync(http);
            return;
        }
        var request = $"{http.Request.Path}{http.Request.QueryString}\n{await BodyAsync(http)}";
        var client = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            var answer = await idempotency.RunApartAsync(
                http.User.Actor(),
                key,
                request,
                async _ =>
                {
                    await next(http);
                    return (http.Response.StatusCode, Encoding.UTF8.GetString(buffer.ToArray()));
                },
                http.RequestAborted);
            http.Response.Body = client;
            await AnswerAsync(http, answer, buffer);
        }
        finally
        {
            http.Response.Body = client;
        }
    }

    private static async Task AnswerAsync(HttpContext http, IdempotencyAnswer answer, MemoryStream buffer)
    {
        switch (answer.Kind)
        {
            case IdempotencyKind.Fresh:
                await http.Response.Body.WriteAsync(buffer.ToArray(), http.RequestAborted);
                return;
            case IdempotencyKind.Given:
                http.Response.StatusCode = answer.Status;
                http.Response.Headers["Idempotent-Replay"] = "true";
                http.Response.ContentType = "application/json; charset=utf-8";
                await http.Response.WriteAsync(answer.Answer, http.RequestAborted);
                return;
            case IdempotencyKind.OtherBody:
                await Problems.Refuse(422, "idempotency_key_reused", "This Idempotency-Key was used for another request.").ExecuteAsync(http);
                return;
            case IdempotencyKind.AtWork:
                await Problems.Refuse(409, "still_at_work", "The first request with this Idempotency-Key has not finished.").ExecuteAsync(http);
                return;
        }
    }

    private static async Task<string> BodyAsync(HttpContext http)
    {
        http.Request.EnableBuffering(bufferThreshold: 64 * 1024, bufferLimit: MostBody);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Request.Body.Position = 0;
        return body;
    }
}
