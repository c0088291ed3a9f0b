using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>Access tokens that a double gave out, each with its end.</summary>
public sealed class TokenDesk(TimeProvider time, string prefix)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private int _given;

    public int Given => _given;

    /// <summary>The account's owner has taken all of them back.</summary>
    public void Revoke() => _ends.Clear();

    public bool Accepts(string? token) => token is not null && _ends.TryGetValue(token, out var end) && time.GetUtcNow() < end;

    internal JsonObject Give(int seconds)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _given)}-of-the-double");
        _ends[token] = time.GetUtcNow().AddSeconds(seconds);
        return new JsonObject { ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = seconds };
    }
}
