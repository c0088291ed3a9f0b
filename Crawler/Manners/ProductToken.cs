using System.Buffers;

namespace Daogou.Crawler.Manners;

/// <summary>The name by which a robots.txt calls a crawler (RFC 9309 §2.2.1).</summary>
/// <param name="Strict">Letters, hyphen and underscore only.</param>
/// <param name="Full">With the digits that some names have all the same, such as MJ12bot.</param>
internal readonly record struct ProductToken(string Strict, string Full)
{
    private const string Compatible = "(compatible; ";
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-0123456789");

    public static ProductToken Of(string userAgent)
    {
        var text = userAgent.AsSpan().Trim();
        if (text.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase) && text.IndexOf(Compatible, StringComparison.OrdinalIgnoreCase) is > 0 and var at)
        {
            text = text[(at + Compatible.Length)..];
        }
        return new ProductToken(Leading(text, Letters), Leading(text, LettersAndDigits));
    }

    /// <summary>Case does not matter; a name with digits is another than the same letters with other digits.</summary>
    public bool IsSame(ProductToken other) =>
        Full.Length > 0 && other.Full.Length > 0
        && (Full.Equals(other.Full, StringComparison.OrdinalIgnoreCase)
            || ((Strict.Length == Full.Length || other.Strict.Length == other.Full.Length) && Strict.Length > 0 && Strict.Equals(other.Strict, StringComparison.OrdinalIgnoreCase)));

    private static string Leading(ReadOnlySpan<char> text, SearchValues<char> allowed) =>
        (text.IndexOfAnyExcept(allowed) is >= 0 and var end ? text[..end] : text).ToString();
}
