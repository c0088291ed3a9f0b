using Daogou.Core.Networks;

namespace Daogou.Core.Links;

/// <summary>Where a link leads: the network's address with a place for the click ref.</summary>
internal static class Destination
{
    /// <summary>Stands for a ref while the address is parsed; no address of the world contains it.</summary>
    private const string Standin = "0clickref0standin000";

    /// <summary>The one form that is stored: parsed strictly once, escaped, without a user; null when it is no such address.</summary>
    public static string? Canonical(string text)
    {
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\') || Parse(text) is not { } address)
        {
            return null;
        }
        return address is { Scheme: "http" or "https", UserInfo: "" } && address.IdnHost.Length > 0
            ? address.AbsoluteUri.Replace(Standin, DeepLink.RefToken, StringComparison.Ordinal)
            : null;
    }

    /// <summary>The address as it will be visited, with some ref in it.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text.Replace(DeepLink.RefToken, Standin, StringComparison.Ordinal), UriKind.Absolute, out var address) ? address : null;
}
