using System.Text.RegularExpressions;

namespace Daogou.Core.Networks;

/// <summary>
/// A network's deep link as a text with holes. The product's address is encoded once as one query value; our click ref keeps its
/// place as <see cref="DeepLink.RefToken"/> until the click.
/// </summary>
public static partial class LinkTemplate
{
    private const string Encoded = "{url}";
    private const string Raw = "{rawurl}";

    /// <summary>The destination for a product, with the click ref's place in it.</summary>
    public static string Fill(NetworkOptions network, Uri product)
    {
        // Whatever stands in the product's address, the only place of a click ref is the one made here.
        var address = product.AbsoluteUri.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        var destination = network.LinkTemplate
            .Replace(Encoded, Uri.EscapeDataString(address), StringComparison.Ordinal)
            .Replace(Raw, address, StringComparison.Ordinal);
        foreach (var (name, value) in network.Parameters)
        {
            destination = WithParameter(destination, name, Uri.EscapeDataString(value));
        }
        return destination.Contains(DeepLink.RefToken, StringComparison.Ordinal) || network.RefParameter is not { Length: > 0 } parameter
            ? destination
            : WithParameter(destination, parameter, DeepLink.RefToken);
    }

    /// <summary>Whether links of this template lead straight to the shop and not over the network's own host.</summary>
    public static bool IsDirect(NetworkOptions network) => network.LinkTemplate.StartsWith(Raw, StringComparison.Ordinal);

    /// <summary>The host that a template starts at, or null when it is the shop's own.</summary>
    public static string? HostOf(NetworkOptions network) =>
        IsDirect(network) || !Uri.TryCreate(Example(network.LinkTemplate), UriKind.Absolute, out var address)
            ? null
            : address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";

    internal static bool IsWebAddress(string template) =>
        Uri.TryCreate(Example(template), UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 };

    /// <summary>What is wrong with the settings that make links, by key.</summary>
    internal static IEnumerable<(string Key, string What)> Wrong(NetworkOptions network)
    {
        var template = network.LinkTemplate;
        if (Holes().Matches(template).Select(hole => hole.Value).FirstOrDefault(hole => hole is not (Encoded or Raw or DeepLink.RefToken)) is { } unknown)
        {
            yield return ("LinkTemplate", $"{unknown} is unknown; accepts {Encoded}, {Raw} and {DeepLink.RefToken}.");
        }
        if (!IsWebAddress(IsDirect(network) ? "https://shop.example/" + template[Raw.Length..] : template)
            || !(template.Contains(Encoded, StringComparison.Ordinal) || IsDirect(network)))
        {
            yield return ("LinkTemplate", $"got \"{template}\", accepts an http(s) address with {Encoded}, or one that begins with {Raw}.");
        }
        var authority = template.IndexOf("://", StringComparison.Ordinal) is var scheme && scheme < 0 ? "" : template[(scheme + 3)..].Split('/', '?', '#')[0];
        if (authority.Contains('{', StringComparison.Ordinal))
        {
            yield return ("LinkTemplate", $"got \"{template}\", accepts no {{…}} in the host.");
        }
        if (!template.Contains(DeepLink.RefToken, StringComparison.Ordinal) && !Parameter().IsMatch(network.RefParameter ?? ""))
        {
            yield return ("RefParameter", $"got \"{network.RefParameter}\", accepts a parameter name such as subid, because the template has no {DeepLink.RefToken}.");
        }
    }

    /// <summary>The address with the parameter in its query, before any fragment; one of the same name gives way.</summary>
    internal static string WithParameter(string address, string name, string value)
    {
        var fragmentAt = address.IndexOf('#', StringComparison.Ordinal);
        var fragment = fragmentAt < 0 ? "" : address[fragmentAt..];
        var rest = fragmentAt < 0 ? address : address[..fragmentAt];
        var queryAt = rest.IndexOf('?', StringComparison.Ordinal);
        var kept = queryAt < 0
            ? []
            : rest[(queryAt + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(pair => !string.Equals(Uri.UnescapeDataString(pair.Split('=')[0]), name, StringComparison.OrdinalIgnoreCase));
        return $"{(queryAt < 0 ? rest : rest[..queryAt])}?{string.Join('&', [.. kept, $"{name}={value}"])}{fragment}";
    }

    private static string Example(string template) => Holes().Replace(template, "x");

    [GeneratedRegex("\\{[^{}]*\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Holes();

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,40}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
