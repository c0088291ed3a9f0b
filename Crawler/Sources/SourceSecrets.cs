using Microsoft.Extensions.Configuration;

namespace Daogou.Crawler.Sources;

/// <summary>The secrets of sources, looked up when they are needed and kept nowhere.</summary>
public sealed class SourceSecrets(IConfiguration configuration)
{
    public IReadOnlyDictionary<string, string> HeadersOf(SourceOptions options) =>
        options is { SecretHeader: { Length: > 0 } header, SecretEnv: { Length: > 0 } name } && configuration[name] is { Length: > 0 } secret
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = secret }
            : [];
}
