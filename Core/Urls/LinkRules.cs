using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>A host, or a part of one, whose addresses are short, tracked or coupon links of a network.</summary>
/// <param name="Network">Null for a shortener that anybody may use.</param>
/// <param name="Host">As it is, <c>www.</c> aside; with a leading dot also all under it, with a closing dot at any ending.</param>
/// <param name="Path">Beginning of the path, any case; or, in <c>^…</c>, an expression for it.</param>
internal sealed record LinkRule(string? Network, string Kind, string Host, string Path = "/")
{
    private readonly Regex? _path = Path.StartsWith('^') ? new Regex(Path, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(200)) : null;

    private readonly string _inner = Host.Trim('.');
    private readonly string _anyEnding = Host.Trim('.') + ".";

    /// <summary>The rule in a person's words.</summary>
    public string Name => $"{Kind} link of {Network ?? "nobody's network"}: {(Host.Length > 0 ? Host.Trim('.') : "the shape of its path")}{(Path.StartsWith('^') || Path == "/" ? "" : Path)}";

    public bool Matches(string host, string path)
    {
        var isHost = Host.EndsWith('.')
            ? host.StartsWith(_anyEnding, StringComparison.Ordinal) || (Host[0] == '.' && host.Contains(Host, StringComparison.Ordinal))
            : Host.Length == 0 || host == _inner || (Host[0] == '.' ? host.EndsWith(Host, StringComparison.Ordinal) : host.Length == _inner.Length + 4 && host.StartsWith("www.", StringComparison.Ordinal) && host.EndsWith(_inner, StringComparison.Ordinal));
        return isHost && (_path is null ? path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) : _path.IsMatch(path));
    }
}

/// <summary>The rules that are tried on every address, the narrow ones first. What none matches is an item by its shop's shape, or plain.</summary>
internal static partial class LinkRules
{
    private static readonly LinkRule[] All = [.. China, .. World, .. Networks, .. Shorteners, .. ByPath];

    public static LinkRule? For(WebUrl url)
    {
        try
        {
            return url.Host is { } host ? Array.Find(All, rule => rule.Matches(host.TrimEnd('.'), url.Path)) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
