using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Networks;

/// <summary>A network's list as the address of a source: <c>network:jd/search?words=手机&amp;pages=5</c>. What is neither <c>words</c> nor <c>pages</c> is the list's own option.</summary>
/// <param name="Network">The network's key.</param>
/// <param name="List">The list's key.</param>
/// <param name="Words">Search words; null for none.</param>
/// <param name="Pages">The most pages of one poll.</param>
/// <param name="Options">The list's own options.</param>
public sealed partial record OfferAddress(string Network, string List, string? Words, int Pages, IReadOnlyDictionary<string, string> Options)
{
    public const string Scheme = "network:";

    /// <summary>Said of an address that is none of these.</summary>
    public const string Accepts = "a network's list such as network:jd/search?words=phone&pages=5 (pages: 1 to 100)";

    private const int UsualPages = 3;
    private const int MostPages = 100;
    private const int MostOptions = 20;
    private const int LongestValue = 200;

    public static bool IsOne(string location) => location.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for what is not written as one.</summary>
    public static OfferAddress? Read(string location)
    {
        if (Form().Match(location.Trim()) is not { Success: true } match)
        {
            return null;
        }
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in match.Groups["query"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var written] || Uri.UnescapeDataString(written.Replace('+', ' ')).Trim() is not { Length: > 0 and <= LongestValue } value
                || !options.TryAdd(name, value) || options.Count > MostOptions)
            {
                return null;
            }
        }
        options.Remove("words", out var words);
        var pages = options.Remove("pages", out var text) ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : UsualPages;
        return pages is >= 1 and <= MostPages ? new OfferAddress(match.Groups["network"].Value, match.Groups["list"].Value, words, pages, options) : null;
    }

    public OfferQuery Query(string? page) => new(List, Words, Options, page);

    [GeneratedRegex("^network:(?<network>[a-z0-9][a-z0-9-]{0,23})/(?<list>[a-z0-9-]{1,40})(?:\\?(?<query>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
