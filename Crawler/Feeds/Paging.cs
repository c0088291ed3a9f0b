using System.Globalization;
using System.Web;

namespace Daogou.Crawler.Feeds;

/// <summary>The addresses of the pages of a list.</summary>
internal static class Paging
{
    /// <summary>The address with one query parameter set.</summary>
    public static string With(Uri address, string parameter, string value)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        query[parameter] = value;
        return address.GetLeftPart(UriPartial.Path) + "?" + query;
    }

    public static int? Number(Uri address, string parameter) =>
        int.TryParse(HttpUtility.ParseQueryString(address.Query)[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The page behind this one where pages are counted and one that is not full is the last.</summary>
    public static string? Counted(FeedContext context, string parameter, long rows, int full) =>
        rows >= full && !context.Address.IsFile
            ? With(context.Address, parameter, ((Number(context.Address, parameter) ?? 1) + 1).ToString(CultureInfo.InvariantCulture))
            : null;
}
