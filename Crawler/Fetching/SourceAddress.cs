using Daogou.Core.Networks;

namespace Daogou.Crawler.Fetching;

/// <summary>Where a source is: an http(s) address or a file of this machine.</summary>
public static class SourceAddress
{
    /// <summary>Whether its host is a name that a host can have: the framework takes some for one until their punycode is asked for.</summary>
    public static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Null for what is neither; a network's list has no address of its own.</summary>
    public static Uri? Read(string location)
    {
        var text = location.Trim();
        if (text.Length == 0 || OfferAddress.IsOne(text))
        {
            return null;
        }
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.IsFile)
                ? address
                : null;
        }
        return text.Contains('\0', StringComparison.Ordinal) ? null : new Uri(Path.GetFullPath(text));
    }
}
