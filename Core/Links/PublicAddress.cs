using System.Globalization;

namespace Daogou.Core.Links;

/// <summary>Our own addresses as the world sees them.</summary>
public sealed class PublicAddress(Uri baseUrl)
{
    private readonly Uri _base = baseUrl.AbsoluteUri.EndsWith('/') ? baseUrl : new Uri(baseUrl.AbsoluteUri + "/");

    public Uri Base => _base;

    public Uri Redirect(string code) => new(_base, "r/" + code);

    /// <summary>Says where the link leads without going there.</summary>
    public Uri Inspect(string code) => new(_base, $"r/{code}+");

    public Uri Deal(long id) => new(_base, "d/" + id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether it is an address of ours, whatever stands behind the host.</summary>
    public bool IsOwn(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && string.Equals(address.Authority, _base.Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>The code of one of our own redirects (or its inspection), else null.</summary>
    public string? CodeIn(Uri address) =>
        Rest(address, "r/") is { } rest && LinkCodes.IsCode(rest.TrimEnd('+')) ? rest.TrimEnd('+') : null;

    /// <summary>The number of the deal whose page this is, else null.</summary>
    public long? DealIn(Uri address) =>
        Rest(address, "d/") is { } rest && long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The setting as an address; null when it cannot be one.</summary>
    public static Uri? ReadBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? address
            : null;

    private string? Rest(Uri address, string below)
    {
        var prefix = _base.AbsolutePath + below;
        var ours = address.IsAbsoluteUri && string.Equals(address.Authority, _base.Authority, StringComparison.OrdinalIgnoreCase);
        return ours && address.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal) ? address.AbsolutePath[prefix.Length..] : null;
    }
}
