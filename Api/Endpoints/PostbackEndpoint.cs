using System.Net.Mime;
using Daogou.Api.Access;
using Daogou.Core.Orders.Postbacks;

namespace Daogou.Api.Endpoints;

/// <summary><c>/postback/{network}/{secret path}</c>: networks call about orders here. It answers in few words, and wrong addresses as if there were none.</summary>
internal static class PostbackEndpoint
{
    public static void MapPostbacks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/postback/{network}/{path}", [HttpMethods.Get, HttpMethods.Post], (Delegate)TakeAsync)
            .AllowAnonymous().RequireRateLimiting(AccessRules.PostbackPace).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(string network, string path, HttpContext http, PostbackDesk desk, CancellationToken cancellationToken)
    {
        if (await ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        var headers = http.Request.Headers;
        var call = new PostbackCall(
            http.Connection.RemoteIpAddress, [.. http.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))], body,
            http.Request.ContentType?.StartsWith(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) == true,
            headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]);
        return await desk.TakeAsync(network, path, call, cancellationToken) switch
        {
            PostbackFate.Taken => Results.StatusCode(StatusCodes.Status202Accepted),
            PostbackFate.Known => Results.Ok(),
            PostbackFate.NoSuchDoor => Problems.NotFound("such page"),
            PostbackFate.Forged => Problems.Refuse(StatusCodes.Status401Unauthorized, "wrong_signature", "The signature does not fit."),
            PostbackFate.Late => Problems.Refuse(StatusCodes.Status401Unauthorized, "too_late", "The timestamp is more than five minutes off."),
            PostbackFate.Malformed => Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "no_report", "It is signed, but not a report of an order."),
        };
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > PostbackCall.MostBytes)
        {
            return null;
        }
        var buffer = new byte[PostbackCall.MostBytes + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read > PostbackCall.MostBytes ? null : buffer[..read];
    }
}
