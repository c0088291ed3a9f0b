using System.Text.Json;

namespace Daogou.Core.Networks.Platforms;

/// <summary>
/// Calls with an access token (OAuth 2): asked for when there is none, used until shortly before its end, and asked for once more when the platform
/// has stopped accepting it. Two callers at once may ask twice; either token is good.
/// </summary>
/// <param name="ask">The request for a token; its answer has <c>access_token</c> and <c>expires_in</c> in seconds.</param>
internal sealed class PlatformToken(PlatformClient client, TimeProvider time, Func<HttpRequestMessage> ask)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private volatile Held? _held;

    /// <summary>As <see cref="PlatformClient.CallAsync"/>, with the token.</summary>
    public async Task<JsonElement> CallAsync(
        string what, Func<string, HttpRequestMessage> make, Func<JsonElement, PlatformFault?> judge, CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            var token = await GetAsync(cancellationToken);
            try
            {
                return await client.CallAsync(what, () => make(token), judge, cancellationToken);
            }
            catch (PlatformRefusedException e) when (!again && e.Fault.Code == "HTTP 401")
            {
                _held = null;
            }
        }
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held && time.GetUtcNow() < held.Until)
        {
            return held.Token;
        }
        var answer = await client.CallAsync("the access token", ask, Judge, cancellationToken);
        var fresh = new Held(
            JsonPath.Text(answer, "access_token")!, time.GetUtcNow() + TimeSpan.FromSeconds(new PlatformRow(answer).Whole("expires_in") ?? 3600) - Margin);
        client.Hide(fresh.Token);
        _held = fresh;
        return fresh.Token;
    }

    private static PlatformFault? Judge(JsonElement answer) => JsonPath.Text(answer, "access_token") is { Length: > 0 }
        ? null
        : new PlatformFault(FaultKind.Ours, JsonPath.Text(answer, "error") ?? "token", JsonPath.Text(answer, "error_description") ?? "it gave no access token");

    private sealed record Held(string Token, DateTimeOffset Until);
}
