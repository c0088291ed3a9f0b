using System.Text.RegularExpressions;

namespace Daogou.Core.Networks.Taobao;

/// <summary>
/// Taobao's ids of products: numbers of old, dynamic texts today (<c>P0tnUWtx-mvmePK0U7dwQ</c>), whose first half is another one at each conversion; the half behind
/// the dash stays for a publisher and a product.
/// </summary>
internal static partial class TaobaoItems
{
    /// <summary>What stays of an id: the half behind the first dash; a number is itself.</summary>
    public static string Lasting(string itemId) => itemId.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash && dash < itemId.Length - 1 ? itemId[(dash + 1)..] : itemId;

    public static bool IsDynamic(string itemId) => itemId.Contains('-', StringComparison.Ordinal);

    public static Uri Page(string itemId) => new($"https://item.taobao.com/item.htm?id={Uri.EscapeDataString(itemId)}");

    /// <summary>The id in a product's address, null for none.</summary>
    public static string? Of(Uri product)
    {
        var id = product.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair is ["id", { Length: > 0 }])?[1];
        return id is { Length: <= 130 } && Uri.UnescapeDataString(id) is var text && Id().IsMatch(text) ? text : null;
    }

    /// <summary>A 口令 between signs, brackets or slashes, or with the closing sign alone.</summary>
    public static bool IsToken(string text)
    {
        try
        {
            return Token().IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{4,130}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Id();

    [GeneratedRegex(
        @"[￥¥€$₤₳₴¢₰《]\s?[A-Za-z0-9]{8,14}\s?[￥¥€$₤₳₴¢₰《]|[(（/][A-Za-z0-9]{8,12}[)）/]|(?<![A-Za-z0-9/._=?&#-])[A-Za-z0-9]{8,12}[￥¥€$₤₳₴¢₰《]",
        RegexOptions.CultureInvariant, 100)]
    private static partial Regex Token();
}
