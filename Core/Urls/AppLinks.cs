using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>Addresses that open a shop's app, <c>pinduoduo://…</c>: what they say is the web address of the same page.</summary>
internal static partial class AppLinks
{
    private static readonly string[] Schemes = ["pinduoduo://", "taobao://", "tbopen://", "tmall://", "openapp.jdmobile://"];

    /// <summary>Characters of the scheme that begins here; 0 when none does.</summary>
    public static int SchemeAt(string text, int at)
    {
        if (text[at] is not ('p' or 't' or 'o') || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])))
        {
            return 0;
        }
        var rest = text.AsSpan(at);
        foreach (var scheme in Schemes)
        {
            if (rest.StartsWith(scheme, StringComparison.Ordinal))
            {
                return scheme.Length;
            }
        }
        return 0;
    }

    /// <summary>The web address of the page; null for every other address, and where the app's page has none.</summary>
    public static WebUrl? OnTheWeb(string address)
    {
        if (address.Length == 0 || SchemeAt(address, 0) is not (> 0 and var scheme))
        {
            return null;
        }
        var rest = address[scheme..];
        if (address[0] == 'o')
        {
            return Sku().Match(PercentSets.Decode(rest)) is { Success: true } sku ? WebUrl.Parse($"https://item.jd.com/{sku.Groups["id"].Value}.html") : WebUrl.Parse("https://m.jd.com/");
        }
        if (address[0] == 'p')
        {
            return WebUrl.Parse("https://mobile.yangkeduo.com" + (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? rest[slash..] : "/"));
        }
        return WebUrl.Parse("https://" + rest) is { Host: { } host } page && host.Contains('.', StringComparison.Ordinal) ? page : WebUrl.Parse("https://m.taobao.com/");
    }

    /// <summary>The page that Pinduoduo's app is told to open, which stands in the address of the one that opens it; null for every other address.</summary>
    public static WebUrl? Launched(WebUrl url) =>
        url.Host is { } host && host.EndsWith(".yangkeduo.com", StringComparison.Ordinal) && url.Path == "/app.html" && ProductIds.Parameter(url, "launch_url") is { Length: > 0 } launch
            ? WebUrl.Parse(launch, url, out _)
            : null;

    [GeneratedRegex("\"(skuId|sku|wareId)\"\\s*:\\s*\"?(?<id>[0-9]{4,20})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Sku();
}
