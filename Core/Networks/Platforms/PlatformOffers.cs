using System.Globalization;
using System.Text.Json;
using Daogou.Core.Deals;

namespace Daogou.Core.Networks.Platforms;

/// <summary>What the platforms' lists of goods have in common.</summary>
internal static class PlatformOffers
{
    private const int LongestWords = 100;

    /// <summary>Fen as a price text, <c>12.90 CNY</c>.</summary>
    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100m:0.00} CNY");

    /// <summary>The rows of a page; null rows are none of this list, those that cannot be read are refused with the reason.</summary>
    public static OfferPage Page(IReadOnlyList<JsonElement> rows, Func<PlatformRow, long, FeedItem?> read, string? next)
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

    /// <summary>The kind of list that is asked for, with its words and options looked over.</summary>
    /// <exception cref="NetworkUnavailableException">There is no such list, it needs words, or an option is unknown.</exception>
    public static OfferList Check(string network, IReadOnlyList<OfferList> lists, OfferQuery query)
    {
        var list = lists.FirstOrDefault(one => one.Key == query.List)
            ?? throw new NetworkUnavailableException($"{network} has no list \"{query.List}\"; there are {string.Join(", ", lists.Select(one => one.Key))}.");
        if (list.TakesWords && query.Words is not { Length: > 0 and <= LongestWords })
        {
            throw new NetworkUnavailableException($"{network}'s list {list.Key} needs search words, at most {LongestWords} characters.");
        }
        return query.Options.Keys.FirstOrDefault(name => !list.Options.ContainsKey(name)) is { } unknown
            ? throw new NetworkUnavailableException($"{network}'s list {list.Key} has no parameter \"{unknown}\"; it knows {string.Join(", ", list.Options.Keys)}.")
            : list;
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

    /// <summary>Runs a call; what the platform refuses is an operator's to know.</summary>
    public static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (PlatformRefusedException e)
        {
            throw new NetworkUnavailableException(e.Message, e);
        }
    }

    /// <summary><c>19.99 EUR</c>, or null where either is missing.</summary>
    public static string? Amount(string? amount, string? currency) => amount is not null && currency is not null ? $"{amount} {currency}" : null;
}
