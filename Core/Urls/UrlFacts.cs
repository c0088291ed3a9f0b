namespace Daogou.Core.Urls;

/// <summary>All that an address says without being fetched.</summary>
/// <param name="Host">ASCII.</param>
/// <param name="Registrable">What one party registered: <c>shop.co.uk</c> of <c>www.shop.co.uk</c>.</param>
/// <param name="Public">Whether the host, as written, may be on the public internet.</param>
/// <param name="Reason">Why it is no address, or not public.</param>
/// <param name="Unwrapped">The target inside redirects; null when it wraps nothing.</param>
/// <param name="Canonical">The target, or the address itself, without tracking; null when it is no web address.</param>
/// <param name="ProductKey">Shop and number, such as <c>amazon:B0C1234567</c>.</param>
public sealed record UrlFacts(
    bool Ok, string? Href, string? Host, string? Registrable, bool Public, string? Reason, string? Unwrapped, string? Canonical, string? Merchant, string? ProductKey)
{
    /// <param name="against">What a relative address is relative to.</param>
    public static UrlFacts Of(string text, string? against)
    {
        WebUrl? root = null;
        string? fault = null;
        if (against is not null && (root = WebUrl.Parse(against, null, out fault)) is null)
        {
            return Nothing($"The base is no address: {fault}.");
        }
        if (WebUrl.Parse(text, root, out fault) is not { } url)
        {
            return Nothing($"It is no address: {fault}.");
        }
        var unwrapped = Wrappers.Unwrap(url);
        var target = unwrapped ?? url;
        var closed = PublicHosts.Fault(url.Host);
        return new UrlFacts(
            true,
            url.Href,
            url.Host,
            url.Host is null ? null : PublicSuffixes.Registrable(url.Host),
            closed is null,
            closed is null ? null : $"It is not public: {closed}.",
            unwrapped?.Href,
            CanonicalOf(target),
            target.IsWeb ? Merchants.Of(target) : null,
            target.IsWeb ? Merchants.ProductKey(target) : null);
    }

    private static UrlFacts Nothing(string reason) => new(false, null, null, null, false, reason, null, null, null, null);

    private static string? CanonicalOf(WebUrl url)
    {
        if (!url.IsWeb || !Uri.TryCreate(url.Href, UriKind.Absolute, out var uri))
        {
            return null;
        }
        try
        {
            return CanonicalUrl.Of(uri).AbsoluteUri;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
