using System.Globalization;
using System.Text.Json;
using Daogou.Core.Deals;

namespace Daogou.Core.Networks.Platforms;

/// <summary>What the platforms' lists of goods have in common: the question looked at before it is asked, and rows refused one by one.</summary>
internal static class OfferRows
{
    private const int LongestWords = 100;

    /// <summary>The list that is asked for.</summary>
    /// <exception cref="NetworkUnavailableException">There is no such list, it needs words, or it has no such option.</exception>
    public static OfferList Known(IOfferLister lister, OfferQuery query)
    {
        var list = lister.OfferLists.FirstOrDefault(one => one.Key == query.List)
            ?? throw new NetworkUnavailableException($"{lister.Key} has no list \"{query.List}\"; it has {string.Join(", ", lister.OfferLists.Select(one => one.Key))}.");
        if (list.TakesWords && string.IsNullOrWhiteSpace(query.Words))
        {
            throw new NetworkUnavailableException($"{lister.Key}/{list.Key} searches: give it words=…");
        }
        if (query.Words is { Length: > LongestWords })
        {
            throw new NetworkUnavailableException($"{lister.Key}/{list.Key}: words has {query.Words.Length} characters, at most {LongestWords}.");
        }
        return query.Options.Keys.FirstOrDefault(key => !list.Options.ContainsKey(key)) is { } stranger
            ? throw new NetworkUnavailableException($"{lister.Key}/{list.Key} knows no option \"{stranger}\"; it knows {(list.Options.Count == 0 ? "none" : string.Join(", ", list.Options.Select(pair => $"{pair.Key} ({pair.Value})")))}.")
            : list;
    }

    /// <param name="rows">The platform's rows.</param>
    /// <param name="read">Reads one with its number in the page, from 1; none for a row that is no offer.</param>
    /// <param name="next">Where the next page begins.</param>
    public static OfferPage Of(IReadOnlyList<JsonElement> rows, Func<PlatformRow, long, IEnumerable<FeedItem>> read, string? next)
    {
        var items = new List<FeedItem>();
        var refused = new List<RefusedRow>();
        var number = 0L;
        foreach (var row in rows)
        {
            number++;
            try
            {
                items.AddRange(read(new PlatformRow(row), number));
            }
            catch (RowUnreadableException e)
            {
                refused.Add(new RefusedRow(number, ReportReader.Shown(row.GetRawText()), e.Message));
            }
        }
        return new OfferPage(items, refused, next);
    }

    /// <summary>The page's number; 1 for the first.</summary>
    public static int Page(OfferQuery query) => int.TryParse(query.Page?.Split('|')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1;

    /// <summary>The number of the page after this one, where there is one.</summary>
    public static string? After(int page, int size, int rows, long? total) =>
        rows < size || page * (long)size >= (total ?? long.MaxValue) ? null : (page + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Fen as a feed writes it, <c>12.90 CNY</c>.</summary>
    public static string? Yuan(long? fen) => fen is > 0 and var some ? string.Create(CultureInfo.InvariantCulture, $"{some / 100m:0.00} CNY") : null;

    public static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An address that platforms write without its scheme.</summary>
    public static string? Address(string? text) => text switch
    {
        null => null,
        _ when text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => text,
        _ when text.StartsWith("//", StringComparison.Ordinal) => "https:" + text,
        _ => "https://" + text,
    };

    /// <summary>The rows of a page; null rows are none of this list, those that cannot be read are refused with the reason.</summary>
    public static OfferPage OfSingles(IReadOnlyList<JsonElement> rows, Func<PlatformRow, long, FeedItem?> read, string? next)
    {
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        for (var index = 0; index < rows.Count; index++)
        {
            try
            {
                if (read(new PlatformRow(rows[index]), index + 1) is { } item)
                {
                    items.Add(item);
                }
            }
            catch (RowUnreadableException e)
            {
                refused.Add(new RefusedRow(index + 1, ReportReader.Shown(rows[index].GetRawText()), e.Message));
            }
        }
        return new OfferPage(items, refused, next);
    }

    /// <summary>An option that is a whole number from 0; null when it is not given.</summary>
    public static long? Whole(OfferQuery query, string name) => query.Options.GetValueOrDefault(name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new NetworkUnavailableException($"{query.List}: {name}: got \"{text}\", accepts a whole number."),
    };

    /// <summary>An option that is one of some words; null when it is not given.</summary>
    public static T? OneOf<T>(OfferQuery query, string name, params (string Word, T Value)[] words)
        where T : struct =>
        query.Options.GetValueOrDefault(name) is not { } text ? null
        : words.Any(pair => pair.Word == text) ? words.First(pair => pair.Word == text).Value
        : throw new NetworkUnavailableException($"{query.List}: {name}: got \"{text}\", accepts {string.Join(", ", words.Select(pair => pair.Word))}.");

    /// <summary><c>19.99 EUR</c>, or null where either is missing.</summary>
    public static string? Amount(string? amount, string? currency) => amount is not null && currency is not null ? $"{amount} {currency}" : null;
}
