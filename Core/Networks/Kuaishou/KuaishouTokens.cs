using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>
/// The account's access token, renewed an hour before it ends and when the platform says that it is no longer good. Each renewal replaces the refresh
/// token as well, so both are in the file before they are used.
/// </summary>
internal sealed class KuaishouTokens
{
    private static readonly TimeSpan Early = TimeSpan.FromHours(1);
    private readonly KuaishouOptions _options;
    private readonly PlatformClient _client;
    private readonly SecretList _secrets;
    private readonly TimeProvider _time;
    private readonly TokenFile _file;
    private readonly Lock _lock = new();
    private volatile KeptTokens _kept;
    private Task<string>? _renewal;

    public KuaishouTokens(KuaishouOptions options, PlatformClient client, SecretList secrets, TimeProvider time)
    {
        (_options, _client, _secrets, _time) = (options, client, secrets, time);
        _file = new TokenFile(options.TokenFile);
        var from = TokenFile.HashOf(options.RefreshToken);
        _kept = CanRenew && _file.Read() is { } kept && kept.From == from ? kept : new KeptTokens(from, options.Token, options.RefreshToken, null);
        _secrets.Add(_kept.Access, _kept.Refresh);
    }

    public bool CanRenew => _options.RefreshToken.Length > 0;

    /// <summary>A token that should be good.</summary>
    public async Task<string> CurrentAsync(CancellationToken cancellationToken)
    {
        var kept = _kept;
        return CanRenew && (kept.Access.Length == 0 || kept.Until - Early <= _time.GetUtcNow())
            ? await RenewAsync(kept.Access, cancellationToken)
            : kept.Access;
    }

    /// <summary>A token other than the one that was refused. Many who ask at once share one renewal, and who goes away does not end it: its answer holds the only refresh token that is still good.</summary>
    public async Task<string> RenewAsync(string stale, CancellationToken cancellationToken)
    {
        Task<string> renewal;
        lock (_lock)
        {
            if (_kept.Access != stale)
            {
                return _kept.Access;
            }
            renewal = _renewal ??= RenewOnceAsync();
        }
        return await renewal.WaitAsync(cancellationToken);
    }

    private async Task<string> RenewOnceAsync()
    {
        // Off the lock, so that the renewal is known before it is over.
        await Task.Yield();
        try
        {
            Keep(await _client.CallAsync("oauth2/refresh_token", Request, Judge, CancellationToken.None));
            return _kept.Access;
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
            }
        }
    }

    private HttpRequestMessage Request() => new(HttpMethod.Post, _options.OauthUrl)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["app_id"] = _options.AppKey,
            ["app_secret"] = _options.AppSecret,
            ["refresh_token"] = _kept.Refresh,
        }),
    };

    private void Keep(JsonElement answer)
    {
        var seconds = new PlatformRow(answer).Whole("expires_in");
        var renewed = new KeptTokens(
            _kept.From,
            JsonPath.Text(answer, "access_token")!,
            JsonPath.Text(answer, "refresh_token") is { Length: > 0 } refresh ? refresh : _kept.Refresh,
            seconds is > 0 and < 100_000_000 ? _time.GetUtcNow().AddSeconds(seconds.Value) : null);
        _secrets.Add(renewed.Access, renewed.Refresh);
        // The old ones are dead whether the file can be written or not.
        _kept = renewed;
        try
        {
            _file.Write(renewed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkUnavailableException($"Kuaishou:TokenFile cannot be written, so the newest tokens would be lost at the next start: {e.Message}", e);
        }
    }

    private static PlatformFault? Judge(JsonElement answer) => JsonPath.Text(answer, "access_token") is { Length: > 0 }
        ? null
        : FaultWords.Of(
            JsonPath.Text(answer, "result") ?? "?",
            $"{JsonPath.Text(answer, "error_msg") ?? JsonPath.Text(answer, "error")} (authorise the application anew and set Kuaishou__RefreshToken)");
}
